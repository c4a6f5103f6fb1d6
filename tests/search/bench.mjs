// What the index of a built site weighs, and what queries move and take.
//
//	node tests/search/bench.mjs SITE PAGES [pagefind]
//
// Queries are strings of 1 to 8 characters of the pages' lines; each begins with
// nothing in the browser's memory.

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, serve } from "../web/browser.mjs";
import { diskLoader, open, readExport, textsOf } from "./index.mjs";
import { random } from "./random.mjs";

const [site, source, other] = process.argv.slice(2);
const QUERIES = 200, TIMED = 60, COMPARED = 40;
const pick = random(5);

const lines = readdirSync(source).filter((f) => f.endsWith(".txt"))
	.flatMap((f) => readFileSync(join(source, f), "utf8").split("\n")).map((l) => [...l]).filter((l) => l.length > 12);

function someQuery(least, most) {
	const line = lines[pick(lines.length)];
	const length = least + pick(most - least + 1), from = pick(line.length - length + 1);
	return line.slice(from, from + length).join("");
}

function share(values, part) {
	return values.slice().sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
}

function weigh(folder) {
	let bytes = 0, files = 0;
	const kinds = { postings: 0, texts: 0 };
	for (const name of readdirSync(folder, { recursive: true })) {
		const found = statSync(join(folder, name));
		if (!found.isFile())
			continue;
		bytes += found.size;
		files++;
		kinds[/[\\/](t\d+|letters)\.js$/.test(name) ? "texts" : "postings"] += found.size;
	}
	return { bytes, files, ...kinds };
}

const kB = (n) => `${(n / 1000).toFixed(0)} kB`;
const MB = (n) => `${(n / 1e6).toFixed(1)} MB`;

const index = await open(diskLoader(site));
const years = readdirSync(join(site, "data")).filter((f) => f.endsWith(".jsonl"));
const folded = (text) => String.fromCodePoint(...index.fold.text(text).codes);
const weight = weigh(join(site, "search"));
let text = 0, articles = 0;
for (const record of readExport(site, years)) {
	articles++;
	for (const t of textsOf(record))
		text += Buffer.byteLength(folded(t));
}
console.log(`articles            ${articles}, folded text ${MB(text)}`);
console.log(`index               ${MB(weight.postings)}, ${(weight.postings / text).toFixed(2)} of the text; ` +
	`texts to show ${MB(weight.texts)}, ${(weight.texts / text).toFixed(2)}; ${weight.files} files, ${index.periods.length} periods`);

const moved = [];
for (let i = 0; i < QUERIES; i++) {
	const query = someQuery(1, 8), load = diskLoader(site);
	const fresh = await open(load);
	await fresh.search({ terms: fresh.terms(query) }, () => true);
	moved.push({ query, bytes: load.moved.reduce((sum, m) => sum + m[1], 0), files: load.moved.length });
}
const bytes = moved.map((m) => m.bytes);
const most = moved.find((m) => m.bytes === Math.max(...bytes));
console.log(`first query moves   ${kB(share(bytes, 0.5))} median, ${kB(share(bytes, 0.95))} 95th percentile, ` +
	`${share(moved.map((m) => m.files), 0.5)} files; most: ${kB(most.bytes)} for ${most.query}`);

const browser = await launch();
const server = await serve(site);
const times = { cold: [], open: [] };
for (let i = 0; i < TIMED; i++) {
	const context = await browser.newContext(), page = await context.newPage();
	await page.goto(`${server.address}search.html`);
	const [cold, opened] = await page.evaluate(async function (query) {
		const began = performance.now();
		const index = await broadsheetIndex.open(broadsheetCore.scriptLoader("")).then((x) => x.warm());
		const opened = performance.now();
		await index.search({ terms: index.terms(query) }, () => true);
		return [performance.now() - began, performance.now() - opened];
	}, someQuery(1, 8));
	times.cold.push(cold);
	times.open.push(opened);
	await context.close();
}
const ms = (values) => `${share(values, 0.5).toFixed(0)} ms median, ${share(values, 0.95).toFixed(0)} ms 95th percentile`;
console.log(`answers in          ${ms(times.open)}; with opening the index ${ms(times.cold)} (Chromium, loopback)`);

async function comparePagefind() {
	writeFileSync(join(site, "pagefind.html"), "<!DOCTYPE html><title>Pagefind</title>");
	const pagefind = weigh(join(site, "pagefind"));
	const all = readExport(site, years).map((r) => ({ url: r.url, texts: textsOf(r).map(folded) }));
	const rows = [];
	for (let i = 0; i < COMPARED; i++) {
		const query = someQuery(2, 4);
		const context = await browser.newContext(), page = await context.newPage();
		let sum = 0;
		page.on("response", async (r) => sum += Number((await r.body().catch(() => "")).length));
		await page.goto(`${server.address}pagefind.html`);
		sum = 0;
		const { urls, time } = await page.evaluate(async function ([base, words]) {
			const began = performance.now();
			const engine = await import(`${base}pagefind/pagefind.js`);
			const found = await engine.search(words);
			const time = performance.now() - began;
			return { time, urls: await Promise.all(found.results.map(async (r) => (await r.data()).raw_url ?? (await r.data()).url)) };
		}, [server.address, query]);
		const wanted = all.filter((a) => a.texts.some((t) => t.includes(folded(query)))).map((a) => a.url);
		const got = urls.map((u) => decodeURI(u).replace(/^.*?(?=\d{4}\/|undated\/)/, ""));
		const right = got.filter((u) => wanted.includes(u)).length;
		rows.push({ sum, time, recall: wanted.length ? right / wanted.length : 1, precision: got.length ? right / got.length : 1 });
		await context.close();
	}
	const mean = (key) => (rows.reduce((s, r) => s + r[key], 0) / rows.length).toFixed(2);
	console.log(`Pagefind            index ${MB(pagefind.bytes)} in ${pagefind.files} files; answers in ${share(rows.map((r) => r.time), 0.5).toFixed(0)} ms; ` +
		`moves ${kB(share(rows.map((r) => r.sum), 0.5))} with the texts of all results; recall ${mean("recall")}, precision ${mean("precision")} (broadsheet: 1 and 1)`);
}
if (other === "pagefind")
	await comparePagefind();
await browser.close();
await server.close();
