// The search page searches for synonyms, says so, and does without where a reader declines.
//
//	node tests/search/declined.mjs SITE
//
// The site's texts have 夜莺 once and 夜鹂 once, which are synonyms there, as 黄鸟 is.

import { launch, serve } from "../web/browser.mjs";
import { finish, siteArgument, test } from "../web/tap.mjs";

const browser = await launch(), server = await serve(siteArgument());
const page = await (await browser.newContext()).newPage();
const problems = [];

/** What stands there once the answer is complete: the count, the synonyms that are told, and what is marked. */
async function answer() {
	await page.waitForFunction(() => /^\D*\d+\D*$/.test(document.getElementById("search-status").textContent)
		&& !document.getElementById("search-body").hidden);
	return page.evaluate(() => ({
		count: document.getElementById("search-status").textContent.replace(/\D/g, ""),
		also: document.getElementById("search-also").hidden ? "" : document.getElementById("search-also").textContent.trim(),
		marks: [...new Set(Array.from(document.querySelectorAll("#search-results .title mark"), (m) => m.textContent))].sort().join(),
	}));
}

function expect(what, got, wanted) {
	if (JSON.stringify(got) !== JSON.stringify(wanted))
		problems.push(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}

const press = () => page.click("#search-also button");
await page.goto(`${server.address}search.html?q=${encodeURIComponent("夜莺")}`);
expect("with synonyms", await answer(), { count: "2", also: "同时检索了：夜鹂 · 黄鸟。 只检索所输入的词", marks: "夜莺,夜鹂" });
await press();
await page.waitForFunction(() => document.querySelectorAll("#search-results li").length === 1);
expect("declined", await answer(), { count: "1", also: "同时检索 夜鹂 · 黄鸟", marks: "夜莺" });
expect("it stands in the address", new URL(page.url()).searchParams.get("words"), "typed");
await page.reload();
expect("and stays", await answer(), { count: "1", also: "同时检索 夜鹂 · 黄鸟", marks: "夜莺" });
await press();
await page.waitForFunction(() => document.querySelectorAll("#search-results li").length === 2);
expect("asked for again", (await answer()).count, "2");
await page.goto(`${server.address}search.html?q=${encodeURIComponent('"夜莺"')}`);
expect("in quotation marks", await answer(), { count: "1", also: "", marks: "夜莺" });
test("synonyms are told of and can be declined", problems);
await browser.close();
await server.close();
finish();
