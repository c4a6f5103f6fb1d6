// The search page in Chromium, served and from the disk.

import { existsSync, readdirSync, readFileSync, mkdtempSync, cpSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { launch, onDisk, overhang, serve, watchedPage } from "./browser.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const browser = await launch();
const server = await serve(site);

const articles = readdirSync(join(site, "data")).filter((f) => f.endsWith(".jsonl"))
	.flatMap((f) => readFileSync(join(site, "data", f), "utf8").trim().split("\n").map((line) => JSON.parse(line)))
	.filter((a) => a.kind !== "furniture");
const peopleOf = (a) => [a.byline_text?.replace(/\s/gu, ""), ...a.byline, ...a.photographers].filter((t) => t);
const textsOf = (a) => [a.kicker, a.headline, a.deck, ...peopleOf(a), a.dateline, ...a.body.map((b) => b.text)].filter((t) => t);
const holding = (word) => articles.filter((a) => textsOf(a).some((t) => t.includes(word)));

/** Two Han characters of a headline that several articles, but not all, hold. */
const word = articles.map((a) => a.headline.match(/\p{Script=Han}{2}/u)?.[0])
	.filter((w) => w && holding(w).length > 1).sort((a, b) => holding(b).length - holding(a).length)[0];

/** Types into the search box and waits until the answer is complete. */
async function type(page, query) {
	await page.evaluate(() => document.getElementById("search-status").textContent = "…");
	await page.fill("#search-q", query);
	await answered(page);
}

async function answered(page) {
	await page.waitForFunction(() => /\d|[“"「]/.test(document.getElementById("search-status").textContent)
		&& !/…/.test(document.getElementById("search-status").textContent), null, { timeout: 60000 });
	await page.waitForTimeout(50);
}

const count = async (page) => Number((await page.textContent("#search-status")).replace(/\D/gu, "") || 0);

function expect(problems, what, got, wanted) {
	if (got !== wanted)
		problems.push(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}

async function testAnswers(page, address) {
	const problems = [];
	await page.setViewportSize({ width: 1000, height: 4000 }); /* what is off the screen waits */
	await page.goto(`${address}search.html`);
	await type(page, word);
	expect(problems, `articles with ${word}`, await count(page), holding(word).length);
	expect(problems, "marked words are the word", await page.locator("#search-results mark").evaluateAll(
		(marks, w) => marks.length > 0 && marks.every((m) => m.textContent.replace(/\s/gu, "") === w), word), true);
	for (const width of [320, 360, 390]) {
		await page.setViewportSize({ width, height: 4000 });
		expect(problems, `at ${width} pixels, words torn in headlines`, await page.locator("#search-results .title mark").evaluateAll(
			(marks) => marks.filter((m) => m.getClientRects().length > 1).map((m) => m.closest("li").textContent)).then(String), "");
	}
	expect(problems, "headlines that end lines between words", await page.locator("#search-results .title wbr").count() > 0, true);
	await page.setViewportSize({ width: 1000, height: 4000 });
	const snippets = page.locator("#search-results .snippet");
	await page.waitForFunction(() => ![...document.querySelectorAll("#search-results .snippet")].some((p) => p.textContent === ""));
	expect(problems, "results with a snippet", await snippets.count(), Math.min(10, holding(word).length));
	const below = (a) => [a.deck, ...a.body.map((b) => b.text)].some((t) => t?.includes(word));
	expect(problems, "snippets with the word", await snippets.filter({ has: page.locator("mark") }).count() > 0, holding(word).some(below));
	await type(page, [...word].join(" "));
	expect(problems, "both characters apart", await count(page),
		articles.filter((a) => [...word].every((c) => textsOf(a).some((t) => t.includes(c)))).length);
	await type(page, word + "叀叀");
	expect(problems, "nothing is found", await page.locator("#search-results li").count(), 0);
	await page.waitForSelector("#search-near button");
	expect(problems, "the nearest part", await page.textContent("#search-near button"), word);
	expect(problems, "the title tells the query", (await page.title()).startsWith(`${word}叀叀 · `), true);
	await page.click("#search-near button");
	await answered(page);
	expect(problems, "the nearest part is found", await count(page), holding(word).length);
	return problems;
}

/** Words that were meant by letters, or by characters that look alike, and words that go on with what is typed. */
async function testOffers(page, address) {
	const problems = [], near = () => page.locator("#search-near button");
	await page.goto(`${address}search.html`);
	const offered = async (query) => {
		await type(page, query);
		await page.waitForSelector("#search-near button");
		return (await near().allTextContents()).map((t) => t.replace(/[\d,]+$/, "").trim());
	};
	for (const [letters, meant] of [["taiyuan", "太原"], ["tai yuan", "太原"], ["TÀIYUÁN", "太原"], ["gonglu", "公路"], [`${word} gonglu`, "公路"]]) {
		const words = await offered(letters);
		expect(problems, `${letters} may mean ${words}`, words.includes(meant) && holding(meant).length > 0, true);
	}
	await near().first().click();
	await answered(page);
	expect(problems, "the rest of the query stays", (await page.inputValue("#search-q")).startsWith(`${word} `), true);
	const groups = (await page.getAttribute("#search", "data-misread")).split(" ");
	const pairs = articles.flatMap((a) => a.headline.match(/\p{Script=Han}{2}/gu) ?? []);
	const misread = pairs.flatMap((pair) => groups.filter((g) => g.includes(pair[0])).flatMap((g) => [...g].map((c) => [c + pair[1], pair])))
		.find(([wrong]) => holding(wrong).length === 0);
	expect(problems, `${misread} were taken for each other`, (await offered(misread[0])).includes(misread[1]), true);
	await type(page, word);
	await page.waitForSelector("#search-words option", { state: "attached" });
	const more = await page.locator("#search-words option").evaluateAll((all) => all.map((o) => o.value));
	expect(problems, `${word} goes on as ${more}`, more.length > 0 && more.every((m) => m !== word && m.startsWith(word)
		&& articles.some((a) => a.headline.includes(m) || peopleOf(a).includes(m))), true);
	return problems;
}

/** Every place that says the word stands in a line of its own. */
async function testContexts(page, address) {
	const problems = [], hits = (a) => [a.deck, ...a.body.map((b) => b.text)].map((t) => (t ?? "").split(word).length - 1);
	await page.setViewportSize({ width: 1000, height: 4000 });
	await page.goto(`${address}search.html?each=yes&q=${encodeURIComponent(word)}`);
	await answered(page);
	expect(problems, "the box is checked", await page.isChecked("[name=each]"), true);
	await page.waitForFunction(() => ![...document.querySelectorAll("#search-results .snippet")].some((p) => p.textContent === ""));
	const shown = await page.locator("#search-results > li").evaluateAll((items) => items.map((item) => ({
		url: decodeURI(item.querySelector("a").getAttribute("href").replace(/[#&]q=.*$/, "")),
		marks: [...item.querySelectorAll(".contexts mark")].map((m) => m.textContent),
	})));
	for (const { url, marks } of shown) {
		const article = articles.find((a) => decodeURI(a.url) === url);
		const wanted = article ? hits(article).reduce((sum, n) => sum + n, 0) : NaN;
		if (!(marks.length >= wanted && marks.every((m) => m.replace(/\s/gu, "") === word))) /* bylines say it, too */
			problems.push(`${url}: ${marks.join()} instead of ${wanted}`);
	}
	if (!shown.some(({ marks }) => marks.length > 1))
		problems.push("no article has the word twice");
	await page.uncheck("[name=each]");
	await page.waitForFunction(() => !location.search.includes("each"));
	await page.waitForSelector("#search-results .snippet");
	expect(problems, "lines when it is not asked for", await page.locator(".contexts").count(), 0);
	return problems;
}

/** A search that is kept tells what is new since it was looked at. */
async function testKept(page, address) {
	const problems = [], asked = `${address}search.html?q=${encodeURIComponent(word)}`;
	const fresh = () => page.textContent("#search-kept li span");
	const listed = async () => {
		await page.goto(`${address}search.html`);
		await page.waitForSelector("#search-kept li", { timeout: 60000 });
		await page.waitForLoadState("networkidle");
		await page.waitForTimeout(200);
	};
	await page.goto(asked);
	await answered(page);
	expect(problems, "kept before it is asked for", await page.getAttribute("#search-keep", "aria-pressed"), "false");
	await page.click("#search-keep");
	expect(problems, "kept", await page.getAttribute("#search-keep", "aria-pressed"), "true");
	await listed();
	expect(problems, "what is listed", await page.textContent("#search-kept a"), word);
	expect(problems, "what is new of it", await fresh(), "");
	await page.evaluate(function () { /* as if one article had come */
		const list = JSON.parse(localStorage.getItem("broadsheet.searches"));
		const [folder, [hash, count]] = Object.entries(list[0].counts).find(([, [, count]]) => count > 0);
		list[0].counts[folder] = [hash ^ 1, count - 1];
		localStorage.setItem("broadsheet.searches", JSON.stringify(list));
	});
	await listed();
	expect(problems, "what is new then", (await fresh()).replace(/\D/gu, ""), "1");
	await page.click("#search-kept a");
	await answered(page);
	expect(problems, "it is asked", await count(page), holding(word).length);
	await page.waitForSelector("#search-keep[aria-pressed=true]");
	await listed();
	expect(problems, "what is new when it was looked at", await fresh(), "");
	await page.click("#search-kept button");
	expect(problems, "is it listed when it is forgotten", await page.isVisible("#search-kept"), false);
	return problems;
}

async function testAddress(page, address) {
	const problems = [];
	await page.goto(`${address}search.html?q=${encodeURIComponent(word)}&in=headline`);
	await answered(page);
	expect(problems, "the word of the address", await page.inputValue("#search-q"), word);
	expect(problems, "headlines alone", await count(page), articles.filter((a) =>
		[a.kicker, a.headline_source === "printed" && a.headline, a.deck].some((t) => t && t.includes(word))).length);
	await page.fill("#search-q", "的");
	await page.press("#search-q", "Enter");
	await page.waitForFunction(() => new URLSearchParams(location.search).get("q") === "的");
	await page.goBack();
	await page.waitForFunction((w) => document.getElementById("search-q").value === w, word);
	await page.goForward();
	await page.waitForFunction(() => document.getElementById("search-q").value === "的");
	return problems;
}

/** What fills the screen is shown, and the rest of ten results when one comes to the end. */
async function testScreen(page, address) {
	const problems = [];
	const titles = page.locator("#search-results .title");
	await page.setViewportSize({ width: 1000, height: 700 });
	await page.goto(`${address}search.html?q=${encodeURIComponent("的")}`);
	await answered(page);
	await page.waitForSelector("#search-results .snippet:not(:empty)");
	const first = await titles.count();
	if (first < 3 || first > 6)
		problems.push(`${first} results on a screen of 700 pixels`);
	await page.evaluate(() => document.getElementById("search-next").parentElement.scrollIntoView());
	await page.waitForFunction(() => document.querySelectorAll("#search-results .title").length === 10, null, { timeout: 60000 })
		.catch(async () => problems.push(`${await titles.count()} at the end of the list`));
	await page.click("#search-next");
	await page.waitForFunction(() => document.querySelectorAll("#search-results .title").length === 20, null, { timeout: 60000 })
		.catch(async () => problems.push(`${await titles.count()} when one asks for more`));
	await page.setViewportSize({ width: 1280, height: 720 });
	return problems;
}

async function testReading(page, address) {
	const problems = [];
	await page.goto(`${address}index.html`);
	await page.fill(".find input", word);
	await page.press(".find input", "Enter");
	await page.waitForSelector("#search-results a");
	await answered(page);
	await page.focus("#search-q");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await page.waitForSelector(".article mark");
	expect(problems, "the article's marks", await page.locator(".article mark").evaluateAll(
		(marks) => marks.length > 0), true);
	return problems;
}

async function testFilters(page, address) {
	const problems = [];
	await page.goto(`${address}search.html?q=${encodeURIComponent("的")}`);
	await answered(page);
	const all = await count(page);
	const years = await page.locator(".facet-year [data-of] span").allTextContents();
	expect(problems, "the years' counts together", years.reduce((sum, n) => sum + Number(n.replace(/\D/gu, "")), 0), all);
	if (years.length > 1) {
		await page.click(".facet-year [data-per]");
		await page.waitForSelector(".facet-year [data-per][aria-pressed=true]");
		const year = await page.locator(".facet-year [data-of]").first().getAttribute("data-value");
		const of = articles.filter((a) => String(Number((a.published ?? "0").slice(0, 4))) === year).length;
		const told = Number((await page.locator(".facet-year [data-of] span").first().textContent()).replace(/[^\d.]/gu, ""));
		const exact = 1000 * Number(years[0].replace(/\D/gu, "")) / of;
		expect(problems, `of a thousand articles of ${year}, ${told} and not ${exact}`, Math.abs(told - exact) <= 0.005 * exact, true);
		expect(problems, "the measure stands in the address", new URL(page.url()).searchParams.get("per"), "thousand");
		await page.click(".facet-year [data-per]");
		await page.waitForSelector(".facet-year [data-per][aria-pressed=false]");
	}
	const button = page.locator(".facet-year [data-of]").first();
	const part = Number((await button.locator("span").textContent()).replace(/\D/gu, ""));
	await button.click();
	await page.waitForSelector(".facet-year [aria-pressed=true]");
	await answered(page);
	expect(problems, "one year's articles", await count(page), part);
	expect(problems, "the year stands in the address", new URL(page.url()).searchParams.has("year"), true);
	await page.goBack();
	await answered(page);
	expect(problems, "without the year again", await count(page), all);
	for (const [facet, of] of [["topic", (a) => a.topics], ["kind", null], ["author", (a) => [...a.byline, ...a.photographers]]]) {
		await page.goto(`${address}search.html?q=${encodeURIComponent("的")}`);
		await answered(page);
		await page.locator(`.facet-${facet} summary`).click();
		const first = page.locator(`.facet-${facet} .counts button[data-of]`).first();
		await first.waitFor();
		const [, name, there] = /^(.*) (\d+)$/.exec((await first.textContent()).trim());
		await first.click();
		await page.waitForSelector(`.facet-${facet} [aria-pressed=true]`);
		await answered(page);
		expect(problems, `${facet} ${name}`, await count(page), Number(there));
		if (of)
			expect(problems, `articles of ${facet} ${name}`, Number(there), articles.filter((a) => of(a).includes(name) && holding("的").includes(a)).length);
		expect(problems, `${facet} keeps the focus`, await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
	}
	return problems;
}

/** The language of queries as the page tells it, and what it says of mistakes. */
async function testLanguage(page, address) {
	const problems = [];
	const other = articles.map((a) => a.headline.match(/\p{Script=Han}{2}/u)?.[0]).find((w) => w && !holding(word).some((a) => holding(w).includes(a)));
	await page.goto(`${address}search.html?q=${encodeURIComponent(`${word} OR ${other}`)}`);
	await answered(page);
	expect(problems, "either word", await count(page), holding(word).length + holding(other).length);
	await page.goto(`${address}search.html?q=${encodeURIComponent(`标题:${word}`)}`);
	await answered(page);
	expect(problems, "a field", await count(page), articles.filter((a) =>
		[a.kicker, a.headline_source === "printed" && a.headline, a.deck].some((t) => t && t.includes(word))).length);
	await page.goto(`${address}search.html?q=${encodeURIComponent(`${word} ?明`)}`);
	await answered(page);
	expect(problems, "what is left of a mistaken query", await count(page), holding(word).length);
	expect(problems, "the mistake is told", (await page.textContent("#search-faults")).includes("?明"), true);
	await page.goto(`${address}search.html`);
	await page.locator("#search-note summary").click();
	expect(problems, "ways that are told", await page.locator("#search-note dt").count() > 5, true);
	await page.goto(`${address}search.html?q=${encodeURIComponent(word)}&from=abc&to=9998`);
	await answered(page);
	expect(problems, "a day that is none limits nothing", await count(page), holding(word).length);
	expect(problems, "a year ends with its last day", await page.inputValue("[name=to]"), "9998-12-31");
	await page.goto(`${address}search.html?q=${encodeURIComponent(word)}&year=1900`);
	await page.waitForSelector("#search-near button[data-free]");
	await page.click("#search-near button[data-free]");
	await page.waitForSelector("#search-results a");
	await answered(page);
	expect(problems, "a way out of a year without articles", await count(page), holding(word).length);
	return problems;
}

/** Results as files: as many records as articles, and the years add up. */
async function testExport(page, address) {
	const problems = [];
	await page.goto(`${address}search.html?q=${encodeURIComponent(word)}`);
	await answered(page);
	await page.click(".search-export summary");
	const saved = async (form) => {
		const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-export=${form}]`)]);
		return readFileSync(await download.path(), "utf8");
	};
	const all = holding(word).length;
	expect(problems, "rows of CSV", (await saved("csv")).trim().split("\r\n").length - 1, all);
	expect(problems, "records of RIS", (await saved("ris")).match(/^ER  - /gm).length, all);
	expect(problems, "entries of BibTeX", (await saved("bib")).match(/^@article/gm).length, all);
	const items = JSON.parse(await saved("json"));
	expect(problems, "items of CSL-JSON", items.length, all);
	let compared = 0;
	for (const item of items.slice(0, 8)) {
		const path = item.URL.match(/\d{4}\/\d\d\/\d\d\/[^#]*/)?.[0];
		const own = path ? await page.evaluate((html) => {
			return [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("[id^=csl]")].map((e) => JSON.parse(e.textContent)[0]);
		}, readFileSync(join(site, path), "utf8")) : [];
		const same = own.find((o) => o.id === item.id);
		const told = (i) => JSON.stringify([i.type, i.title, i["container-title"], i.publisher, i.language, i.issued]);
		compared += same !== undefined;
		if (same)
			expect(problems, `${item.id}, as its page has it`, told(item), told(same));
	}
	expect(problems, "items are called as their pages call them", compared > 0, true);
	const years = (await saved("years")).trim().split("\r\n").slice(1).map((row) => row.split(",").map(Number));
	expect(problems, "articles of all years", years.reduce((sum, [, n]) => sum + n, 0), all);
	expect(problems, "and of the archive", years.reduce((sum, [, , n]) => sum + n, 0), articles.length);
	return problems;
}

/** Limits that leave nothing are told apart from words that are nowhere, and can be taken away. */
async function testLimits(page, address) {
	const problems = [];
	await page.goto(`${address}search.html?q=${encodeURIComponent(word)}&from=9998-01-01&in=headline`);
	await answered(page);
	expect(problems, "articles without limits", await count(page), holding(word).length);
	expect(problems, "results", await page.locator("#search-results li").count(), 0);
	await page.waitForSelector("#search-near button");
	await page.click("#search-near button");
	await page.waitForSelector("#search-results a");
	await answered(page);
	expect(problems, "articles found then", await count(page), holding(word).length);
	expect(problems, "the address then", new URL(page.url()).searchParams.toString(), new URLSearchParams({ q: word }).toString());
	return problems;
}

async function testFields(page, address) {
	const problems = [];
	const days = articles.map((a) => a.published).filter((d) => d).sort();
	const day = days[days.length >> 1], name = articles.find((a) => a.byline_text && a.byline.length > 0).byline[0];
	await page.goto(`${address}search.html?q=${encodeURIComponent("的")}&from=${day}&to=${day}`);
	await answered(page);
	expect(problems, `articles of ${day}`, await count(page), holding("的").filter((a) => a.published === day).length);
	expect(problems, "the day in its field", await page.inputValue("[name=from]"), day);
	await page.goto(`${address}search.html?by=${encodeURIComponent(name)}`);
	await answered(page);
	expect(problems, `articles signed ${name}`, await count(page),
		articles.filter((a) => peopleOf(a).some((t) => t.includes(name))).length);
	await page.waitForSelector("#search-results .who mark");
	expect(problems, "marks elsewhere than in names", await page.locator("#search-results mark").count()
		- await page.locator("#search-results .who mark").count(), 0);
	await page.goto(`${address}search.html?q=${encodeURIComponent("的")}&sort=best`);
	await answered(page);
	const titles = await page.locator("#search-results .title").allTextContents();
	await page.goto(`${address}search.html?q=${encodeURIComponent("的")}&sort=oldest`);
	await answered(page);
	const times = await page.locator("#search-results time").evaluateAll((all) => all.map((t) => t.dateTime || "without a day"));
	expect(problems, "the oldest come first", times.join(), times.slice().sort().join());
	expect(problems, "the first day", times[0], holding("的").map((a) => a.published).filter((d) => d).sort()[0]);
	expect(problems, "a headline with the word comes first", titles[0]?.includes("的"), titles.length > 0);
	expect(problems, "the answer is told aloud", await page.locator("#search-status").getAttribute("role"), "status");
	return problems;
}

const hostile = `<img src=x onerror="document.title='open'">`;

/** Texts that look like markup, in what the index says and on the page it leads to. */
async function testMarkup(page, address) {
	const problems = [];
	const escaped = hostile.replaceAll("<", "&lt;");
	await page.route("**/hostile.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8",
		body: `<article class="article"><div class="text"><p>${word}${escaped}</p>${hostile}</div></article>` }));
	await page.goto(`${address}search.html`);
	await page.waitForFunction(() => globalThis.broadsheetSnippet);
	await page.evaluate(async function ([text, query]) {
		const index = await broadsheetIndex.open(broadsheetCore.scriptLoader(""));
		await index.fold.know(query);
		const names = { query, date: () => text, value: () => text };
		const title = { url: "hostile.html", page: text, kind: text, kicker: text, headline: text };
		const item = broadsheetShow.makeResult(document.getElementById("search-result"), index.fold, { day: 0 }, title, index.terms(query), names);
		document.getElementById("search-results").append(item);
		document.getElementById("search-body").hidden = false;
		await broadsheetSnippet.show(item, index.fold, title.url, { terms: index.terms(query), bylines: [] });
	}, [hostile, word]);
	expect(problems, "elements made of texts", await page.locator("#search-results img").count(), 0);
	expect(problems, "the headline as text", await page.textContent("#search-results .title"), hostile);
	expect(problems, "the snippet as text", await page.textContent("#search-results .snippet"), word + hostile);
	expect(problems, "the title", (await page.title()) === "open", false);
	return problems;
}

/** Without JavaScript the box leads to the search page, and that says why it cannot search. */
async function testWithout() {
	const problems = [];
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${server.address}index.html`);
	await page.fill(".find input", word);
	await page.press(".find input", "Enter");
	await page.waitForURL(/search\.html\?q=/);
	expect(problems, "words for those without it", (await page.textContent("main noscript")).trim().length > 0, true);
	expect(problems, "a form that does nothing", await page.isVisible("#search"), false);
	const described = existsSync(join(site, "opensearch.xml")); /* the site has an address */
	const ways = await page.locator("noscript a").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
	for (const way of ways.filter((href) => !href.startsWith("https:")))
		expect(problems, `a way to ${way}`, existsSync(join(site, way)), true);
	expect(problems, "ways", ways.length, described ? 6 : 5);
	expect(problems, "a search of the web for this site alone", ways.filter((href) => /^https:\/\/.*site%3A\w+/.test(href)).length, described ? 1 : 0);
	expect(problems, "links to the description for browsers", await page.locator("link[rel=search]").count(), described ? 1 : 0);
	if (described)
		expect(problems, "the description", /\?q=\{searchTerms\}"/.test(readFileSync(join(site, "opensearch.xml"), "utf8")), true);
	await context.close();
	return problems;
}

async function testText(page, address) {
	const problems = [];
	const query = `<img src=x onerror="document.title='open'"> <b>${word}</b>`;
	await page.goto(`${address}search.html?q=${encodeURIComponent(query)}`);
	await answered(page);
	expect(problems, "elements made of the query", await page.locator("main :is(img, b)").count(), 0);
	expect(problems, "the query as text", (await page.textContent("#search-status")).includes("<img src=x"), true);
	expect(problems, "the title", (await page.title()) === "open", false);
	return problems;
}

async function testDamage() {
	const problems = [];
	const copy = mkdtempSync(join(tmpdir(), "broadsheet-damage-"));
	cpSync(site, copy, { recursive: true });
	for (const file of readdirSync(join(copy, "search"), { recursive: true }).filter((f) => /[\\/][0-9a-f]+-[0-9a-f]+-[0-9a-f]+-[0-9a-f]{8}\.js$/.test(f))) {
		const bytes = readFileSync(join(copy, "search", file));
		bytes[bytes.length >> 1 & ~1] ^= 1;
		writeFileSync(join(copy, "search", file), bytes);
	}
	const page = await browser.newPage();
	await page.goto(`${onDisk(copy)}search.html?q=${encodeURIComponent(word)}`);
	await page.waitForFunction(() => /search\//.test(document.getElementById("search-status").textContent));
	expect(problems, "the damaged file is named",
		/search\/\d+-\d+-\d+\/[0-9a-f-]+\.js/.test(await page.textContent("#search-status")), true);
	await page.close();
	rmSync(copy, { recursive: true });
	return problems;
}

/** Articles from the disk have their snippets however long a busy machine takes to read them; one that is gone has none. */
async function testBusy() {
	const problems = [];
	const copy = mkdtempSync(join(tmpdir(), "broadsheet-busy-"));
	cpSync(site, copy, { recursive: true });
	const page = await browser.newPage({ viewport: { width: 1000, height: 4000 } });
	await page.addInitScript(function () {
		const wait = window.setTimeout; /* so slow that five to ten seconds have passed before anything is done */
		window.setTimeout = (act, time) => wait(act, time >= 5000 && time <= 10000 ? 0 : time);
	});
	const settled = () => page.waitForFunction(() => document.querySelector("#search-results li")
		&& ![...document.querySelectorAll("#search-results .snippet")].some((p) => p.textContent === ""));
	const address = `${onDisk(copy)}search.html?q=${encodeURIComponent(word)}`;
	await page.goto(address);
	await answered(page);
	await settled();
	const wanted = Math.min(10, holding(word).length);
	expect(problems, "snippets", await page.locator("#search-results .snippet").count(), wanted);
	const gone = await page.locator("#search-results a").first().getAttribute("href");
	rmSync(join(copy, decodeURI(gone.replace(/[#?].*$/, ""))));
	await page.goto("about:blank");
	await page.goto(address);
	await answered(page);
	await settled();
	expect(problems, "snippets where one article is gone", await page.locator("#search-results .snippet").count(), wanted - 1);
	await page.close();
	rmSync(copy, { recursive: true });
	return problems;
}

async function testAccess(address) {
	const problems = [];
	for (const colorScheme of ["light", "dark"]) {
		const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 }, bypassCSP: true });
		const page = await context.newPage();
		await page.goto(`${address}search.html?q=${encodeURIComponent(word)}`);
		await answered(page);
		await page.locator("#search-more summary").click();
		await page.evaluate(axe.source);
		const { violations } = await page.evaluate(() => globalThis.axe.run());
		for (const v of violations)
			problems.push(`${colorScheme}: ${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`);
		expect(problems, "pixels too wide", await overhang(page), 0);
		await context.close();
	}
	return problems;
}

for (const [way, address] of [["http", server.address], ["the disk", onDisk(site)]]) {
	for (const [name, run] of [["answers", testAnswers], ["words that were meant", testOffers], ["every hit in its context", testContexts], ["searches that are kept", testKept], ["address and history", testAddress],
		["what is on the screen", testScreen], ["from a page's search box to the marked article", testReading], ["counts that filter", testFilters], ["dates, bylines and order", testFields], ["limits that leave nothing", testLimits], ["the language of queries", testLanguage], ["results as files", testExport],
		["a query is text", testText]]) {
		const problems = [];
		const context = await browser.newContext();
		const page = await watchedPage(context, address, problems);
		try {
			problems.push(...await run(page, address));
		} catch (e) {
			problems.push(`${page.url()}: ${e.message}`);
		}
		test(`search from ${way}: ${name}`, problems);
		await context.close();
	}
}
const context = await browser.newContext();
test("search: texts are text", await testMarkup(await context.newPage(), server.address));
await context.close();
test("search: without JavaScript", await testWithout());
test("search: a damaged index is told", await testDamage());
test("search: snippets from the disk on a busy machine", await testBusy());
test("search: axe finds nothing wrong, and a phone is wide enough", await testAccess(server.address));
await browser.close();
await server.close();
finish();
