// One page of each kind in Chromium: accessible in light and dark, no wider
// than a phone, without an error; feeds and sitemaps are well-formed XML.

import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch, overhang, serve, watchedPage } from "./browser.mjs";
import { filesUnlike, listFiles, onePageOfEachKind } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const files = filesUnlike(process.argv[3], site, listFiles(site));
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function accessibility(page) {
	// The size of what is touched belongs to WCAG 2.2 and is not looked at unasked.
	const { violations } = await page.evaluate(() => globalThis.axe.run(document,
		{ resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }));
	return violations.flatMap((v) => v.nodes.map((n) => `${page.url()}: ${v.id}: ${v.help}: ${n.html.slice(0, 160)}`));
}

async function width(page) {
	const pixels = await overhang(page);
	return pixels > 0 ? [`${page.url()}: scrolls sideways by ${pixels} px`] : [];
}

/** Runs one inspection; what goes wrong in it is a problem as well. */
async function inspect(name, problems, inspection) {
	try {
		problems.push(...(await inspection()));
	} catch (e) {
		problems.push(e.message.split("\n")[0]);
	}
	test(name, problems.splice(0));
}

async function look(browser, address, kind, file) {
	const problems = [];
	const context = await browser.newContext({ colorScheme: "light", viewport: { width: 1280, height: 900 } });
	const page = await watchedPage(context, address, problems);
	await inspect(`accessible, light: ${kind}`, problems, async () => {
		await page.goto(address + file.split("/").map(encodeURIComponent).join("/"));
		await page.evaluate(axeSource);
		return accessibility(page);
	});
	await inspect(`accessible, dark: ${kind}`, problems, async () => {
		await page.emulateMedia({ colorScheme: "dark" });
		return accessibility(page);
	});
	await inspect(`fits a phone and a finger: ${kind}`, problems, async () => {
		await page.setViewportSize({ width: 360, height: 740 });
		return [...await width(page), ...await accessibility(page)];
	});
	await context.close();
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

for (const [kind, file] of onePageOfEachKind(files, (f) => statSync(join(site, f)).size))
	await look(browser, server.address, kind, file);
test("feeds, sitemaps and drawings are well-formed", await xmlProblems(browser));
await browser.close();
await server.close();
finish();
