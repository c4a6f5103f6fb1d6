// What the index answers is what a plain scan of the exported texts finds.
//
//	node tests/search/queries.mjs SITE [STRINGS]
//
// STRINGS is how many are looked for, a quarter as many that are not there.

import { readdirSync, readFileSync, writeFileSync, mkdtempSync, cpSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finish, siteArgument, test } from "../web/tap.mjs";
import { allOf, diskLoader, open, quote } from "./index.mjs";
import { random } from "./random.mjs";
import { absent, differences, readArticles, scan, scanQuery, substring } from "./scan.mjs";

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

const some = (most) => quote(substring(articles, pick, most));
const plain = (terms) => allOf(terms);
const problems = { there: [], absent: [], several: [], quoted: [], zones: [] };
for (let i = 0; i < THERE; i++)
	problems.there.push(...await compare(some(8), plain));
for (let i = 0; i < ABSENT; i++)
	problems.absent.push(...await compare(quote(absent(articles, pick, (q) => index.terms(quote(q)))), plain));
for (let i = 0; i < THERE / 7; i++) {
	problems.several.push(...await compare(`${some(3)} ${some(2)}`, plain));
	problems.quoted.push(...await compare(some(20), plain));
	problems.zones.push(...await compare(some(3), (terms) => ({ ...allOf(terms), zone: "headline" }), (a) => a.headline));
	problems.zones.push(...await compare(some(2), (terms) => allOf(terms, "byline"), (a) => a.byline));
}
test(`${articles.length} articles: ${THERE} strings that occur are found exactly`, problems.there);
for (const query of ["\u0000", "\u0001", "的\u0000", "的\u0001", "。\u0001", "\u0001的", "\u{10FFFF}", "的\uFFFF", "\uD800的"])
	problems.absent.push(...await compare(query, plain));
test(`${ABSENT} strings that do not occur are not found`, problems.absent);
test("several terms must all be there", problems.several);
test("a quoted term may hold blanks", problems.quoted);
test("headlines and bylines alone", problems.zones);

const days = articles.map((a) => a.record.published).filter((d) => d).sort();
const middle = globalThis.broadsheetIndex.readDate(days[days.length >> 1])[0];
const all = await ask(allOf(index.terms("的")));
const parts = [...await ask({ ...allOf(index.terms("的")), from: middle }), ...await ask({ ...allOf(index.terms("的")), to: middle - 1 })];
test("a range of days leaves out what is before and behind it",
	all.length === parts.length && all.length > 0 ? [] : [`${all.length} articles in all, ${parts.length} in two parts`]);
const dates = new Map(articles.map((a) => [a.record.url, a.record.published ?? ""]));
test("the newest come first", all.slice(1).filter((u, i) => dates.get(u) > dates.get(all[i])));

