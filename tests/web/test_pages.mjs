// One page of each kind in Chromium: accessible in light and dark, no wider
// than a phone, without an error; feeds and sitemaps are well-formed XML.

import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch, overhang, serve, watchedPage } from "./browser.mjs";
import { listFiles, onePageOfEachKind } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const files = listFiles(site);
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function accessibility(page) {
	await page.evaluate(axeSource);
	const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
	return violations.flatMap((v) => v.nodes.map((n) => `${page.url()}: ${v.id}: ${v.help}: ${n.html.slice(0, 160)}`));
}

async function look(browser, address, file, options, inspect) {
	const problems = [];
	const context = await browser.newContext(options);
	const page = await watchedPage(context, address, problems);
	try {
		await page.goto(address + file.split("/").map(encodeURIComponent).join("/"));
		problems.push(...(await inspect(page)));
	} catch (e) {
		problems.push(`${file}: ${e.message.split("\n")[0]}`);
	}
	await context.close();
	return problems;
}

async function width(page) {
	const pixels = await overhang(page);
	return pixels > 0 ? [`${page.url()}: scrolls sideways by ${pixels} px`] : [];
}

async function xmlProblems(browser) {
	const page = await browser.newPage();
	const found = [];
	for (const file of files.filter((f) => /\.(xml|svg)$/.test(f))) {
		const text = readFileSync(join(site, file), "utf8");
		const error = await page.evaluate((xml) => new DOMParser().parseFromString(xml, "application/xml")
			.querySelector("parsererror")?.textContent ?? null, text);
		if (error)
			found.push(`${file}: ${error.slice(0, 200)}`);
	}
	await page.close();
	return found;
}

// A page at any depth of a server's subpath must do; 404.html alone knows its root.
const server = await serve(site, rootPath());
const browser = await launch();

function rootPath() {
	const home = readFileSync(join(site, "index.html"), "utf8");
	const canonical = /<link[^>]*rel="canonical"[^>]*href="([^"]*)"/.exec(home)?.[1];
	return canonical ? new URL(canonical).pathname.replace(/index\.html$/, "") : "/some/where/";
}

for (const [kind, file] of onePageOfEachKind(files, (f) => statSync(join(site, f)).size)) {
	for (const colorScheme of ["light", "dark"]) {
		const options = { colorScheme, viewport: { width: 1280, height: 900 } };
		test(`accessible, ${colorScheme}: ${kind}`, await look(browser, server.address, file, options, accessibility));
	}
	test(`fits a phone: ${kind}`, await look(browser, server.address, file, { viewport: { width: 360, height: 740 } }, width));
}
test("feeds, sitemaps and drawings are well-formed", await xmlProblems(browser));
await browser.close();
await server.close();
finish();
