/*
 * Words that an archive says mean the same: a term of a query that is one of
 * them may be any other of its group. Where the archive has none, the page does
 * not load this.
 */
var broadsheetSynonyms = (function () {
	"use strict";

	/* The groups of words, as the page lists them. */
	function readGroups(list) {
		return Array.from(list.querySelectorAll("li"), (item) => Array.from(item.children, (word) => word.textContent));
	}

	/*
	 * What else terms of the query might be: { any, atom, word } each, atom to be added
	 * to any, which is one of all. Terms in quotation marks, those that must not be
	 * there and those that are near another are meant as they stand. fold knows the query, and
	 * the words that are found when this is over.
	 */
	async function find(fold, all, groups) {
		const key = (word) => fold.text(word).codes.join();
		const found = [];
		for (const any of all) {
			for (const { term, zone } of any.filter((atom) => atom.term && !atom.quoted)) {
				for (const group of groups.filter((words) => words.some((word) => key(word) === term.join())))
					found.push(...group.filter((word) => key(word) !== term.join()).map((word) => ({ any, zone, word })));
			}
		}
		await fold.know(found.map(({ word }) => word).join(" "));
		const there = new Map(all.map((any) => [any, new Set(any.map((atom) => atom.term && atom.term.join()))]));
		return found.map(({ any, zone, word }) => ({ any, word, atom: { term: fold.text(word).codes, zone } }))
			.filter(({ any, atom }) => atom.term.length > 0 && !there.get(any).has(atom.term.join()) && there.get(any).add(atom.term.join()));
	}

	return { readGroups, find };
}());
