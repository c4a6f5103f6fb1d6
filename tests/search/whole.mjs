// The index holds every text of every article, each character once and in its
// place, and nothing else; and none of its shards is larger than it should be.
//
//	node tests/search/whole.mjs SITE [LARGER]
//
// LARGER is how many times as large as usual the site's shards are.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { finish, siteArgument, test } from "../web/tap.mjs";
import { diskLoader, open, readExport, textsOf } from "./index.mjs";

const SECOND = 0x200000, DOCS = 0x110000, END = 1; /* as in search-index.js */
const SHARD_MOST = 4500;  /* bytes of a shard with several lists */
const LIST_MOST = 20000;  /* of one with a piece of a long list */
const POSTING_MOST = 4;   /* of a posting, where one article has more than that */

const site = siteArgument();
const larger = Number(process.argv[3] ?? 1);
const index = await open(diskLoader(site));
const fold = (text) => String.fromCodePoint(...index.fold.text(text).codes);
const problems = { shards: [], sizes: [], texts: [] };
let largest = 0;

/** How many bytes the shard may have that holds the lists. */
function mostBytes(lists) {
	if (lists.size > 1)
		return SHARD_MOST * larger;
	const postings = [...lists.values().next().value.values()].map((known) => known.length ?? 1);
	return Math.max(LIST_MOST, SHARD_MOST * larger * 1.5, POSTING_MOST * Math.max(...postings));
}

function judgeShard(name, articles, lists, bits) {
	const left = bits.bytes.length * 8 - bits.at, keys = [...lists.keys()];
	if (left < 0 || left >= 16)
		problems.shards.push(`${name}: ${left} bits behind its lists`);
	if (keys.some((key, i) => i > 0 && key <= keys[i - 1]))
		problems.shards.push(`${name}: its keys do not ascend`);
	if ([...lists.values()].some((list) => [...list.keys()].some((doc) => !articles.has(doc))))
		problems.shards.push(`${name}: articles that are not there`);
	if (bits.bytes.length > mostBytes(lists))
		problems.sizes.push(`${name}: ${bits.bytes.length} bytes with ${lists.size} lists`);
	largest = Math.max(largest, bits.bytes.length);
}

/** Of each article of the period: place → [its character, the next]. */
async function readPlaces(period) {
	const { startName } = globalThis.broadsheetIndex;
	const articles = new Map((await period.all()).map((doc) => [doc, new Map()]));
	for (const shard of await period.shards(0, Infinity)) {
		const lists = await period.lists(shard, 0, Infinity);
		const name = period.folder + shard.key;
		judgeShard(name, articles, lists, await period.file(startName(shard), shard.hash, (b) => b));
		for (const [key, list] of lists) {
			const first = Math.floor(key / SECOND), second = key % SECOND;
			if (second === 0 || second >= DOCS)
				continue;
			for (const [doc, places] of list) {
				const known = articles.get(doc) ?? new Map();
				if (places.some((place) => known.has(place)))
					problems.shards.push(`${name}: two characters in one place`);
				places.forEach((place) => known.set(place, [first, second]));
			}
		}
	}
	return articles;
}

/** The texts that stand in the places; those that do not fit together say so. */
function textsIn(places) {
	const texts = [];
	let text = "", next = END;
	for (const place of [...places.keys()].sort((a, b) => a - b)) {
		const [code, following] = places.get(place);
		if (next !== END && (code !== next || !places.has(place - 1)))
			text += "(torn)";
		text += String.fromCodePoint(code);
		next = following;
		if (next === END) {
			texts.push(text);
			text = "";
		}
	}
	return text ? texts.concat(`${text}(cut off)`) : texts;
}

/** A dateline that the text begins with is found there. */
function textsOfRecord(record) {
	const { dateline, ...rest } = record;
	const apart = dateline && !record.body[0]?.text.startsWith(dateline);
	return textsOf(apart ? record : rest).map(fold).filter((text) => text);
}

const years = readdirSync(join(site, "data")).filter((f) => f.endsWith(".jsonl"));
const records = new Map(readExport(site, years).map((record) => [record.url, textsOfRecord(record)]));
const count = records.size;
for (const period of index.periods) {
	for (const [doc, places] of await readPlaces(period)) {
		const { url } = await period.title(doc);
		const got = textsIn(places).sort().join("\n"), wanted = records.get(url)?.sort().join("\n");
		if (got !== wanted)
			problems.texts.push(`${url}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
		records.delete(url);
	}
}
problems.texts.push(...[...records.keys()].map((url) => `${url} is not in the index`));

test(`the index has the texts of ${count} articles, each once, and no others`, problems.texts);
test("every shard is read to its end, in order", problems.shards);
test(`no shard is too large; the largest has ${largest} bytes`, problems.sizes);
finish();
