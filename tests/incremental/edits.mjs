// Edits a small archive at random; after each edit an incremental build has to
// give what a clean build gives, byte for byte, or to be refused as that is.
//
//	node edits.mjs PROGRAM SEED SECONDS
//
// The seed decides about all edits; a longer run does more of them.

import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { makeArchive, usualTopics } from "./archive.mjs";
import { compareFolders, filesOf } from "./folders.mjs";

const [program, seed, seconds] = process.argv.slice(2);
const archive = makeArchive(program, seed);
const { work, at, read, pick, one, han, settings, pages, pageName, addPage, changeText, changePage, build } = archive;

// ── edits ──

function renamePage() {
	const from = one(pages()), to = at("pages", pageName());
	fs.mkdirSync(join(to, ".."), { recursive: true });
	fs.renameSync(from, to);
	return `${from} → ${to}`;
}

function removePage() {
	if (pages().length < 5)
		return addPage();
	const path = one(pages());
	fs.unlinkSync(path);
	return path;
}

/** The same text on another page, now and then with a change. */
function reprintPage() {
	const path = at("pages", pageName());
	fs.mkdirSync(join(path, ".."), { recursive: true });
	fs.writeFileSync(path, read(one(pages())).replace(one(han), pick(2) ? one(han) : ""));
	return path;
}

function touchPage() {
	const path = one(pages());
	if (pick(2))
		fs.utimesSync(path, 1e9 + pick(1e8), 1e9 + pick(1e8));
	else
		fs.writeFileSync(path, read(path));
	return path;
}

/** Same size, and the time of before: only the inode's own time tells. */
function changeUnseen() {
	const path = one(pages()), stat = fs.statSync(path);
	changeText(path, read(path).replace(one(han), one(han)));
	fs.utimesSync(path, stat.atime, stat.mtime);
	return path;
}

/** What the last build exported, as far as no other edit spoilt it. */
function readRecords() {
	const lines = filesOf(at("public", "data")).filter((f) => f.endsWith(".jsonl")).flatMap((f) => read(f).split("\n"));
	return lines.flatMap(function (line) {
		try {
			const record = JSON.parse(line);
			return record.source && record.lines ? [record] : [];
		} catch {
			return [];
		}
	});
}

