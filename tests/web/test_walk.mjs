// A reader's walk through the site, from the disk and from a server, on a
// phone, with and without JavaScript.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, onDisk, overhang, serve, watchedPage } from "./browser.mjs";
import { tags } from "./html.mjs";
import { kindOf, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const files = listFiles(site);

function linksOf(file) {
	const base = new URL(file, "http://x/");
	return tags(readFileSync(join(site, file), "utf8"))
		.filter((t) => t.name === "a" && t.attributes.href)
		.map((t) => ({ rel: t.attributes.rel, file: decodeURIComponent(new URL(t.attributes.href, base).pathname.slice(1)) }));
}

/** An article with a next one that has both a topic and an author: enough to walk on from. */
function startArticle() {
	for (const file of files.filter((f) => kindOf(f) === "article")) {
		const next = linksOf(file).find((l) => l.rel === "next" && kindOf(l.file) === "article");
		const kinds = next ? linksOf(next.file).map((l) => kindOf(l.file)) : [];
		if (kinds.includes("topic") && kinds.includes("author"))
			return { file, next: next.file };
	}
	return null;
}

/** The way of the walk: each step is the next page's pattern or its file. */
function route({ file, next }) {
	const [year, month, day] = file.split("/");
	const printed = linksOf(file).find((l) => kindOf(l.file) === "printed page").file;
	return [`${year}/index.html`, `${year}/${month}/index.html`, `${year}/${month}/${day}/index.html`,
		printed, file, next, "topic", "back", "author"];
}

async function follow(page, address, step) {
	if (step === "back")
		return page.goBack();
	const hrefs = await page.$$eval("a[href]", (all) => all.filter((a) => a instanceof HTMLAnchorElement).map((a) => a.href.replace(/#.*/, "")));
	const wanted = hrefs.find((href) => {
		const file = decodeURIComponent(href.slice(address.length));
		return href.startsWith(address) && (file === step || kindOf(file) === step);
	});
	if (!wanted)
		throw new Error(`${page.url()}: no link to ${step}`);
	const link = await page.evaluateHandle((href) =>
		[...document.querySelectorAll("a[href]")].find((a) => a instanceof HTMLAnchorElement && a.href.replace(/#.*/, "") === href && a.getClientRects().length > 0), wanted);
	if (!link.asElement())
		throw new Error(`${page.url()}: the link to ${step} cannot be seen`);
	await Promise.all([page.waitForURL((url) => url.href.startsWith(wanted)), link.asElement().click()]);
}

async function walk(browser, address, options) {
	const problems = [];
	const context = await browser.newContext(options);
	const page = await watchedPage(context, address, problems);
	page.setDefaultTimeout(15000);
	try {
		await page.goto(address + "index.html");
		for (const step of ["", ...route(startArticle())]) {
			if (step)
				await follow(page, address, step);
			const width = await overhang(page);
			if (width > 0)
				problems.push(`${page.url()}: scrolls sideways by ${width} px`);
		}
	} catch (e) {
		problems.push(e.message.split("\n")[0]);
	}
	await context.close();
	return problems;
}

const phone = { viewport: { width: 360, height: 740 } };
const desktop = { viewport: { width: 1280, height: 900 } };
const server = await serve(site);
const browser = await launch();
if (startArticle() === null) {
	test("walk", ["no article has a next one with a topic and an author"]);
} else {
	test("walk from the disk, phone", await walk(browser, onDisk(site), phone));
	test("walk from the disk, phone, no JavaScript", await walk(browser, onDisk(site), { ...phone, javaScriptEnabled: false }));
	test("walk from a server's subpath, phone", await walk(browser, server.address, phone));
	test("walk from a server's subpath, desktop", await walk(browser, server.address, desktop));
}
await browser.close();
await server.close();
finish();
