// What the index answers is what a plain scan of the exported texts finds.
//
//	node tests/search/queries.mjs SITE [STRINGS]
//
// STRINGS is how many are looked for, a quarter as many that are not there.

import { readdirSync, readFileSync, writeFileSync, mkdtempSync, cpSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finish, siteArgument, test } from "../web/tap.mjs";
import { diskLoader, open } from "./index.mjs";
import { random } from "./random.mjs";
import { absent, differences, readArticles, scan, substring } from "./scan.mjs";

const THERE = Number(process.argv[3] ?? 2000), ABSENT = THERE / 4;

const site = siteArgument();
const index = await open(diskLoader(site));
const pick = random(19980101);
const articles = readArticles(site, index.fold);

async function ask(question) {
	const found = [];
	await index.search(question, (results) => found.push(...results));
	const urls = [];
	for (const result of found)
		urls.push((await result.period.title(result.doc)).url);
	return urls;
}

/** What is wrong with the answer to query, if anything. */
async function compare(query, question, texts) {
	const terms = index.terms(query);
	return terms.length === 0 ? [] : differences(query, await ask(question(terms)), scan(articles, terms, texts));
}

const some = (most) => substring(articles, pick, most);
const plain = (terms) => ({ terms });
const problems = { there: [], absent: [], several: [], quoted: [], zones: [] };
for (let i = 0; i < THERE; i++)
	problems.there.push(...await compare(some(8), plain));
for (let i = 0; i < ABSENT; i++)
	problems.absent.push(...await compare(absent(articles, pick, (q) => index.terms(q)), plain));
for (let i = 0; i < THERE / 7; i++) {
	problems.several.push(...await compare(`${some(3)} ${some(2)}`, plain));
	problems.quoted.push(...await compare(`"${some(20).replaceAll('"', "")}"`, plain));
	problems.zones.push(...await compare(some(3), (terms) => ({ terms, zone: "headline" }), (a) => a.headline));
	problems.zones.push(...await compare(some(2), (terms) => ({ terms: [], bylines: terms }), (a) => a.byline));
}
test(`${articles.length} articles: ${THERE} strings that occur are found exactly`, problems.there);
for (const query of ["\u0000", "\u0001", "的\u0000", "的\u0001", "。\u0001", "\u0001的", "\u{10FFFF}", "的\uFFFF", "\uD800的"])
	problems.absent.push(...await compare(query, plain));
test(`${ABSENT} strings that do not occur are not found`, problems.absent);
test("several terms must all be there", problems.several);
test("a quoted term may hold blanks", problems.quoted);
test("headlines and bylines alone", problems.zones);

const days = articles.map((a) => a.record.published).filter((d) => d).sort();
const middle = globalThis.broadsheetIndex.dayOf(days[days.length >> 1]);
const all = await ask({ terms: index.terms("的") });
const parts = [...await ask({ terms: index.terms("的"), from: middle }), ...await ask({ terms: index.terms("的"), to: middle - 1 })];
test("a range of days leaves out what is before and behind it",
	all.length === parts.length && all.length > 0 ? [] : [`${all.length} articles in all, ${parts.length} in two parts`]);
const dates = new Map(articles.map((a) => [a.record.url, a.record.published ?? ""]));
test("the newest come first", all.slice(1).filter((u, i) => dates.get(u) > dates.get(all[i])));

/** One file after the other is spoilt; none of them may be taken for good. */
async function testDamage() {
	const copy = mkdtempSync(join(tmpdir(), "broadsheet-damage-"));
	const silent = [];
	cpSync(join(site, "search"), join(copy, "search"), { recursive: true });
	const files = readdirSync(join(copy, "search"), { recursive: true }).filter((f) => f.endsWith(".js")).sort();
	for (const file of files.filter((f, i) => i % Math.ceil(files.length / 40) === 0 || !/\/[0-9a-f]/.test(f))) {
		const path = join(copy, "search", file), good = readFileSync(path), bad = Buffer.from(good);
		bad[40 + pick(Math.max(1, (good.length - 60) >> 1)) * 2] ^= 1 << pick(5);
		for (const bytes of [bad, Buffer.concat([good.subarray(0, good.length - 10), Buffer.from('"\0)\0')])]) {
			writeFileSync(path, bytes);
			const whole = file.slice(0, -3).replaceAll("\\", "/"), [, name, hash] = /^(.*?)(?:-([0-9a-f]{8}))?$/.exec(whole);
			try {
				const load = diskLoader(copy);
				globalThis.broadsheetCore.unpack(name, await load(whole), hash && parseInt(hash, 16));
				silent.push(file);
			} catch (e) {
				if (!/^damaged: |is no file of the index$/.test(e.message))
					silent.push(`${file}: ${e.message}`);
			}
		}
		writeFileSync(path, good);
	}
	rmSync(copy, { recursive: true });
	return silent;
}
test("damaged files are refused by name", await testDamage());
finish();
