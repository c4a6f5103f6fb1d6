// What the search index keeps of each issue: after every sort of change a build that uses it
// gives the bytes of a clean one; most changes make it read no other issue again.
//
//	node batches.mjs PROGRAM

import * as fs from "node:fs";
import { join } from "node:path";
import { makeArchive } from "./archive.mjs";
import { compareFolders, filesOf } from "./folders.mjs";
import { finish, test } from "../web/tap.mjs";

const [program] = process.argv.slice(2);
const archive = makeArchive(program, 1872);
const { at, read, pick, one, han, settings, pages, build } = archive;

// Issues of some years, large enough that the index has a period for the old ones and others for the new.
const seeds = fs.readdirSync("seeds").filter((f) => f.endsWith(".txt")).sort().map((f) => read(join("seeds", f)));
const days = ["1998-03-01", "1998-03-02", "2011-07-09", "2011-07-10", "2020-05-01", "2020-05-02", "2020-05-30", "2020-05-31"];
for (const page of pages())
	fs.unlinkSync(page);
for (const [i, day] of days.entries())
	for (const number of ["01", "02"])
		writePage(`${day}_${number}.txt`, varied(seeds[(i + Number(number)) % seeds.length]));
writePage("loose.txt", varied(seeds[0].split("\n").slice(0, 40).join("\n")));

/** The text in so many other words that it is no reprint. */
function varied(text) {
	return text.trimStart().replace(/\p{Script=Han}/gu, (c) => pick(3) ? c : one(han));
}

function writePage(name, text) {
	fs.writeFileSync(at("pages", name), text);
}

/** The page's longest line, which surely begins no article, longer by some words. */
function lengthen(name) {
	const lines = read(at("pages", name)).split("\n");
	const longest = lines.reduce((best, line, i) => line.length > lines[best].length ? i : best, 0);
	lines[longest] += "文字有改动，记者补充了一段。";
	writePage(name, lines.join("\n"));
}

const correct = (sections) => writePage("corrections.conf", sections.join("\n"));

/** The files of issues, each with what tells whether it is the same as before. */
function batches() {
	const folder = filesOf(at("state-public")).filter((f) => f.includes(".batches/"));
	return new Map(folder.map((f) => [f.replace(/.*\//, ""), fs.statSync(f).ino]));
}

/** Builds after a change, anew and from what was kept; fresh: the issues that are read again, or null where others may be. */
function changed(what, fresh, change) {
	const before = batches();
	change();
	const quick = build("public");
	fs.rmSync(at("clean"), { recursive: true, force: true });
	fs.rmSync(at("state-clean"), { recursive: true, force: true });
	const clean = build("clean");
	const problems = quick.status || clean.status ? [quick.stderr, clean.stderr] : compareFolders(at("public"), at("clean"));
	const after = batches(), again = [...after].filter(([name, inode]) => before.get(name) !== inode).map(([name]) => name);
	if (fresh && again.sort().join() !== fresh.sort().join())
		problems.push(`read again: ${again.join(", ")}, and not: ${fresh.join(", ")}`);
	test(`${what}: the bytes of a clean build${fresh ? ", and no other issue is read again" : ""}`, problems);
}

const [first, , third, , , sixth] = days, newest = days[days.length - 1];
const headline = (name, line, words) => `[${name}:${line}]\nstart = yes\nheadline = ${words}\n`;
build("public");
changed("a correction", [first], () => correct([headline(`${first}_01.txt`, 1, "更正后的标题")]));
changed("a page that is longer", [third], () => lengthen(`${third}_02.txt`));
changed("a page more", null, () => writePage(`${third}_03.txt`, varied(seeds[1])));
changed("a page less", null, () => fs.unlinkSync(at("pages", `${third}_01.txt`)));
changed("changes in several periods", [first, sixth, newest], function () {
	for (const day of [first, sixth, newest])
		lengthen(`${day}_02.txt`);
});
changed("an issue more", ["2020-06-01"], () => writePage("2020-06-01_01.txt", varied(seeds[0])));
changed("an issue less", null, function () {
	for (const page of pages().filter((f) => f.includes(third)))
		fs.unlinkSync(page);
});
test("nothing is kept of an issue that is gone", batches().has(third) ? [third] : []);
changed("damaged files", ["1998-03-01", "1998-03-02", "2020-05-01"], function () {
	const damaged = [(bytes) => { bytes[bytes.length >> 1] ^= 4; return bytes; }, (bytes) => bytes.subarray(0, bytes.length / 3), () => Buffer.alloc(0)];
	const files = filesOf(at("state-public")).filter((f) => f.includes(".batches/"));
	for (const [i, day] of ["1998-03-01", "1998-03-02", "2020-05-01"].entries()) {
		const file = files.find((f) => f.endsWith(day));
		fs.writeFileSync(file, damaged[i](fs.readFileSync(file)));
	}
	// So that all periods are made anew.
	lengthen(`1998-03-01_02.txt`);
	lengthen(`2020-05-01_02.txt`);
});
changed("variants of characters of the archive's own", null, () => writePage("variants.conf", "鹂 = 莺\n城 = 市\n"));
changed("other weights", null, () => { settings.weights = join(process.cwd(), "generator/segment/weights_places.bin"); });
changed("another language of the paper", null, () => { settings.paper_language = "en"; });
changed("no search", null, () => { settings.search = "no"; });
test("nothing is kept without a search", [...batches().keys()]);
archive.remove();
finish();
