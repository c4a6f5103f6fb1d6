// What the index of a built site weighs, and what its queries move and take,
// beside Pagefind's.
//
//	node tests/search/bench.mjs SITE RESULTS [PAGEFIND]
//
// RESULTS are the lines of bench.sh, PAGEFIND the folder of Pagefind's index below
// the site. Queries are strings of 1 to 8 characters of the articles; each begins
// with nothing in the browser's memory. What is moved is counted without scripts:
// until the first ten results can be shown, with their titles, and until all are
// counted.

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { launch, serve } from "../web/browser.mjs";
import { allOf, diskLoader, open, openCold, quote, readExport, textsOf } from "./index.mjs";
import { random } from "./random.mjs";

const [site, results, pagefind] = process.argv.slice(2);
const QUERIES = 400, TIMED = 100, COMPARED = 60, PAGES = 40, SLOW = 10;

const kB = (n) => `${(n / 1000).toFixed(0)} kB`;
const MB = (n) => `${(n / 1e6).toFixed(1)} MB`;
const ms = (n) => `${n.toFixed(0)} ms`;
const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

function share(values, part) {
	return values.slice().sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
}

/* ── what was built ── */

/** The runs of bench.sh that did what: seconds of the clock and of processor and MB of memory, each as its median. */
function built(what) {
	const runs = readFileSync(results, "utf8").trim().split("\n").map((line) => line.split("\t")).filter((r) => r[0] === what);
	return runs.length === 0 ? null
		: { clock: share(runs.map((r) => Number(r[1])), 0.5), seconds: share(runs.map((r) => Number(r[2]) + Number(r[3])), 0.5), memory: share(runs.map((r) => r[4] / 1000), 0.5) };
}

function weigh(folder) {
	const files = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name))).filter((f) => f.isFile());
	return { bytes: files.reduce((sum, f) => sum + f.size, 0), files: files.length };
}

const index = await open(diskLoader(site));
const folded = (text) => String.fromCodePoint(...index.fold.text(text).codes);
const years = readdirSync(join(site, "data")).filter((f) => f.endsWith(".jsonl"));
let bytesOfText = 0;
const articles = readExport(site, years).map(function (record) {
	const texts = textsOf(record).map(folded);
	bytesOfText += texts.reduce((sum, t) => sum + Buffer.byteLength(t), 0);
	return { url: record.url, texts };
});

/** A string of least to most characters of some article. */
function someQuery(pick, least, most) {
	for (;;) {
		const { texts } = articles[pick(articles.length)];
		const text = [...texts[pick(texts.length)]];
		const length = least + pick(most - least + 1);
		if (text.length < length)
			continue;
		const from = pick(text.length - length + 1);
		const query = text.slice(from, from + length).join("");
		if (!/[\s"＂]/u.test(query))
			return query;
	}
}

/* ── queries ── */

const sum = (moved) => ({ bytes: moved.reduce((all, m) => all + m[1], 0), files: moved.length });

/** What the first ten results of a query move, with their titles, and what the count of all does. */
async function measureMoved() {
	const moved = [], pick = random(5);
	for (let i = 0; i < QUERIES; i++) {
		const query = someQuery(pick, 1, 8), load = diskLoader(site), shown = [];
		const fresh = await openCold(load);
		await fresh.fold.know(query);
		let first = null;
		const show = async () => {
			const asked = shown.splice(0, 10);
			const before = load.moved.length;
			await Promise.all(asked.map((r) => r.period.title(r.doc)));
			first = sum(load.moved);
			return before;
		};
		await fresh.search(allOf(fresh.terms(quote(query))), function (results) {
			shown.push(...results.slice(0, 10));
			return !first && shown.length >= 10 ? show() : true;
		});
		if (!first)
			await show();
		moved.push({ query, first, ...sum(load.moved) });
	}
	return moved;
}

/** How much of what holds the query was found, and how much of what was found holds it. */
function judge(query, urls) {
	const wanted = new Set(articles.filter((a) => a.texts.some((t) => t.includes(query))).map((a) => a.url));
	const right = urls.filter((u) => wanted.has(u)).length;
	return { recall: right / wanted.size, precision: urls.length ? right / urls.length : 1 };
}

async function measureFound() {
	const rows = [], pick = random(7);
	for (let i = 0; i < COMPARED; i++) {
		const query = someQuery(pick, 1, 8), urls = [], found = [];
		await index.search(allOf(index.terms(quote(query))), (results) => found.push(...results));
		for (const result of found)
			urls.push((await result.period.title(result.doc)).url);
		rows.push(judge(query, urls));
	}
	return rows;
}

/** In a page of its own each: how long the answer takes, with and without opening the index. */
async function measureTime(browser, address) {
	const times = { cold: [], open: [] }, pick = random(6);
	for (let i = 0; i < TIMED; i++) {
		const context = await browser.newContext(), page = await context.newPage();
		await page.goto(`${address}404.html`);
		for (const name of ["search-core", "search-index"])
			await page.addScriptTag({ url: `${address}${name}.js` });
		const [cold, opened] = await page.evaluate(async function ([root, query]) {
			const began = performance.now();
			const index = await broadsheetIndex.open(broadsheetCore.scriptLoader(root));
			await index.fold.know(query);
			const opened = performance.now();
			await index.search({ all: index.terms(`"${query}"`).map((term) => [{ term }]) }, () => true);
			return [performance.now() - began, performance.now() - opened];
		}, [address, someQuery(pick, 1, 8)]);
		times.cold.push(cold);
		times.open.push(opened);
		await context.close();
	}
	return times;
}

/** In the page: when the first results stand there, or that there are none, in milliseconds since it was asked for. */
function noteFirst() {
	const look = () => document.querySelector("#search-results li, #search-near:not([hidden])");
	new MutationObserver(function (changes, observer) {
		if (!look())
			return;
		globalThis.firstAt = performance.now();
		observer.disconnect();
	}).observe(document, { subtree: true, childList: true, attributes: true });
}

/** What the page has asked for by then, the page itself with it: bytes, nothing compressed, and requests. */
function movedUntil(end) {
	const asked = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].filter((e) => e.startTime < end);
	return { bytes: asked.reduce((sum, e) => sum + e.encodedBodySize, 0), files: asked.length };
}

const COUNTED = () => /\d/.test(document.getElementById("search-status").textContent) && !document.querySelector("#search-status[aria-live=off]")
	|| Boolean(document.querySelector("#search-near:not([hidden])"));

const addressOf = (address, query) => `${address}search.html?q=${encodeURIComponent(quote(query))}`;

async function openPage(browser) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	await context.addInitScript(noteFirst);
	return context.newPage();
}

