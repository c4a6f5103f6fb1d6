// Builds that are killed at any moment, interrupted, or refused by the disk: every
// file of the site is whole then, no link dead, and the next build completes it.
//
//	node faults.mjs PROGRAM SEED SECONDS [FAULTS.SO]

import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { makeArchive } from "./archive.mjs";
import { compareFolders, filesOf } from "./folders.mjs";

const [program, seed, seconds, shim] = process.argv.slice(2);
const archive = makeArchive(program, seed);
const { at, pick, one, pages, addPage, changePage, build } = archive;
const site = at("public"), temporary = ".broadsheet-new";

function fail(what, problems) {
	console.log(`not ok - seed ${seed}: ${what}`);
	for (const problem of problems.slice(0, 20))
		console.log(`# ${problem}`);
	if (process.env.KEEP)
		console.log(`# kept in ${archive.work}`);
	else
		archive.remove();
	process.exit(1);
}

/** The bytes of each file below a folder, by name. */
const contents = (folder) => new Map(filesOf(folder).map((f) => [f.slice(folder.length + 1), fs.readFileSync(f)]));

/** Links and sources of a page that name no file. */
function deadLinks(file, html) {
	const dead = [];
	for (const [, target] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
		const path = decodeURI(target.replace(/&amp;/g, "&").replace(/[?#].*$/, ""));
		if (path === "" || /^[a-z]+:|^\//i.test(path))
			continue;
		if (!fs.existsSync(join(dirname(file), decodeURIComponent(path))))
			dead.push(`${file.slice(site.length + 1)} leads to ${target}`);
	}
	return dead;
}

/** What is wrong with the site as it stands between the one of before and the one to be. */
function problems(before, after) {
	const found = [];
	for (const [name, bytes] of contents(site)) {
		if (name.endsWith(temporary) || name === ".broadsheet")
			continue; /* nobody is led to it; the next build takes it away */
		const forerun = name.endsWith(".html") && bytes.includes("http-equiv=\"refresh\"") && bytes.toString().endsWith("</html>\n");
		if (!forerun && !before.get(name)?.equals(bytes) && !after.get(name)?.equals(bytes))
			found.push(`${name} is neither what it was nor what it will be`);
		/* The page of a missing file is shown at any depth, so its links begin at the server's root. */
		if (name.endsWith(".html"))
			found.push(...deadLinks(join(site, name), bytes.toString()));
	}
	return found;
}

function cleanSite() {
	fs.rmSync(at("clean"), { recursive: true, force: true });
	fs.rmSync(at("state-clean"), { recursive: true, force: true });
	return build("clean").status === 0;
}

/** One or more edits that a build takes; false if it would be refused. */
function edit() {
	for (let n = 1 + pick(3); n > 0; n--) {
		if (pick(6) === 0 && pages().length > 4)
			fs.rmSync(one(pages()));
		else
			(pick(3) ? changePage : addPage)();
	}
	return cleanSite();
}

/** Begins a build and stops it by a signal after some time. */
async function stop(signal, wait) {
	const child = spawn(program, ["build", "-c", archive.writeConf("public")], { stdio: ["ignore", "ignore", "pipe"] });
	let told = "";
	child.stderr.on("data", (text) => { told += text; });
	const ended = new Promise((done) => child.on("close", (status, by) => done({ status, by, told })));
	const timer = setTimeout(() => child.kill(signal), wait);
	const result = await ended;
	clearTimeout(timer);
	return result;
}

function complete(what) {
	const result = build("public");
	const wrong = result.status === 0 ? compareFolders(site, at("clean")) : result.stderr.split("\n");
	if (wrong.length > 0)
		fail(`${what}: the next build`, wrong);
}

const counts = { killed: 0, interrupted: 0, faults: 0, cut: 0 };

async function killed(before, after) {
	const wait = pick(160);
	await stop("SIGKILL", wait);
	const wrong = problems(before, after);
	if (wrong.length > 0)
		fail(`killed after ${wait} ms`, wrong);
	counts.killed++;
}

async function interrupted(before, after) {
	const signal = one(["SIGINT", "SIGTERM"]), status = signal === "SIGINT" ? 130 : 143;
	const result = await stop(signal, 10 + pick(150));
	const wrong = problems(before, after);
	const left = filesOf(site).filter((f) => f.endsWith(temporary));
	// One that came before the program was ready for it, or after all was done, is another matter.
	if (result.status !== 0 && result.by === null && (result.status !== status || !/interrupted/.test(result.told)))
		wrong.push(`${signal} ends with ${result.status}: ${result.told}`);
	if (wrong.length + left.length > 0)
		fail(signal, [...wrong, ...left]);
	counts.interrupted += result.status === status ? 1 : 0;
}

function refused(before, after) {
	const fault = `${one(["open", "write", "close", "rename", "mkdir"])}:${1 + pick(90)}`;
	const result = build("public", { LD_PRELOAD: shim, FAULT: fault, FAULT_BELOW: site });
	const wrong = problems(before, after), left = filesOf(site).filter((f) => f.endsWith(temporary));
	if (result.status !== 0 && (result.status !== 1 || !/cannot/.test(result.stderr)))
		wrong.push(`ends with ${result.status}: ${result.stderr}`);
	if (wrong.length + left.length > 0)
		fail(fault, [...wrong, ...left]);
	counts.faults += result.status === 1 ? 1 : 0;
}

/** Killed while it removes what is gone: pages that link to one another. */
function cut(before, after) {
	const place = `unlink:${1 + pick(20)}`;
	const result = build("public", { LD_PRELOAD: shim, FAULT: place, FAULT_BELOW: site });
	const wrong = problems(before, after);
	if (wrong.length > 0)
		fail(place, wrong);
	counts.cut += result.signal === "SIGKILL" ? 1 : 0;
}

/** The site of a first build appears whole or not at all. */
async function firstBuild() {
	const wait = pick(200);
	await stop("SIGKILL", wait);
	if (fs.existsSync(site) && !fs.existsSync(join(site, "index.html")) && fs.readdirSync(site).length > 0)
		fail(`first build killed after ${wait} ms`, fs.readdirSync(site));
	complete("a first build that was killed");
	if (fs.existsSync(site + temporary))
		fail("after a first build", ["its folder is still there"]);
}

/** While one build is at it another one says so. */
async function twoAtOnce() {
	const lock = filesOf(at("state-public")).find((f) => f.endsWith(".lock"));
	const first = spawn("flock", ["--no-fork", lock, "sleep", "20"], { stdio: "ignore" });
	const ended = new Promise((done) => first.on("close", done));
	await new Promise((done) => setTimeout(done, 300));
	const second = build("public");
	first.kill();
	await ended;
	if (second.status !== 1 || !/another build/.test(second.stderr))
		fail("two builds at once", [`exit ${second.status}`, second.stderr]);
}

while (!cleanSite())
	changePage();
for (let i = 0; i < 6; i++) {
	fs.rmSync(site, { recursive: true, force: true });
	fs.rmSync(at("state-public"), { recursive: true, force: true });
	await firstBuild();
}
if (spawnSync("flock", ["--version"]).status === 0)
	await twoAtOnce();
const end = Date.now() + Number(seconds) * 1000;
while (Date.now() < end) {
	const kept = contents(at("pages"));
	if (!edit()) {
		fs.rmSync(at("pages"), { recursive: true });
		for (const [name, bytes] of kept) {
			fs.mkdirSync(dirname(at("pages", name)), { recursive: true });
			fs.writeFileSync(at("pages", name), bytes);
		}
		continue;
	}
	const before = contents(site), after = contents(at("clean"));
	const ways = [killed, killed, interrupted, ...(shim ? [refused, refused, cut] : [])];
	const way = one(ways);
	await way(before, after);
	complete(way.name);
}
archive.remove();
console.log(`ok - killed ${counts.killed} times: files whole, no dead link, completed by the next build`);
console.log(`ok - interrupted ${counts.interrupted} times`);
if (shim)
	console.log(`ok - killed ${counts.cut} times while removing`);
console.log(shim ? `ok - refused by the disk ${counts.faults} times` : "skipped: failures of the disk, without a compiler's shim");
