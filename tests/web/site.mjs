// A built site as its files, and what kinds of page it has.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** All files below folder, as sorted URLs relative to it. */
export function listFiles(folder) {
	const found = [];
	const walk = (at) => {
		for (const entry of readdirSync(at, { withFileTypes: true })) {
			const path = join(at, entry.name);
			if (entry.isDirectory())
				walk(path);
			else if (entry.name !== ".broadsheet")
				found.push(relative(folder, path).split(sep).join("/"));
		}
	};
	walk(folder);
	return found.sort();
}

/** Those of a site's files that another site, which was looked at already, does not have just so. */
export function filesUnlike(other, site, files) {
	return other ? files.filter((file) => !existsSync(join(other, file)) ||
		!readFileSync(join(other, file)).equals(readFileSync(join(site, file)))) : files;
}

export function isPage(file) {
	return file.endsWith(".html");
}

/** Kinds of page by their URL (section 6 of the plan), the special ones first. */
export const kinds = [
	["home", /^index\.html$/],
	["year", /^\d{4}\/index\.html$/],
	["month", /^\d{4}\/\d{2}\/index\.html$/],
	["issue", /^\d{4}\/\d{2}\/\d{2}\/index\.html$/],
	["article", /^\d{4}\/\d{2}\/\d{2}\/[^/]*-\d+\.html$/],
	["printed page", /^\d{4}\/\d{2}\/\d{2}\/[^/]*\.html$/],
	["topics", /^topics\/index\.html$/],
	["topic", /^topics\/[^/]*\.html$/],
	["places", /^places\/index\.html$/],
	["place", /^places\/[^/]*\.html$/],
	["authors", /^authors\/index\.html$/],
	["authors in another order", /^authors\/by-[^/]*\.html$/],
	["authors of a letter", /^authors\/letter-[^/]*\.html$/],
	["author", /^authors\/[^/]*\.html$/],
	["kinds", /^kinds\/index\.html$/],
	["kind", /^kinds\/[^/]*\.html$/],
	["day in other years", /^on\/\d{2}-\d{2}\.html$/],
	["titles", /^titles\/index\.html$/],
	["title", /^titles\//],
	["undated", /^undated\//],
	["review", /^review\/index[^/]*$/],
	["reviewed page", /^review\//],
];

/** The kind of a page; one of its own for each page at the root. */
export function kindOf(file) {
	const known = kinds.find(([, pattern]) => pattern.test(file));
	return known ? known[0] : file;
}

/** Of each kind that many pages at most, taken from all over the site. */
export function someOfEachKind(files, most) {
	const all = new Map();
	for (const file of files.filter(isPage))
		all.set(kindOf(file), [...(all.get(kindOf(file)) ?? []), file]);
	return [...all.values()].flatMap((of) => of.filter((_, i) =>
		Math.floor(i * most / of.length) !== Math.floor((i - 1) * most / of.length)));
}

/** One page of each kind: the largest, which has most to be wrong. */
export function onePageOfEachKind(files, sizeOf) {
	const chosen = new Map();
	for (const file of files.filter(isPage)) {
		const kind = kindOf(file);
		if (!chosen.has(kind) || sizeOf(file) > sizeOf(chosen.get(kind)))
			chosen.set(kind, file);
	}
	return chosen;
}