/**
 * The search page as a reader opens it with a query and nothing in the cache: what
 * it moves until the first results stand there, until all are counted and what is on
 * the screen has its snippets, and what one more query then moves.
 */
async function measurePages(browser, address) {
	const rows = [], pick = random(8);
	for (let i = 0; i < PAGES; i++) {
		const page = await openPage(browser);
		await page.goto(addressOf(address, someQuery(pick, 1, 8)));
		const time = await (await page.waitForFunction(() => globalThis.firstAt)).jsonValue();
		await page.waitForFunction(COUNTED);
		await page.waitForTimeout(1000);
		const first = await page.evaluate(movedUntil, time), whole = await page.evaluate(movedUntil, Infinity);
		await page.evaluate(() => document.getElementById("search-status").textContent = "");
		await page.fill("#search-q", quote(someQuery(pick, 1, 8)));
		await page.waitForFunction(COUNTED);
		await page.waitForTimeout(1000);
		const both = await page.evaluate(movedUntil, Infinity);
		rows.push({ first: first.bytes, files: first.files, whole: whole.bytes, all: whole.files, warm: both.bytes - whole.bytes, more: both.files - whole.files });
		await page.context().close();
	}
	return rows;
}

/** The same over a telephone network of 1.6 Mbit/s and 300 ms: seconds until the first results, and until all are counted. */
async function measureSlow(browser, address) {
	const rows = [], pick = random(9);
	for (let i = 0; i < SLOW; i++) {
		const page = await openPage(browser), session = await page.context().newCDPSession(page);
		await session.send("Network.enable");
		await session.send("Network.emulateNetworkConditions", { offline: false, latency: 300, downloadThroughput: 200000, uploadThroughput: 93750 });
		await page.goto(addressOf(address, someQuery(pick, 1, 8)));
		const first = await (await page.waitForFunction(() => globalThis.firstAt, null, { timeout: 120000 })).jsonValue();
		await page.waitForFunction(COUNTED, null, { timeout: 120000 });
		rows.push({ first: first / 1000, counted: await page.evaluate(() => performance.now()) / 1000 });
		await page.context().close();
	}
	return rows;
}

/** One query of Pagefind: what it moves and takes until it has its results, and which they are. */
async function askPagefind(browser, address, query) {
	const context = await browser.newContext(), page = await context.newPage();
	let bytes = 0;
	const counted = [];
	page.on("response", (r) => /\.pf_(meta|index)|entry\.json/.test(r.url()) && counted.push(r.body().then((b) => bytes += b.length, () => 0)));
	await page.goto(`${address}pagefind.html`);
	const found = await page.evaluate(async function ([base, words]) {
		const engine = await import(`${base}pagefind/pagefind.js`);
		await engine.init();
		const began = performance.now();
		const answer = await engine.search(words);
		const time = performance.now() - began;
		const all = await Promise.all(answer.results.map((r) => r.data()));
		return { time, urls: all.map((r) => r.raw_url ?? r.url) };
	}, [address, query]);
	await Promise.all(counted);
	await context.close();
	return { ...found, bytes };
}

async function measurePagefind(browser, address) {
	writeFileSync(join(site, "pagefind.html"), "<!DOCTYPE html><title>Pagefind</title>");
	const rows = [], pick = random(7);
	for (let i = 0; i < COMPARED; i++) {
		const query = someQuery(pick, 1, 8);
		const { urls, time, bytes } = await askPagefind(browser, address, query);
		rows.push({ bytes, time, ...judge(query, urls.map((u) => decodeURI(u).replace(/^.*?(?=\d{4}\/|undated\/)/, ""))) });
	}
	return rows;
}

