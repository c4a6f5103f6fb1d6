// A site whose articles stand in the files of their printed pages: a search leads
// to the article and marks its words there alone, and the tools beside an
// article are for that one.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, serve, watchedPage } from "./browser.mjs";
import { listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const records = listFiles(site).filter((f) => /^data\/.*\.jsonl$/.test(f))
	.flatMap((f) => readFileSync(join(site, f), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line)))
	.filter((record) => record.kind !== "furniture");
const browser = await launch();
const server = await serve(site);
const problems = [];
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
await context.grantPermissions(["clipboard-read", "clipboard-write"]);
const page = await watchedPage(context, server.address, problems);

/** A word of the second article of a page, and that article. */
function wanted() {
	const of = (record) => record.url.split("#")[0];
	const second = records.find((r, i) => i > 0 && of(records[i - 1]) === of(r) && r.headline_source === "printed");
	return { word: second.headline.slice(0, 4), url: second.url };
}

const { word, url } = wanted();
const anchor = url.split("#")[1];
await page.goto(`${server.address}search.html?q=${encodeURIComponent(word)}`);
const link = page.locator(`a[href^="${url}&q="]`).first();
await link.waitFor({ timeout: 60000 }).catch(() => problems.push(`no result leads to ${url}`));
if (problems.length === 0) {
	await link.click();
	await page.waitForSelector("mark", { timeout: 60000 }).catch(() => problems.push("nothing is marked"));
	const marked = await page.evaluate(() => [...document.querySelectorAll("mark")]
		.map((mark) => ({ id: mark.closest(".article")?.id, text: mark.textContent, top: mark.getBoundingClientRect().top })));
	if (!marked.some((m) => m.id === anchor))
		problems.push(`the article ${anchor} has no mark`);
	if (marked.some((m) => m.id !== anchor))
		problems.push(`marked as well: ${JSON.stringify(marked)}`);
}
test("a search leads to the article and marks it alone", problems.splice(0));

const reading = page.locator(".reading", { has: page.locator(`[id="${anchor}"]`) });
await reading.locator("[data-do=text]").click();
const text = await page.evaluate(() => navigator.clipboard.readText());
const record = records.find((r) => r.url === url);
for (const part of [record.headline.split(" ")[0], url, record.body[0].text.slice(-6)])
	if (!text.includes(part))
		problems.push(`what is copied lacks ${part}`);
if (records.some((r) => r.url !== url && r.headline_source === "printed" && text.includes(r.headline)))
	problems.push("another article is copied along");
test("an article is copied alone", problems.splice(0));

const places = await page.evaluate(() => {
	const found = [];
	for (const article of document.querySelectorAll(".article"))
		found.push([article.id, [...article.querySelectorAll("h1, h2, h3, h4")][0]?.tagName]);
	return { found, first: document.querySelectorAll("h1").length };
});
if (places.first !== 1)
	problems.push(`${places.first} headings of the first level`);
for (const [id, heading] of places.found)
	if (!id || heading !== "H2")
		problems.push(`article ${id} begins with ${heading}`);
test("articles are headings below that of the page", problems.splice(0));

await browser.close();
await server.close();
finish();