/** Sections about articles that the last build knew; some will be refused, which is right, too. */
function writeCorrections() {
	const sections = [], records = readRecords();
	for (let n = pick(4); n > 0 && records.length > 0; n--) {
		const r = one(records), file = r.source.replace(/^pages\//, ""), line = r.lines[0][0];
		sections.push(one([
			() => `[${file}]\ndate = 2021-0${1 + pick(3)}-1${pick(9)}\n`,
			() => `[${file}]\npage = 0${1 + pick(9)}\n`,
			() => `[${file}:${line}]\nheadline = ${one(han)}${one(han)}${one(han)}\n`,
			() => `[${file}:${line}]\nkind = ${one(["news", "brief", "photo", "notice"])}\n`,
			() => `[${file}:${line}]\nbyline = ${one(han)}${one(han)}, 张波\n`,
			() => `[${file}:${line}]\ntopics = transport\n`,
			() => `[${file}:${line}]\nwithdraw = 2024-01-1${pick(9)}\n`,
			() => `[${file}:${line}]\nalias = old/${pick(5)}.html\n`,
			() => `[${file}:${r.lines.at(-1)[1]}]\nstart = yes\n`,
			() => `[${file}:${line}]\nstart = no\n`,
		])());
	}
	return changeText(at("pages", "corrections.conf"), "; corrections\n".repeat(pick(3)) + sections.join("\n"));
}

function changeConf() {
	const key = one(["page_size", "search", "base_url", "title", "articles"]);
	const values = { page_size: [2, 3, 5, 100], search: ["yes", "no"], base_url: ["https://example.org/a/", null],
		title: ["档案", "报纸"], articles: ["page", null] };
	settings[key] = one(values[key]);
	return `${key} = ${settings[key]}`;
}

function changeTopics() {
	const word = one(han) + one(han);
	archive.topics = pick(3) ? archive.topics.replace(/^words = /m, `words = ${word}, `) : usualTopics();
	return `topics: ${word}`;
}

function changeTemplate() {
	const path = one(filesOf(at("templates")).filter((f) => /partials|i18n|pages\//.test(f) || f.endsWith(".mustache")));
	if (path.endsWith(".conf"))
		return changeText(path, read(path).replace(/ = (.*)$/m, (_, words) => ` = ${words.slice(0, 40)}·`));
	if (path.endsWith(".md"))
		return changeText(path, `${read(path)}\n${one(han)}\n`);
	return changeText(path, read(path) + (path.includes("partials") ? "" : `\n{{! ${one(han)} }}`));
}

function changeStatic() {
	const own = at("static", `own-${pick(2)}.txt`);
	if (pick(2) && fs.existsSync(own))
		fs.unlinkSync(own);
	else
		fs.writeFileSync(own, one(han).repeat(3));
	return own;
}

/** A file of the archive's own goes, so that the installed one is taken, or one comes that hides it. */
function hideInstalled() {
	const path = one([...filesOf("templates"), ...filesOf("static")].filter((f) => !f.endsWith("CONTEXT.md")));
	if (fs.existsSync(at(path)))
		fs.unlinkSync(at(path));
	else
		fs.cpSync(path, at(path));
	return path;
}

const outputs = () => filesOf(at("public")).filter((f) => !f.endsWith("/.broadsheet"));

function removeOutput() {
	const path = one(outputs());
	fs.unlinkSync(path);
	return path;
}

function changeOutput() {
	const path = one(outputs()), bytes = fs.readFileSync(path);
	if (bytes.length > 0 && pick(2))
		bytes[pick(bytes.length)] ^= 1;
	fs.writeFileSync(path, pick(3) ? bytes : Buffer.concat([bytes, Buffer.from("x")]));
	return path;
}

function damageState() {
	const path = one(filesOf(at("state-public")));
	const bytes = fs.readFileSync(path), where = pick(Math.max(1, bytes.length));
	if (pick(2) && bytes.length > 0)
		bytes[where] ^= 1 << pick(8);
	fs.writeFileSync(path, pick(2) ? bytes : bytes.subarray(0, where));
	return `${path} at ${where} of ${bytes.length}`;
}

function removeState() {
	const path = one(filesOf(at("state-public")));
	fs.unlinkSync(path);
	return path;
}

/** A build that is killed while it is at it. */
async function killBuild() {
	changePage();
	const child = spawn(program, ["build", "-q", "-c", archive.writeConf("public")], { stdio: "ignore" });
	const ended = new Promise((done) => child.on("exit", done));
	const wait = pick(120);
	setTimeout(() => child.kill("SIGKILL"), wait);
	await ended;
	return `after ${wait} ms`;
}

const edits = [[changePage, 8], [addPage, 4], [removePage, 3], [renamePage, 4], [reprintPage, 3], [touchPage, 2], [changeUnseen, 2],
	[writeCorrections, 6], [changeConf, 2], [changeTopics, 1], [changeTemplate, 1], [changeStatic, 1], [hideInstalled, 1], [removeOutput, 3],
	[changeOutput, 4], [damageState, 3], [removeState, 1], [killBuild, 4]];
const wheel = edits.flatMap(([edit, weight]) => Array(weight).fill(edit));

// ── what has to hold ──

function fail(steps, problems) {
	console.log(`not ok - seed ${seed}, edit ${steps.length}`);
	for (const step of steps.slice(-3))
		console.log(`# ${step}`);
	for (const problem of problems.slice(0, 20))
		console.log(`# ${problem}`);
	if (process.env.KEEP)
		console.log(`# kept in ${work}`);
	else
		archive.remove();
	process.exit(1);
}

/** What a build says of its own folder, it says of the other's. */
const words = (text) => text.replaceAll(at("clean"), at("public")).replace(/^.*\.(pages|build): warning.*\n/gm, "");

function compare(steps) {
	const quick = build("public");
	fs.rmSync(at("clean"), { recursive: true, force: true });
	fs.rmSync(at("state-clean"), { recursive: true, force: true });
	const clean = build("clean");
	if (quick.status !== clean.status || words(quick.stderr) !== words(clean.stderr))
		fail(steps, [`exit ${quick.status} and ${clean.status}`, ...quick.stderr.split("\n"), "clean:", ...clean.stderr.split("\n")]);
	if (quick.status === 0) {
		const problems = compareFolders(at("public"), at("clean"));
		if (problems.length > 0)
			fail(steps, problems);
	}
	return quick.status === 0;
}

/** Where nothing changed nothing is written. */
function rest(steps) {
	const before = outputs().map((f) => fs.statSync(f).mtimeMs).join();
	const again = build("public");
	if (!/\b0 files written/.test(again.stdout) || outputs().map((f) => fs.statSync(f).mtimeMs).join() !== before)
		fail(steps, ["nothing changed, but files were written:", again.stdout]);
}

const steps = ["begin"];
let refused = 0, rests = 0;
if (!compare(steps))
	fail(steps, ["the archive to begin with is refused"]);
const end = Date.now() + Number(seconds) * 1000;
while (Date.now() < end) {
	fs.rmSync(at("before"), { recursive: true, force: true });
	for (const folder of ["pages", "templates"])
		fs.cpSync(at(folder), at("before", folder), { recursive: true, preserveTimestamps: true });
	const kept = { ...settings }, keptTopics = archive.topics;
	for (let n = pick(5) ? 1 : 3; n > 0; n--) {
		const edit = one(wheel);
		steps.push(`${edit.name} ${await edit()}`);
	}
	if (compare(steps)) {
		if (pick(4) === 0) {
			rest(steps);
			rests++;
		}
		continue;
	}
	// What was refused is taken back, and the site of before has to stand again.
	refused++;
	for (const folder of ["pages", "templates"]) {
		fs.rmSync(at(folder), { recursive: true });
		fs.cpSync(at("before", folder), at(folder), { recursive: true });
	}
	Object.assign(settings, kept);
	archive.topics = keptTopics;
	if (!compare([...steps, "taken back"]))
		fail(steps, ["what was taken back is refused, too"]);
}
archive.remove();
console.log(`ok - ${steps.length - 1} edits from seed ${seed}: an incremental build gives the bytes of a clean one (${refused} refused)`);
console.log(`ok - ${rests} builds after which nothing changed wrote nothing`);
