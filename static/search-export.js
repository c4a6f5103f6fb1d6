/*
 * The results of a search as items for cite-formats.js. Loaded by search.js when
 * they are asked for; what a result is, search-index.js tells.
 */
var broadsheetExport = (function () {
	"use strict";

	function itemOf(title, date, authors, paper, url) {
		const item = { id: broadsheetCite.keyOf(title.url), type: "article-newspaper", title: title.headline || title.opening || "" };
		if (authors.length > 0)
			item.author = authors.map((literal) => ({ literal }));
		Object.assign(item, paper);
		if (date)
			item.issued = { "date-parts": [date.split("-").map(Number)] };
		if (title.page)
			item.page = title.page;
		return { ...item, URL: url, custom: { kind: title.kind || "", kicker: title.kicker || "", headline_source: title.headline ? "printed" : "opening" } };
	}

	/*
	 * paperOf(period, doc): what the paper was called then, as members of an item. base: the
	 * address that pages are below; heard(n) is told how many are read, false ends it.
	 */
	async function readItems(results, paperOf, base, heard) {
		const items = [];
		for (const { period, doc, day } of results) {
			if (items.length % 100 === 0 && heard(items.length) === false)
				return null;
			const title = await period.title(doc), authors = await period.column("author", [doc]);
			items.push(itemOf(title, broadsheetIndex.isoOf(day), authors(doc), await paperOf(period, doc), new URL(title.url, base).href));
		}
		return items;
	}

	/* Articles of each year, of the results and of the whole archive: what stands in the graph. */
	function years(counts, all) {
		return broadsheetCite.table([["year", "articles", "of", "per_thousand"], ...[...all].sort((a, b) => a[0] - b[0]).map(([year, of]) =>
			[year, counts.get(year) || 0, of, (1000 * (counts.get(year) || 0) / of).toFixed(2)])]);
	}

	function tally(results, yearOf) {
		const counts = new Map();
		for (const { day } of results)
			counts.set(yearOf(day), (counts.get(yearOf(day)) || 0) + 1);
		return counts;
	}

	/* What the paper was called, as citations have it. */
	async function paperItem({ words, paperOf }, period, doc) {
		const id = await paperOf(period, doc);
		const known = id && Array.from(document.querySelectorAll("#search-papers li")).find((li) => li.dataset.id === id);
		const told = known ? known.dataset : words;
		const members = { "container-title": known ? known.textContent : words.newspaper, publisher: told.publisher,
			"publisher-place": told.place, ISSN: told.issn, language: told.language };
		return Object.fromEntries(Object.entries(members).filter(([, text]) => text));
	}

	/* Hands over the results that are left as a file of such a form. page is what search.js tells of itself. */
	async function write(page, mine, form) {
		const name = page.heading + " " + page.state.q.replace(/[\\/:*?"<>|\s]+/g, " ").trim();
		const results = await page.wanted(mine), all = page.number(results.length);
		if (form === "years") {
			broadsheetCite.save(years(tally(results, page.yearOf), await mine.index.years()), name + ".csv", "text/csv");
			return;
		}
		const canonical = document.querySelector("link[rel=canonical]");
		const items = await readItems(results, (period, doc) => paperItem(page, period, doc), canonical ? canonical.href : location.href, function (n) {
			page.status.textContent = page.say("exporting", page.number(n) + " / " + all);
			return mine === page.run;
		});
		if (!items)
			return;
		broadsheetCite.hand(items, form, name);
		await page.tellCount(mine);
	}

	return { write };
}());