/* ── the table ── */

const without = built("search no"), withSearch = built("search yes"), other = built("pagefind");
const weight = weigh(join(site, "search"));
const moved = await measureMoved(), found = await measureFound();
const browser = await launch(), server = await serve(site);
const times = await measureTime(browser, server.address);
const visits = await measurePages(browser, server.address), slow = await measureSlow(browser, server.address);
const rows = other && pagefind ? await measurePagefind(browser, server.address) : null;
await browser.close();
await server.close();

const bytes = moved.map((m) => m.bytes), most = moved.find((m) => m.bytes === Math.max(...bytes));
const added = withSearch.seconds - without.seconds;
const line = (what, ours, aim, theirs) => console.log(`  ${what.padEnd(34)} ${ours.padStart(16)} ${aim.padStart(9)} ${(theirs ?? "").padStart(16)}`);
const theirs = (value) => rows ? value() : "";
const theirWeight = rows && weigh(pagefind);
console.log(`\nLoad ${loadavg()[0].toFixed(1)} on ${cpus().length} processors`);
console.log(`${articles.length} articles, ${MB(bytesOfText)} of folded text, ${index.periods.length} periods`);
line("", "broadsheet", "aim", rows ? "Pagefind 1.6" : "");
line("seconds of processor for the index", added.toFixed(2), "", theirs(() => other.seconds.toFixed(2)));
line("  of the build without it", `${(100 * added / without.seconds).toFixed(0)} %`, "40 %", theirs(() => `${(100 * other.seconds / without.seconds).toFixed(0)} %`));
line("  by the clock", `${(100 * (withSearch.clock / without.clock - 1)).toFixed(0)} %`, "", theirs(() => `${(100 * other.clock / without.clock).toFixed(0)} %`));
line("memory", `${withSearch.memory.toFixed(0)} MB`, "", theirs(() => `${other.memory.toFixed(0)} MB`));
line("index", MB(weight.bytes), "", theirs(() => MB(theirWeight.bytes)));
line("  of the text", `${(weight.bytes / bytesOfText).toFixed(2)}`, "1.20", theirs(() => (theirWeight.bytes / bytesOfText).toFixed(2)));
line("  files", String(weight.files), "", theirs(() => String(theirWeight.files)));
const first = moved.map((m) => m.first.bytes), firstFiles = moved.map((m) => m.first.files);
line("ten results move, median", kB(share(first, 0.5)), "40 kB");
line("  95th percentile", kB(share(first, 0.95)), "120 kB");
line("  worst", kB(Math.max(...first)), "");
line("  files, median, worst", `${share(firstFiles, 0.5)}, ${Math.max(...firstFiles)}`, "");
line("all of a query moves, median", kB(share(bytes, 0.5)), "60 kB", theirs(() => kB(share(rows.map((r) => r.bytes), 0.5))));
line("  95th percentile", kB(share(bytes, 0.95)), "300 kB", theirs(() => kB(share(rows.map((r) => r.bytes), 0.95))));
line("  files, median", String(share(moved.map((m) => m.files), 0.5)), "");
const seen = (what, part) => share(visits.map((v) => v[what]), part);
const seconds = (what, part) => `${share(slow.map((v) => v[what]), part).toFixed(1)} s`;
line("the whole page, median", kB(seen("first", 0.5)), "120 kB");
line("  95th percentile, worst", `${kB(seen("first", 0.95))}, ${kB(seen("first", 1))}`, "");
line("  requests, median, 95th, worst", `${seen("files", 0.5)}, ${seen("files", 0.95)}, ${seen("files", 1)}`, "20");
line("  counted, with snippets, median", `${kB(seen("whole", 0.5))}, ${seen("all", 0.5)}`, "");
line("  one more query, median, 95th", `${kB(seen("warm", 0.5))}, ${kB(seen("warm", 0.95))}`, "");
line("  requests of that", `${seen("more", 0.5)}, ${seen("more", 0.95)}`, "");
line("  at 1.6 Mbit/s, 300 ms: first", `${seconds("first", 0.5)}, ${seconds("first", 1)}`, "");
line("  counted, median, worst", `${seconds("counted", 0.5)}, ${seconds("counted", 1)}`, "");
line("answers in, median", ms(share(times.open, 0.5)), "100 ms", theirs(() => ms(share(rows.map((r) => r.time), 0.5))));
line("  95th percentile", ms(share(times.open, 0.95)), "", theirs(() => ms(share(rows.map((r) => r.time), 0.95))));
line("  with opening the index, median", ms(share(times.cold, 0.5)), "");
for (const what of ["recall", "precision"])
	line(what, mean(found.map((r) => r[what])).toFixed(3), "1.000", theirs(() => mean(rows.map((r) => r[what])).toFixed(3)));
console.log(`  most is moved for ${most.query}: ${kB(most.bytes)} in ${most.files} files`);
