// Files that are saved while a build reads them: what the build makes of that,
// and remembers, leads no later build astray. The next one gives what a clean
// build gives.
//
//	node meanwhile.mjs PROGRAM SEED SECONDS MEANWHILE.SO
//
// The seed decides about all; each kind of file has its turn before any comes again.

import * as fs from "node:fs";
import { makeArchive } from "./archive.mjs";
import { compareFolders, filesOf } from "./folders.mjs";

const [program, seed, seconds, shim] = process.argv.slice(2);
const archive = makeArchive(program, seed);
const { at, read, pick, one, pages, settings, build } = archive;
fs.writeFileSync(at("pages", "corrections.conf"), "; nothing yet\n");

/** Kinds of files, each with what a saved one has: to be seen in the site, and of the same length each time. */
const kinds = {
	page: [() => one(pages()), (text, n) => `${text}\n本报讯 第${n}次改过的一行。\n`],
	template: [() => one(filesOf(at("templates")).filter((f) => /templates\/[^/]+\.mustache$/.test(f))), (text, n) => `${text}<!--${n}-->`],
	partial: [() => one(filesOf(at("templates", "partials"))), (text, n) => `${text}<!--${n}-->`],
	words: [() => one(filesOf(at("templates", "i18n"))), (text, n) => text.replace(/^(\S+ = ).*$/m, `$1${n}`)],
	document: [() => one(filesOf(at("templates", "pages")).filter((f) => /\/[a-z]+\.md$/.test(f))), (text, n) => `${text}\n\n第${n}次\n`],
	"static file": [() => one(filesOf(at("static"))), (text, n) => `${text}\n${n}`],
	corrections: [() => at("pages", "corrections.conf"),
		(text, n) => `[${pages()[0].replace(at("pages") + "/", "")}]\ndate = 2021-02-${n % 18 + 10}\n`],
	configuration: [() => at("public.conf"), (text, n) => text.replace(/^title = .*$/m, `title = 档案${n}`)],
};

function fail(what, problems) {
	console.log(`not ok - seed ${seed}: ${what}`);
	for (const problem of problems.slice(0, 20))
		console.log(`# ${problem}`);
	archive.remove();
	process.exit(1);
}

let number = 100, told = 0;

function saved(kind, when) {
	const [choose, change] = kinds[kind];
	if (kind === "configuration")
		archive.writeConf("public");
	const path = choose(), before = read(path), what = `${kind} ${path}, saved at ${when}`;
	fs.writeFileSync(path, change(before, ++number));
	if (kind === "configuration")
		settings.title = `档案${number}`;
	fs.writeFileSync(at("saved"), change(before, ++number));
	const during = build("public", { LD_PRELOAD: shim, MEANWHILE: when, FILE: path, SAVED: at("saved") });
	if (during.status !== 0 && !/was changed while/.test(during.stderr))
		fail(what, [`ends with ${during.status}`, during.stderr]);
	told += during.status !== 0 ? 1 : 0;
	const came = !fs.existsSync(at("saved"));
	if (came && kind === "configuration")
		settings.title = `档案${number}`;
	const after = build("public");
	fs.rmSync(at("clean"), { recursive: true, force: true });
	fs.rmSync(at("state-clean"), { recursive: true, force: true });
	const clean = build("clean");
	if (after.status !== 0 || clean.status !== 0)
		fail(what, [`the next build ends with ${after.status}, a clean one with ${clean.status}`, after.stderr, clean.stderr]);
	const problems = compareFolders(at("public"), at("clean"));
	if (problems.length > 0)
		fail(what, problems);
	fs.writeFileSync(path, before);
	if (kind === "configuration")
		settings.title = "档案";
	return came;
}

if (build("public").status !== 0)
	fail("the archive to begin with", ["is refused"]);
const counts = {};
const turns = Object.keys(kinds).flatMap((kind) => ["close", "open", "before"].map((when) => [kind, when]));
const end = Date.now() + Number(seconds) * 1000;
for (let turn = 0; Date.now() < end || turn < turns.length; turn++) {
	const [kind, when] = turns[turn % turns.length];
	const came = saved(kind, when);
	counts[kind] = (counts[kind] ?? 0) + (came ? 1 : 0);
}
archive.remove();
for (const kind of Object.keys(kinds))
	console.log(`${counts[kind] > 0 ? "ok" : "not ok"} - ${kind}: ${counts[kind]} times saved while a build read it, and the next build is right`);
console.log(`# ${told} builds told that a file was changed meanwhile`);
