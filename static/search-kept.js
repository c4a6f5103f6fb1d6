/*
 * Searches that a reader keeps, in this browser and nowhere else, and how many
 * articles each finds that it did not find when it was looked at last. Of each, what
 * it found is remembered by period, with the period's hash: only periods that
 * have changed since are asked again.
 */
var broadsheetKept = (function () {
	"use strict";

	const KEY = "broadsheet.searches";

	/* The searches: { asked, counts }, asked as in the address. Some browsers keep nothing for files opened from the disk. */
	function read() {
		try {
			const list = JSON.parse(localStorage.getItem(KEY) || "[]");
			return Array.isArray(list) ? list.filter((e) => e && typeof e.asked === "string" && e.counts) : [];
		} catch (e) {
			return [];
		}
	}

	/* False if the browser does not keep it. */
	function write(list) {
		try {
			localStorage.setItem(KEY, JSON.stringify(list));
			return true;
		} catch (e) {
			return false;
		}
	}

	const find = (asked) => read().find((e) => e.asked === asked);

	function forget(asked) {
		return write(read().filter((e) => e.asked !== asked));
	}

	/* Keeps the search with what it has found, all of it; one that is kept already stays in its place. */
	function keep(index, asked, results) {
		const counts = {};
		for (const period of index.periods)
			counts[period.folder] = [period.hash, 0];
		for (const { period } of results)
			counts[period.folder][1]++;
		const list = read(), known = list.find((e) => e.asked === asked);
		if (known)
			known.counts = counts;
		else
			list.push({ asked, counts });
		return write(list);
	}

	/* How many more articles answer the question than when it was looked at last. */
	async function countFresh(index, entry, question) {
		const before = (period) => entry.counts[period.folder] || [0, 0];
		const changed = new Set(index.periods.filter((p) => before(p)[0] !== p.hash));
		const there = new Set(index.periods.map((p) => p.folder));
		let more = 0;
		await index.search({ ...question, only: (p) => changed.has(p), enough: Infinity }, function (results) {
			more += results.length;
		});
		for (const period of changed)
			more -= before(period)[1];
		for (const folder of Object.keys(entry.counts).filter((f) => !there.has(f)))
			more -= entry.counts[folder][1];
		return more;
	}

	return { read, find, keep, forget, countFresh };
}());
