// A plain scan of the exported texts, and strings to look for in them.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bylinesOf, readExport, textsOf } from "./index.mjs";

const folded = (fold, texts) => texts.filter((t) => t).map((t) => String.fromCodePoint(...fold.text(t).codes)).join("\n");

const ZONES = { kicker: 128, deck: 176, byline: 256, rest: 512 }; /* as FORMAT.md has them */

/**
 * The folded texts as they stand in the places of the index: three strings, of
 * headline, byline and the rest, with \n where no character stands.
 */
function layOut(fold, record) {
	const zones = [[], [], []], of = (text) => fold.text(text ?? "").codes;
	const put = (zone, from, end, codes) => {
		if (codes.length === 0)
			return true;
		const base = [0, ZONES.byline, ZONES.rest][zone], at = zones[zone];
		let place = base + at.length;
		if (from > place && codes.length < end - from)
			place = from;
		if (codes.length >= end - place)
			return false;
		while (base + at.length < place)
			at.push(10);
		at.push(...codes, 10);
		return true;
	};
	const printed = record.headline_source === "printed", [byline, ...names] = [record.byline_text, ...bylinesOf(record).filter((t) => t !== record.byline_text)];
	const late = [];
	for (const [text, zone, from, end] of [[record.headline, 0, 0, printed ? ZONES.byline : 0], [record.kicker, 0, ZONES.kicker, ZONES.byline],
		[record.deck, 0, ZONES.deck, ZONES.byline], [byline, 1, ZONES.byline, ZONES.rest], ...names.map((n) => [n, 1, ZONES.byline, ZONES.rest])]) {
		if (!put(zone, from, end, of(text)))
			late.push(of(text));
	}
	const { dateline, body } = record;
	for (const codes of [...late, ...(dateline && !body[0]?.text.startsWith(dateline) ? [of(dateline)] : []), ...body.map((b) => of(b.text))])
		put(2, ZONES.rest, Infinity, codes);
	return zones.map((codes) => String.fromCodePoint(...codes));
}

/** The articles of the site: what the index should find, folded, and the raw texts. */
export function readArticles(site, fold) {
	const years = readdirSync(join(site, "data")).filter((f) => f.endsWith(".jsonl"));
	return readExport(site, years).map((record) => ({
		record, raw: textsOf(record), texts: folded(fold, textsOf(record)), zones: layOut(fold, record),
		headline: folded(fold, [record.kicker, record.headline_source === "printed" ? record.headline : "", record.deck]),
		byline: folded(fold, bylinesOf(record)),
	}));
}

/* A hyphen is no sign of a pattern here, and with a backslash before it an error. */
const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** A pattern for a folded term, in which -1 is any character. */
function patternOf(term) {
	return term.map((code) => code < 0 ? "[^\\n]" : literal(String.fromCodePoint(code))).join("");
}

function holdsNear(zones, [a, b], most) {
	const between = `[^]{0,${most}}`, left = patternOf(a), right = patternOf(b);
	return zones.some((zone) => new RegExp(`${left}${between}${right}|${right}${between}${left}`, "u").test(zone));
}

/** Whether the article answers an atom of a query, as search-core.js reads it, by its texts alone. */
function holds(article, atom, zone, fold) {
	const of = atom.zone ?? zone;
	if (atom.days)
		return dayNumber(article.record.published) >= atom.days[0] && dayNumber(article.record.published) <= atom.days[1];
	if (atom.facet)
		return valuesOf(article.record, atom.facet).some((value) => String.fromCodePoint(...fold.text(value).codes) === String.fromCodePoint(...fold.text(atom.value).codes));
	if (atom.near)
		return holdsNear(of ? [article.zones[of === "headline" ? 0 : 1]] : article.zones, atom.near, atom.most);
	const text = of === "headline" ? article.headline : of === "byline" ? article.byline : article.texts;
	return new RegExp(patternOf(atom.term), "u").test(text);
}

function dayNumber(iso) {
	return iso ? Date.parse(iso) / 86400000 + 719163 : 0;
}

function valuesOf(record, facet) {
	return { kind: [record.kind], page: record.page ? [record.page] : [], author: [...record.byline, ...record.photographers] }[facet];
}

/** The addresses of the articles that answer a query which search-core.js has read. */
export function scanQuery(articles, { all, none, zone }, fold) {
	return articles.filter((a) => all.length > 0 && all.every((any) => any.some((atom) => holds(a, atom, zone, fold)))
		&& !none.some((atom) => holds(a, atom, zone, fold))).map((a) => a.record.url);
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
