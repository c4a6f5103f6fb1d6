// What is found with synonyms is what a plain scan finds of any word of the group.
//
//	node tests/search/synonyms.mjs SITE [STRINGS]

import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { finish, siteArgument, test } from "../web/tap.mjs";
import { diskLoader, openCold } from "./index.mjs";
import { random } from "./random.mjs";
import { differences, readArticles, substring } from "./scan.mjs";
import { open } from "./index.mjs";

const STRINGS = Number(process.argv[3] ?? 300);
const path = new URL("../../static/search-synonyms.js", import.meta.url).pathname;
runInThisContext(readFileSync(path, "utf8"), { filename: path });

const site = siteArgument(), pick = random(19491001);
const whole = await open(diskLoader(site)), articles = readArticles(site, whole.fold);
const folded = (text) => String.fromCodePoint(...whole.fold.text(text).codes);
const word = () => {
	for (;;) {
		const text = substring(articles, pick, 4).replace(/[\s"“”＂?:：~-]/gu, "");
		if (folded(text) && !/^(OR|NEAR)/.test(text))
			return text;
	}
};

/** The addresses that a query finds with the groups, and the words that it was expanded by. */
async function ask(query, groups) {
	const index = await openCold(diskLoader(site)), urls = [];
	await index.fold.know(query);
	const read = index.query(query, { "标题": "headline" });
	const found = await globalThis.broadsheetSynonyms.find(index.fold, read.all, groups);
	for (const { any, atom } of found)
		any.push(atom);
	const results = [];
	await index.search(read, (some) => void results.push(...some));
	for (const result of results)
		urls.push((await result.period.title(result.doc)).url);
	return { urls, words: found.map((f) => f.word) };
}

const holding = (words, texts = (a) => a.texts) => articles.filter((a) => words.some((w) => texts(a).includes(folded(w))));
const urlsOf = (some) => some.map((a) => a.record.url);
const problems = { alone: [], two: [], zone: [], not: [] };
for (let i = 0; i < STRINGS; i++) {
	const group = [word(), word(), word()], other = [word(), word()], groups = [other, group];
	problems.alone.push(...differences(group[1], (await ask(group[1], groups)).urls, urlsOf(holding(group.concat(other.some((w) => folded(w) === folded(group[1])) ? other : [])))));
	if (i % 5 > 0 || new Set([...group, ...other].map(folded)).size < 5)
		continue;
	const both = holding(other);
	problems.two.push(...differences(`${group[0]} ${other[1]}`, (await ask(`${group[0]} ${other[1]}`, groups)).urls, urlsOf(holding(group).filter((a) => both.includes(a)))));
	problems.zone.push(...differences(`标题:${group[2]}`, (await ask(`标题:${group[2]}`, groups)).urls, urlsOf(holding(group, (a) => a.headline))));
	const gone = holding([other[0]]);
	problems.not.push(...differences(`"${group[0]}" -${other[0]}`, (await ask(`"${group[0]}" -${other[0]}`, groups)).urls, urlsOf(holding([group[0]]).filter((a) => !gone.includes(a)))));
}
test(`${STRINGS} words are found with their synonyms`, problems.alone);
test("with those of another term", problems.two);
test("in a field", problems.zone);
test("what is in quotation marks or must not be there has none", problems.not);
const same = await ask("臺灣", [["台湾", "台灣", "宝岛"], ["臺灣", "寶島", "福尔摩沙"]]);
test("a word is told once however it is written", same.words.join() === "宝岛,福尔摩沙" ? [] : [same.words.join()]);
finish();