/* The language of queries: each sort of it against a scan that knows nothing of the index. */
const fields = { "标题": "headline", "作者": "byline", "日期": "date", "版": "facet:page", "体裁": "facet:kind", "署名人": "facet:author" };
const one = (list) => list[pick(list.length)];
const someAuthor = () => one(articles.filter((a) => a.record.byline.length > 0)).record.byline[0];
/** A string with one of its characters, not the first, as any. */
function withAny(text) {
	const characters = [...text.replace(/[\s"?\uFF1F:：~-]/gu, "")];
	if (characters.length < 2)
		return "的?";
	characters[1 + pick(characters.length - 1)] = "?";
	return characters.join("");
}
const bare = (most) => some(most).slice(1, -1).replace(/[\s"“”＂?:：~-]/gu, "") || "的";
const ways = {
	"either of two": () => `${some(3)} OR ${some(3)} ${some(1)}`,
	"one without another": () => `${some(2)} -${some(2)} -${some(1)}`,
	"two near each other": () => `${some(2)} NEAR/${pick(30)} ${some(2)}`,
	"the same, in short": () => `${bare(2)}~${pick(12)}${bare(1)}`,
	"any character": () => withAny(some(5).slice(1, -1)),
	"fields": () => `标题:${some(2)} ${pick(2) ? "-" : ""}作者:${one([someAuthor(), "张"])} ${some(1)}`,
	"near in headlines": () => `标题:${some(1)} NEAR/5 标题:${some(1)}`,
	"values": () => `${some(1)} ${one(["版:" + one(articles).record.page, "体裁:" + one(articles).record.kind, "署名人:" + someAuthor()])}`,
	"values alone": () => [one(articles).record].map((r) => `体裁:${r.kind}${r.page ? ` 版:${r.page}` : ""}`)[0],
	"days": () => `${some(1)} 日期:${one([one(days), one(days).slice(0, 7), `${one(days)}..${one(days)}`, `..${one(days)}`])}`,
};
for (const [name, write] of Object.entries(ways)) {
	const problems = [];
	let found = 0;
	for (let i = 0; i < THERE / 20; i++) {
		const query = write(), read = index.query(query, fields);
		const wanted = scanQuery(articles, read, index.fold);
		found += wanted.length;
		problems.push(...differences(query, await ask(read), wanted));
	}
	if (found === 0)
		problems.push("nothing was ever found");
	test(`the language of queries: ${name}`, problems);
}

/** What is read of a query, in short. */
function told(query) {
	const text = (codes) => codes.map((c) => c < 0 ? "?" : String.fromCodePoint(c)).join("");
	const atom = (a) => a.days ? `days ${a.days.map((d) => globalThis.broadsheetIndex.isoOf(d)).join("/")}` : a.facet ? `${a.facet}=${a.value}`
		: (a.zone ? a.zone + " " : "") + (a.near ? a.near.map(text).join(` ~${a.most} `) : text(a.term));
	const { all, none, faults } = index.query(query, fields);
	return [...all.map((any) => any.map(atom).join(" | ")), ...none.map((a) => "not " + atom(a)), ...faults.map(([word]) => "! " + word)].join("; ");
}
const read = { "太原 市": "太原; 市", '"太原 市"': "太原市", "“a b” c": "a b; c", "“太原”市": "“太原”市", "甲 OR 乙 丙": "甲 | 乙; 丙", "-甲 乙": "乙; not 甲", "甲 -": "甲; -",
	"标题:太原": "headline 太原", "标题：太原": "headline 太原", "时间:太原": "时间:太原", "12:30": "12:30", "甲~3乙": "甲 ~3 乙", "甲 NEAR/3 乙": "甲 ~3 乙", "甲 NEAR 乙": "甲 ~10 乙",
	"张?明": "张?明", "张？明": "张?明", '"张?明"': "张?明", "?明": "! anyFirst", "张??明": "! anyTwice", "日期:1998": "days 1998-01-01/1998-12-31", "日期:1998-02": "days 1998-02-01/1998-02-28",
	"日期:1998-02-30": "! faultDate", "日期:1998-12..1999": "days 1998-12-01/1999-12-31", "OR 甲": "甲; ! faultBetween", "甲 OR": "甲; ! faultBetween", "-甲": "not 甲; ! faultNot",
	"版:1 甲": "page=1; 甲", '-标题:"甲 乙"': "not headline 甲乙; ! faultNot", '"甲 乙': "甲乙", "标题:甲 NEAR 乙": "headline 甲; ! faultNear" };
test("queries are read as the page says", Object.entries(read).filter(([query, wanted]) => told(query) !== wanted)
	.map(([query, wanted]) => `${query}: ${told(query)} instead of ${wanted}`));

/** One file after the other is spoilt; none of them may be taken for good. */
async function testDamage() {
	const copy = mkdtempSync(join(tmpdir(), "broadsheet-damage-"));
	const silent = [];
	cpSync(join(site, "search"), join(copy, "search"), { recursive: true });
	const files = readdirSync(join(copy, "search"), { recursive: true }).filter((f) => f.endsWith(".js")).sort();
	for (const file of files.filter((f, i) => i % Math.ceil(files.length / 40) === 0 || !/\/[0-9a-f]/.test(f))) {
		const path = join(copy, "search", file), good = readFileSync(path), bad = Buffer.from(good);
		bad[26 + pick((good.length - 30) >> 1) * 2] ^= 1 << pick(5); /* behind broadsheet(" */
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
