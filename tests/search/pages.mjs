// Many pages out of few: the days of a folder of pages, over and over, each time
// with other words.
//
//	node tests/search/pages.mjs PAGES OUT ARTICLES PROGRAM
//
// From the second time on every Han character has a small chance to become
// another of the same pages. PROGRAM segments the pages once, to count.

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { random } from "./random.mjs";

const [source, out, wanted, program] = process.argv.slice(2);
const CHANGED = 4; /* of 100 characters */

const days = new Map();
for (const name of readdirSync(source).filter((f) => f.endsWith(".txt")).sort()) {
	const path = join(source, name);
	const records = execFileSync(program, ["segment", path], { maxBuffer: 1 << 26 }).toString().trim().split("\n");
	const day = { number: /_(.*)\.txt$/.exec(name)[1], text: readFileSync(path, "utf8"),
		articles: records.filter((r) => !r.includes('"kind":"furniture"')).length };
	const date = name.slice(0, 10);
	days.set(date, [...days.get(date) ?? [], day]);
}
const dates = [...days.keys()];
const han = [...days.values()].flat().flatMap((p) => p.text.match(/\p{Script=Han}/gu) ?? []);

const pick = random(1948);
const vary = (text) => text.replace(/\p{Script=Han}/gu, (c) => pick(100) < CHANGED ? han[pick(han.length)] : c);

mkdirSync(out, { recursive: true });
let articles = 0, day = 0;
for (; articles < Number(wanted); day++) {
	const date = new Date(Date.parse(dates[0]) + day * 86400000).toISOString().slice(0, 10);
	for (const page of days.get(dates[day % dates.length])) {
		writeFileSync(join(out, `${date}_${page.number}.txt`), day < dates.length ? page.text : vary(page.text));
		articles += page.articles;
	}
}
console.log(`${articles} articles on ${day} days`);
