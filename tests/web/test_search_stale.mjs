// The search page while the index below it is damaged, slow, or built anew.
//
//	node tests/web/test_search_stale.mjs SITE
//
// The site is served by a server that each test tells what to do with the files
// of the index; it can change in the middle of a query.

import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { launch } from "./browser.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const browser = await launch();

/** Answers for a path below the site, as { body, again } tells; tests put theirs in its place. */
let answer = () => null;
const waiting = new Set();
const server = createServer(function (request, response) {
	const url = new URL(request.url, "http://x"), path = decodeURIComponent(url.pathname).slice(1);
	const file = join(site, path);
	const body = existsSync(file) ? readFileSync(file) : null;
	const made = answer(path, body, url.search) ?? body;
	if (made === "hang")
		return waiting.add(response);
	response.writeHead(made === null || made === "gone" ? 404 : 200, { "content-type": types[extname(path)] ?? "text/plain" });
	if (path === "search.js" && made && made !== "gone") /* nobody waits so long in a test */
		return response.end(made.toString().replace(/(const WAIT ?= ?)\d+/, "$14000"));
	response.end(made === "gone" ? "" : made);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = `http://127.0.0.1:${server.address().port}/`;

const articles = readdirSync(join(site, "data")).filter((f) => f.endsWith(".jsonl"))
	.flatMap((f) => readFileSync(join(site, "data", f), "utf8").trim().split("\n").map((line) => JSON.parse(line)))
	.filter((a) => a.kind !== "furniture");
const word = articles.map((a) => a.headline).find((h) => /^\p{Script=Han}{4}/u.test(h)).slice(0, 2);

function flip(body) {
	const bad = Buffer.from(body);
	bad[bad.length >> 1 & ~1] ^= 1;
	return bad;
}

const other = readFileSync(join(site, "search", readdirSync(join(site, "search")).find((f) => f.startsWith("fold"))));
/** Each way in which a file can be wrong. */
const damages = {
	gone: () => "gone",
	"a bit is wrong": flip,
	torn: (body) => body.subarray(0, body.length >> 1),
	empty: () => "",
	"another file": (body, path) => path.includes("fold") ? flip(body) : other,
	"a page in its place": () => "<!DOCTYPE html><title>captive portal</title>",
	"never comes": () => "hang",
};
/** Each sort of file of the index. */
const sorts = {
	manifest: /^search\/manifest/, fold: /^search\/fold/, titles: /\/t\d/,
	shard: /^search\/\d+-\d+-\d+\/[0-9a-f]+-[0-9a-f]+-[0-9a-f]+-[0-9a-f]{8}/,
};

async function open(query = "") {
	const context = await browser.newContext(), page = await context.newPage();
	await page.goto(`${address}search.html${query}`, { waitUntil: "domcontentloaded" });
	return page;
}

/** Until the page has said what is wrong, or that it found so many, and shows some. */
async function told(page) {
	await page.waitForFunction(() => /search\/|重新载入/.test(document.getElementById("search-status").textContent)
		|| /^共 \d+ 篇/.test(document.getElementById("search-status").textContent) && document.querySelector("#search-body:not([hidden]) #search-results a"),
	null, { timeout: 60000 });
	return page.textContent("#search-status");
}

const results = (page) => page.locator("#search-results li:visible").count();
const ask = `?q=${encodeURIComponent(word)}`;

/** What is wrong for good is told by name, and nothing stands below it. */
async function testForGood() {
	const problems = [];
	for (const [sort, pattern] of Object.entries(sorts)) {
		for (const [how, spoil] of Object.entries(damages)) {
			if (how === "never comes" && sort !== "shard" && sort !== "titles")
				continue; /* each has to be waited for */
			answer = (path, body) => body && pattern.test(path) ? spoil(body, path) : null;
			const page = await open(ask);
			const said = await told(page).catch((e) => e.message);
			if (!pattern.test(/search\/[^ ]+\.js/.exec(said)?.[0] ?? ""))
				problems.push(`${sort}, ${how}: ${said}`);
			if (await results(page) > 0)
				problems.push(`${sort}, ${how}: results stand below the error`);
			answer = () => null;
			await page.click("button[data-again]").catch((e) => problems.push(`${sort}, ${how}: ${e.message}`));
			if (!/^共 \d+ 篇/.test(await told(page).catch((e) => e.message)))
				problems.push(`${sort}, ${how}: trying again does not help: ${await page.textContent("#search-status")}`);
			await page.context().close();
		}
	}
	return problems;
}

/** What is wrong once is asked for again, and the reader hears nothing of it. */
async function testOnce() {
	const problems = [];
	for (const [sort, pattern] of Object.entries(sorts)) {
		for (const how of ["a bit is wrong", "torn", "gone"]) {
			const seen = new Set();
			answer = (path, body) => body && pattern.test(path) && !seen.has(path) && seen.add(path) ? damages[how](body, path) : null;
			const page = await open(ask);
			const said = await told(page).catch((e) => e.message);
			if (!/^共 \d+ 篇/.test(said) || await results(page) === 0)
				problems.push(`${sort}, ${how} once: ${said}`);
			await page.context().close();
		}
	}
	return problems;
}

/** All files of the index under other names, as after a build that changed everything. */
function renamed(path, body, search, manifestOf) {
	if (/^search\/manifest/.test(path))
		return search ? null : manifestOf(body);
	return null;
}

/** An open page whose files are gone, and a cache that still has the old manifest. */
async function testBuiltAnew() {
	const problems = [];
	/* The manifest of yesterday names a folding table and heads that are no more. */
	const yesterday = await oldManifest();
	answer = (path, body, search) => renamed(path, body, search, () => yesterday);
	const cached = await open(ask);
	if (!/^共 \d+ 篇/.test(await told(cached).catch((e) => e.message)))
		problems.push("a manifest of yesterday in the cache");
	/* Two tabs, open since yesterday, which ask for the first time today. */
	const tabs = [await open(), await open()];
	answer = () => null;
	for (const tab of tabs) {
		await tab.fill("#search-q", word);
		if (!/^共 \d+ 篇/.test(await told(tab).catch((e) => e.message)))
			problems.push("a tab that is open since yesterday");
	}
	/* The site is built anew between the head and the shard. */
	let count = 0;
	answer = (path, body) => sorts.shard.test(path) && count++ === 0 ? "gone" : null;
	const page = await open(ask);
	if (!/^共 \d+ 篇/.test(await told(page).catch((e) => e.message)))
		problems.push("a build in the middle of a query");
	for (const p of [cached, ...tabs, page])
		await p.context().close();
	return problems;
}

/** The manifest with another folding table and other heads, well formed; and with another version. */
async function oldManifest(version) {
	const page = await open();
	const bytes = await page.evaluate(async function (other) {
		const text = await broadsheetCore.scriptLoader("")("manifest");
		const data = broadsheetCore.unpack("manifest", text);
		if (other)
			data[0] = 0x7F;
		else
			data[2] ^= 0x55; /* within the hash of the folding table */
		const units = [];
		for (let i = 0; i < data.length; i += 2)
			units.push(data[i] | data[i + 1] << 8);
		let hash = 0x811C9DC5;
		for (const unit of [..."manifest"].map((c) => c.charCodeAt(0)).concat(units)) {
			hash = Math.imul(hash ^ unit, 0x9E3779B1);
			hash ^= hash >>> 15;
		}
		return [hash & 0xFFFF, hash >>> 16, ...units];
	}, Boolean(version));
	await page.context().close();
	const units = [0xFEFF, ...[...'broadsheet("'].map((c) => c.charCodeAt(0))];
	for (const unit of bytes) {
		const escaped = unit <= 1 || [10, 13, 34, 92, 0x2028, 0x2029].includes(unit) || unit >= 0xD800 && unit < 0xE000 || unit >= 0xFEFF;
		units.push(...(escaped ? [1, unit ^ 0x8000] : [unit]));
	}
	units.push(...[...'")'].map((c) => c.charCodeAt(0)));
	return Buffer.from(new Uint16Array(units).buffer);
}

/** A page and an index of different versions: told, unless the other one was only in the cache. */
async function testVersions() {
	const problems = [];
	const other = await oldManifest(true);
	answer = (path) => /^search\/manifest/.test(path) ? other : null;
	const page = await open(ask);
	const said = await told(page).catch((e) => e.message);
	if (!/重新载入/.test(said))
		problems.push(`another version: ${said}`);
	answer = (path, body, search) => renamed(path, body, search, () => other);
	const cached = await open(ask);
	if (!/^共 \d+ 篇/.test(await told(cached).catch((e) => e.message)))
		problems.push("another version in the cache alone");
	await page.context().close();
	await cached.context().close();
	return problems;
}

/** Results of one query do not stand under the error of the next. */
async function testNotUnderAnother() {
	const problems = [];
	answer = () => null;
	const page = await open(ask);
	await told(page);
	answer = (path, body) => body && sorts.shard.test(path) ? flip(body) : null;
	const text = articles.map((a) => a.body[0]?.text ?? "").find((t) => /^\p{Script=Han}{6}/u.test(t)).slice(2, 4);
	await page.fill("#search-q", text);
	await page.waitForFunction(() => /search\//.test(document.getElementById("search-status").textContent));
	if (await results(page) > 0)
		problems.push("results of the query before");
	await page.context().close();
	return problems;
}

/** A script that did not come is told; the form does not stand there as if it did something. */
async function testScripts() {
	const problems = [];
	answer = (path) => path === "search.js" ? "gone" : null;
	const dead = await open(ask);
	await dead.waitForSelector("#search-dead", { timeout: 60000 }).catch(() => problems.push("that no script came is not told"));
	await dead.context().close();
	answer = (path) => path === "search-more.js" ? "gone" : null;
	const page = await open(ask);
	await page.waitForFunction(() => document.getElementById("search-status").textContent.includes(" search-more.js "), undefined, { timeout: 60000 })
		.catch(() => problems.push("search-more.js is not named"));
	if (await results(page) === 0)
		problems.push("without search-more.js the first results are not shown");
	await page.context().close();
	answer = () => null;
	return problems;
}

test("search: each file of the index, wrong in each way, is told by name, and trying again helps", await testForGood());
test("search: what is wrong once is read again", await testOnce());
test("search: an index that was built anew under an open page", await testBuiltAnew());
test("search: a page and an index of two versions", await testVersions());
test("search: no results under the error of another query", await testNotUnderAnother());
test("search: a script that is missing is told", await testScripts());
for (const response of waiting)
	response.destroy();
await browser.close();
server.closeAllConnections();
server.close();
finish();
