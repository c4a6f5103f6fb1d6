// The search index of a built site, read by the scripts that the site ships.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

for (const name of ["search-core", "search-index"]) {
	const path = new URL(`../../static/${name}.js`, import.meta.url).pathname;
	runInThisContext(readFileSync(path, "utf8"), { filename: path });
}

export const core = globalThis.broadsheetCore;

/** The string that the file's script hands over, as a browser reads it. */
export function readFile(path) {
	const text = new TextDecoder("utf-16le").decode(readFileSync(path));
	const match = /^broadsheet\("([^"\\\n\r]*)"\)$/u.exec(text) ?? /^broadsheet\("([^]*)"\)$/.exec(text);
	if (!match)
		throw new Error(`${path} is no file of the index`);
	return match[1];
}

/** A loader for the index below site; bytes counts what it moves, files how many. */
export function diskLoader(site) {
	const load = async (name) => {
		const path = join(site, "search", `${name}.js`);
		const text = load.kept.get(name) ?? readFile(path);
		if (!load.kept.has(name)) {
			load.kept.set(name, text);
			load.moved.push([name, readFileSync(path).length]);
		}
		return text;
	};
	load.kept = new Map();
	load.moved = [];
	return load;
}

/** The index, which knows how all characters are folded. */
export async function open(load) {
	const index = await openCold(load);
	await index.fold.know();
	return index;
}

/** The index as a page opens it, which knows of few characters how they are folded. */
export function openCold(load) {
	return globalThis.broadsheetIndex.open(load);
}

/** The records of the articles in the site's export. */
export function readExport(site, years) {
	const articles = [];
	for (const year of years) {
		for (const line of readFileSync(join(site, "data", year), "utf8").split("\n")) {
			const record = line && JSON.parse(line);
			if (record && record.kind !== "furniture")
				articles.push(record);
		}
	}
	return articles;
}

/** The people who are named elsewhere than in the byline: texts of their own. */
function namesOf(record) {
	const texts = [(record.byline_text ?? "").replace(/\s/gu, "")];
	for (const { name, role } of record.credits) {
		if (role !== "agency" && !texts.some((text) => text.includes(name)))
			texts.push(name);
	}
	return texts.slice(1);
}

/** What a search in bylines finds. */
export function bylinesOf(record) {
	return [record.byline_text, ...namesOf(record)].filter((t) => t);
}

/** The texts that a term may be found in, each of its own. */
export function textsOf(record) {
	return [record.kicker, record.headline, record.deck, ...bylinesOf(record), record.dateline,
		...record.body.map((b) => b.text)].filter((t) => t);
}

/** A question for all of the terms, in one zone or any. */
export function allOf(terms, zone) {
	return { all: terms.map((term) => [{ term, zone }]) };
}

/** A text as a query that means just that. */
export function quote(text) {
	return `"${text.replaceAll('"', "")}"`;
}
