// Articles of one text: in the results of a search they are one entry, which
// holds the others; each one's page leads to the others.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { launch, onDisk, overhang, serve, watchedPage } from "./browser.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const records = readdirSync(join(site, "data")).filter((f) => /^\d+\.jsonl$/.test(f))
	.flatMap((f) => readFileSync(join(site, "data", f), "utf8").trim().split("\n").map((line) => JSON.parse(line)))
	.filter((record) => record.kind !== "furniture");
const first = records.find((r) => r.same_text === r.url && r.body[0].text.length > 60);
const others = records.filter((r) => r.same_text === first.url && r !== first);
const word = first.body[0].text.slice(10, 16);

function expect(problems, what, got, wanted) {
	if (got !== wanted)
		problems.push(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}

async function testResults(page, address) {
	const problems = [];
	expect(problems, "articles that have the text, too", others.length > 0, true);
	await page.goto(`${address}search.html?q=${encodeURIComponent(word)}&sort=oldest`);
	await page.waitForSelector("#search-results details");
	const entries = page.locator("#search-results > li"), more = entries.locator("details");
	expect(problems, "articles found", Number((await page.textContent("#search-status")).replace(/\D/gu, "")), others.length + 1);
	expect(problems, "entries", await entries.count(), 1);
	expect(problems, "the entry leads to the first", (await entries.locator("> a").getAttribute("href")).split("#")[0], first.url);
	expect(problems, "how many it holds", (await more.locator("summary").textContent()).replace(/\D/gu, ""), String(others.length));
	expect(problems, "others before a click", await more.locator("a").first().isVisible(), false);
	await more.locator("summary").click();
	expect(problems, "others behind it", (await more.locator("a").evaluateAll((all) => all.map((a) => a.getAttribute("href").split("#")[0]))).join(),
		others.map((r) => r.url).join());
	await page.waitForFunction(() => [...document.querySelectorAll("#search-results .snippet")].every((p) => p.textContent !== ""));
	expect(problems, "pixels too wide", await overhang(page), 0);
	if (!address.startsWith("http"))
		return problems; /* axe asks for style sheets, which a page from the disk may not read */
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate(() => globalThis.axe.run());
	return problems.concat(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`));
}

async function testArticle(page, address) {
	const problems = [];
	await page.goto(address + first.url);
	expect(problems, "where else", await page.locator(".reprints a").count(), others.length);
	expect(problems, "reprints among what is related", await page.locator(`.related a[href$="${others[0].url}"]`).count(), 0);
	await page.locator(".reprints a").first().click();
	await page.waitForURL((url) => url.href.endsWith(others[0].url));
	expect(problems, "and back", await page.locator(`.reprints a[href$="${first.url.split("/").at(-1)}"]`).count(), 1);
	return problems;
}

const browser = await launch(), server = await serve(site);
for (const [way, address] of [["http", server.address], ["the disk", onDisk(site)]]) {
	for (const [name, run] of [["one entry in the results", testResults], ["each leads to the others", testArticle]]) {
		const problems = [], context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 2000 } });
		const page = await watchedPage(context, address, problems);
		try {
			problems.push(...await run(page, address));
		} catch (e) {
			problems.push(`${page.url()}: ${e.message}`);
		}
		test(`reprints from ${way}: ${name}`, problems);
		await context.close();
	}
}
await browser.close();
await server.close();
finish();
