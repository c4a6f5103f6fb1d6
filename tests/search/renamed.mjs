// How many files of the search index a change of the archive gives other names:
// so much a visitor loads anew, and `publish` sends.
//
//	node tests/search/renamed.mjs PROGRAM CONFIG PAGES SITE [TIMES]
//
// SITE was built from PAGES by CONFIG. Each sort of change is made TIMES times, in
// different places, and taken back; without TIMES only those that have a limit, once.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { finish, test } from "../web/tap.mjs";
import { readExport } from "./index.mjs";
import { random } from "./random.mjs";

const [program, config, pages, site, times] = process.argv.slice(2);
const pick = random(31);

/** The index's files, and what each weighs. */
function filesOf() {
	const folder = join(site, "search");
	return new Map(readdirSync(folder, { recursive: true }).map((name) => [name, statSync(join(folder, name))])
		.filter(([, stat]) => stat.isFile()).map(([name, stat]) => [name, stat.size]));
}

const build = () => execFileSync(program, ["build", "-q", "-c", config], { stdio: ["ignore", "ignore", "pipe"] });
const before = filesOf();
const years = readdirSync(join(site, "data")).filter((f) => f.endsWith(".jsonl"));
const records = readExport(site, years).filter((r) => r.published);
const days = [...new Set(records.map((r) => r.published))].sort();
const corrections = join(pages, "corrections.conf");
const known = existsSync(corrections) ? readFileSync(corrections, "utf8") : "";

/** The file of a page: the export names it from the folder above PAGES, or from PAGES. */
function pathOf(source) {
	return [join(pages, source), join(dirname(pages), source)].find((path) => existsSync(path));
}

function someRecord(holds) {
	for (;;) {
		const record = records[pick(records.length)];
		if (holds(record))
			return record;
	}
}

// ── changes: what each writes, path → text ──

const HAN = /\p{Script=Han}/u, ALL_HAN = new RegExp(HAN, "gu");

/** The text with its so manieth line changed. */
function withLine(path, number, change) {
	const lines = readFileSync(path, "utf8").split("\n");
	lines[number - 1] = change(lines[number - 1]);
	return new Map([[path, lines.join("\n")]]);
}

/** The corrections with one more, of a line of the article's page. */
function corrected(record, line, settings) {
	const name = pathOf(record.source).slice(pages.length + 1);
	return new Map([[corrections, `${known}\n[${name}:${line}]\n${settings}\n`]]);
}

/** The line with its last Han character as another. */
function misread(line) {
	const han = [...line.matchAll(ALL_HAN)];
	const { index } = han[han.length - 1];
	return `${line.slice(0, index)}${line[index] === "国" ? "家" : "国"}${line.slice(index + 1)}`;
}

/** A page, of such an article, that has one more at its end. */
function withArticle(holds) {
	const from = someRecord(isPlain), path = pathOf(someRecord(holds).source);
	const lines = readFileSync(pathOf(from.source), "utf8").split("\n").slice(from.lines[0][0] - 1, from.lines[0][1]);
	return new Map([[path, `${readFileSync(path, "utf8").trimEnd()}\n\n${lines.join("\n")}\n`]]);
}

const isPlain = (r) => r.lines.length === 1 && r.lines[0][1] - r.lines[0][0] > 4 && !known.includes(basename(r.source));
const hasHan = (r, line) => (readFileSync(pathOf(r.source), "utf8").split("\n")[line - 1].match(ALL_HAN) || []).length > 3;

const changes = {
	"one character of a headline": function () {
		const r = someRecord((r) => isPlain(r) && r.headline_source === "printed" && HAN.test(r.headline));
		return corrected(r, r.lines[0][0], `start = yes\nheadline = ${misread(r.headline)}`);
	},
	"one character of a text": function () {
		const r = someRecord((r) => isPlain(r) && hasHan(r, r.lines[0][0] + 3));
		return withLine(pathOf(r.source), r.lines[0][0] + 3, misread);
	},
	"an article cut in two": function () {
		const r = someRecord(isPlain);
		return corrected(r, r.lines[0][1] - 2, "start = yes");
	},
	"an article more on the newest day": () => withArticle((r) => r.published === days[days.length - 1]),
	"an article more on some day": () => withArticle(() => true),
	"a page more on a day": function () {
		const path = pathOf(someRecord((r) => /_\d+\.txt$/.test(pathOf(r.source))).source);
		const text = readFileSync(pathOf(someRecord(() => true).source), "utf8");
		return new Map([[path.replace(/_\d+(?=\.txt$)/, "_77"), text]]);
	},
	"an issue more": function () {
		const next = new Date(Date.parse(days[days.length - 1]) + 86400000).toISOString().slice(0, 10);
		const paths = new Set(records.filter((r) => r.published === days[0]).map((r) => pathOf(r.source)));
		return new Map([...paths].map((path) => [path.replaceAll(days[0].slice(0, 4), next.slice(0, 4)).replace(days[0], next), readFileSync(path, "utf8")]));
	},
};

/** Files, bytes and articles that are there after the change and were not before. */
function measure(change) {
	const kept = new Map();
	const written = change();
	for (const [path, text] of written) {
		kept.set(path, existsSync(path) ? readFileSync(path) : null);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
	build();
	const fresh = [...filesOf()].filter(([name]) => !before.has(name));
	for (const [path, bytes] of kept) {
		if (bytes)
			writeFileSync(path, bytes);
		else
			rmSync(path);
	}
	return { what: [...written.keys()][0], files: fresh.length, bytes: fresh.reduce((sum, [, size]) => sum + size, 0) };
}

const MOST = { "one character of a headline": [15, 60e3], "an article more on the newest day": [120, 250e3] };
const all = [...before.values()].reduce((sum, size) => sum + size, 0);
console.log(`# ${records.length} articles, ${before.size} files, ${(all / 1e6).toFixed(1)} MB`);
for (const [name, change] of Object.entries(changes).filter(([name]) => times || MOST[name])) {
	const made = Array.from({ length: Number(times ?? 1) }, () => measure(change)).sort((a, b) => a.files - b.files);
	const middle = made[made.length >> 1], [files, bytes] = MOST[name] ?? [Infinity, Infinity];
	const told = made.map((m) => `${m.files} files, ${(m.bytes / 1000).toFixed(0)} kB`);
	test(`${name}: ${middle.files} files, ${(middle.bytes / 1000).toFixed(0)} kB`,
		middle.files <= files && middle.bytes <= bytes ? [] : told);
	console.log(`# ${told.join("; ")}`);
}
build();
finish();
