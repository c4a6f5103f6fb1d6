// Fuzz target: the files of the search index, as the site's own scripts read
// them. A damaged file is named, or changes no answer; and files that somebody made,
// whose checksums are right, may give any answer, but give one: no query hangs or
// takes more memory than there is.
//
//	node tests/fuzz/shards.mjs PROGRAM SECONDS [SEED]
//
// The seed decides about all; each run is told by its own, to be done again alone with SECONDS 0.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { random } from "../search/random.mjs";

const PATIENCE = 20000; /* milliseconds for one run, on a busy machine */
const MEMORY = 512;     /* megabytes */
const QUERIES = ["记者", "公路", "一", "a", "中国 -公路", "类型:新闻", "公?路", "\"县里\"", "x y"];

// ── the index ──

function readIndex(site) {
	const files = new Map();
	const walk = (folder, prefix) => {
		for (const e of readdirSync(folder, { withFileTypes: true })) {
			if (e.isDirectory())
				walk(join(folder, e.name), `${prefix}${e.name}/`);
			else
				files.set(prefix + e.name.replace(/\.js$/, ""), readFileSync(join(folder, e.name)));
		}
	};
	walk(join(site, "search"), "");
	return files;
}

/** What a script of the index hands over, or null where that is no such script. */
function textOf(bytes) {
	const text = new TextDecoder("utf-16le").decode(bytes);
	return /^broadsheet\("([^]*)"\)$/.exec(text)?.[1] ?? null;
}

/** The scripts of the site; past: checksums are taken for right. */
function scripts(past) {
	for (const name of ["search-core", "search-index"]) {
		let source = readFileSync(new URL(`../../static/${name}.js`, import.meta.url), "utf8");
		if (past && name === "search-core") {
			const without = source.replace("checksum(name, units, from, count) !== wanted", "false");
			if (without === source)
				throw new Error("the checksum is looked at elsewhere now: mend tests/fuzz/shards.mjs");
			source = without;
		}
		runInThisContext(source, { filename: name });
	}
	return { core: globalThis.broadsheetCore, open: globalThis.broadsheetIndex.open };
}

// ── one run ──

/** The text with some of its characters changed, taken out or put in. */
function spoil(text, pick) {
	const units = Array.from(text, (c) => c.charCodeAt(0));
	for (let n = 1 + pick(pick(4) ? 3 : 40); n > 0 && units.length > 0; n--) {
		const at = pick(units.length);
		switch (pick(6)) {
		case 0: units[at] ^= 1 << pick(16); break;
		case 1: units[at] = pick(65536); break;
		case 2: units[at] = pick(2) ? 0 : 0xFFFF; break;
		case 3: units.splice(at, 1 + pick(8)); break;
		case 4: units.splice(at, 0, pick(65536)); break;
		default: units.length = at;
		}
	}
	return units.map((unit) => String.fromCharCode(unit)).join("");
}

function loaderOf(files, spoilt) {
	return async (name) => {
		const text = spoilt?.get(name) ?? (files.has(name) ? textOf(files.get(name)) : null);
		if (text === null)
			throw new globalThis.broadsheetCore.IndexError("missing", name);
		return text;
	};
}

/** All that a page may ask of the index, as text. */
async function ask(open, load) {
	const index = await open(load), said = [];
	said.push(JSON.stringify([...await index.years()]));
	for (const query of QUERIES) {
		const found = [];
		await index.fold.know(query);
		await index.search(index.query(query), (results) => (found.push(...results), true));
		for (const { period, doc, day } of found.slice(0, 4))
			said.push(JSON.stringify([query, doc, day, await period.title(doc)]));
	}
	for (const period of index.periods) {
		for (const facet of period.facets)
			said.push(String((await period.column(facet, [0]))(0)));
	}
	return said.join("\n");
}

/** What is wrong, or "". */
async function run(files, names, seed, past, { core, open }, right) {
	const pick = random(seed), spoilt = new Map();
	for (let n = past ? 1 + pick(2) : 1; n > 0; n--) {
		const name = names[pick(names.length)];
		spoilt.set(name, spoil(textOf(files.get(name)), pick));
	}
	try {
		const said = await ask(open, loaderOf(files, spoilt));
		return past || said === right ? "" : `other answers with ${[...spoilt.keys()]} spoilt`;
	} catch (e) {
		if (e instanceof core.IndexError && e.file && (past || spoilt.has(e.file)))
			return "";
		return past && (e instanceof TypeError || e instanceof RangeError) ? "" : `${e.stack ?? e}`;
	}
}

async function work({ site, past, first, one }) {
	const files = readIndex(site), names = [...files.keys()].filter((name) => textOf(files.get(name)) !== null);
	const read = scripts(past), right = await ask(read.open, loaderOf(files));
	for (let seed = first; ; seed++) {
		parentPort.postMessage({ begun: seed });
		const fault = await run(files, names, seed, past, read, right);
		parentPort.postMessage({ ended: seed, fault });
		if (fault || one)
			return;
	}
}

// ── all of them ──

/** Runs seeds until the time is over; gives how many, and what is wrong with the last. */
function watch(options, seconds) {
	return new Promise((done) => {
		const worker = new Worker(new URL(import.meta.url), { workerData: options, resourceLimits: { maxOldGenerationSizeMb: MEMORY } });
		let count = 0, seed = options.first, waits;
		const end = (fault) => {
			clearTimeout(waits);
			clearTimeout(over);
			worker.removeAllListeners();
			worker.on("error", () => {});
			worker.terminate().then(() => done({ count, seed, fault }));
		};
		const over = setTimeout(() => end(""), seconds > 0 ? seconds * 1000 : 2 ** 30);
		worker.on("message", ({ begun, ended, fault }) => {
			clearTimeout(waits);
			if (begun !== undefined) {
				seed = begun;
				waits = setTimeout(() => end(`hangs for ${PATIENCE} ms`), PATIENCE);
			}
			count += ended !== undefined;
			if (fault || ended !== undefined && options.one)
				end(fault);
		});
		worker.on("error", (e) => end(`${e.message}`));
		worker.on("exit", () => end(""));
	});
}

async function main() {
	const [program, seconds = "60", given] = process.argv.slice(2);
	const folder = mkdtempSync(join(tmpdir(), "broadsheet-shards-")), root = process.cwd();
	const first = given === undefined ? Date.now() % 2 ** 31 : Number(given);
	let failed = false, count = 0;
	const begun = Date.now();
	writeFileSync(join(folder, "site.conf"), `[site]\ntitle = t\nnewspaper = n\nlanguage = zh-Hans\nsource = ${root}/seeds\noutput = ${folder}/site\n`
		+ `state = ${folder}/state\ntemplates = ${root}/templates\nstatic = ${root}/static\n`);
	execFileSync(program, ["build", "-q", "-c", join(folder, "site.conf")]);
	for (const past of [false, true]) {
		const { count: runs, seed, fault } = await watch({ site: join(folder, "site"), past, first, one: seconds === "0" }, Number(seconds) / 2);
		count += runs;
		if (fault) {
			failed = true;
			console.log(`FAILED with seed ${seed}${past ? ", past the checksums" : ""}: ${fault}`);
		}
	}
	rmSync(folder, { recursive: true, force: true });
	console.log(`Done ${count} runs in ${Math.round((Date.now() - begun) / 1000)} second(s) from seed ${first}`);
	process.exit(failed ? 1 : 0);
}

if (isMainThread)
	await main();
else
	await work(workerData);
