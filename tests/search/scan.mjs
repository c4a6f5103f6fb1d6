// A plain scan of the exported texts, and strings to look for in them.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bylinesOf, readExport, textsOf } from "./index.mjs";

const folded = (fold, texts) => texts.filter((t) => t).map((t) => String.fromCodePoint(...fold.text(t).codes)).join("\n");

/** The articles of the site: what the index should find, folded, and the raw texts. */
export function readArticles(site, fold) {
	const years = readdirSync(join(site, "data")).filter((f) => f.endsWith(".jsonl"));
	return readExport(site, years).map((record) => ({
		record, raw: textsOf(record), texts: folded(fold, textsOf(record)),
		headline: folded(fold, [record.kicker, record.headline, record.deck]),
		byline: folded(fold, bylinesOf(record)),
	}));
}

/** The addresses of the articles that hold all terms. */
export function scan(articles, terms, texts = (a) => a.texts) {
	const wanted = terms.map((t) => String.fromCodePoint(...t));
	return articles.filter((a) => wanted.every((w) => texts(a).includes(w))).map((a) => a.record.url);
}

/** A string of at most so many characters of some text. */
export function substring(articles, pick, most) {
	const texts = articles[pick(articles.length)].raw;
	const characters = [...texts[pick(texts.length)]];
	const length = Math.min(characters.length, 1 + pick(most));
	const from = pick(characters.length - length + 1);
	return characters.slice(from, from + length).join("");
}

/** A string of the archive's characters that no text holds. */
export function absent(articles, pick, readTerms) {
	for (;;) {
		const query = [2, 2, 1].map((most) => substring(articles, pick, most)).join("").replace(/\s/gu, "");
		const terms = readTerms(query);
		if (terms.length > 0 && scan(articles, terms).length === 0)
			return query;
	}
}

/** How the addresses that were found differ from those wanted, if they do. */
export function differences(query, got, wanted) {
	const lacking = wanted.filter((u) => !got.includes(u)), extra = got.filter((u) => !wanted.includes(u));
	return lacking.length + extra.length + (got.length - wanted.length)
		? [`${JSON.stringify(query)}: ${lacking.length} lacking, ${extra.length} too many of ${wanted.length}`] : [];
}
