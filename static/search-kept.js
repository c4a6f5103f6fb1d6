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

	/* ── on the page, which is what search.js tells of itself ── */

	const view = (page) => ({
		/* Whoever looks at a search that is kept has seen what is new. */
		show(mine) {
			const asked = page.askedOf(page.state), known = Boolean(find(asked));
			page.keep.hidden = false;
			page.keep.setAttribute("aria-pressed", String(known));
			if (known)
				keep(mine.index, asked, mine.results);
		},

		toggle(mine) {
			const asked = page.askedOf(page.state), known = find(asked);
			if (known ? forget(asked) : keep(mine.index, asked, mine.results))
				page.keep.setAttribute("aria-pressed", String(!known));
			else
				page.keep.hidden = true; /* this browser keeps nothing */
		},

		/* Lists the searches, and of each how much is new once that is known. */
		async list(mine) {
			const entries = read();
			const reads = entries.map(({ asked }) => page.readAddress("?" + asked));
			const items = entries.map((entry, i) => makeItem(page.words, entry, reads[i]));
			page.kept.querySelector("ul").replaceChildren(...items);
			page.kept.hidden = entries.length === 0;
			if (entries.length === 0)
				return;
			const index = await page.openIndex(mine.again);
			for (let i = 0; i < entries.length && mine === page.run; i++) {
				const more = await countFresh(index, entries[i], await page.questionOf(index, reads[i]));
				items[i].querySelector("span").textContent = more > 0 ? page.say("fresh", page.number(more)) : "";
			}
		},

		/* The button beside one in the list: it is kept no longer. */
		forget(button) {
			forget(button.dataset.forget);
			button.closest("li").remove();
			page.kept.hidden = read().length === 0;
		},
	});

	/* A kept search as a link, with room for what is new of it. */
	function makeItem(words, entry, asked) {
		const item = document.createElement("li"), link = document.createElement("a"), of = document.createElement("span"), button = document.createElement("button");
		link.href = "?" + entry.asked;
		link.textContent = [asked.q, asked.by, asked.in && words.headlines, [asked.from, asked.to].filter((d) => d).join("–")].filter((t) => t).join(" · ");
		button.type = "button";
		button.dataset.forget = entry.asked;
		button.textContent = words.forget;
		button.setAttribute("aria-label", words.forget + " " + link.textContent);
		item.append(link, " ", of, " ", button);
		return item;
	}

	return { view };
}());
