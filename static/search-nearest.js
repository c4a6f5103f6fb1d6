/*
 * What is offered where nothing is found, and words that go on with what is
 * typed. page is what search.js tells of itself. Needs search-offers.js.
 */
var broadsheetNearest = function (page) {
	"use strict";

	const MEANT = 6;      /* words that are offered where nothing is found */
	const GOING_ON = 8;   /* words that go on with what is typed */
	const PART_MOST = 60; /* so many characters of a term are looked through for a part that is there */

	const { words, facetNames, say, number } = page;

	/* The term, or a part of it, as the reader wrote it. */
	function textOf(index, term) {
		const { codes, at, ends } = index.fold.text(page.state.q);
		const place = broadsheetCore.findTerm(codes, term)[0];
		const text = place === undefined ? String.fromCodePoint(...term)
			: page.state.q.slice(at[place], ends[place + term.length - 1]);
		return /\s/.test(text) ? `"${text}"` : text;
	}

	async function show(index, mine) {
		page.clear();
		const limited = page.state.in || page.state.by || page.state.from || page.state.to;
		const free = limited && mine.asked ? await countFreely(index) : 0;
		if (mine !== page.run)
			return;
		page.status.textContent = free > 0 ? say("foundFiltered", number(free)) : say("foundNone", page.state.q || page.state.by);
		if (free > 0)
			page.offer("", [["free", "yes", words.unlimited]]);
		else
			await offerParts(index, mine);
	}

	/* How many articles there would be without limits on field, people and days. */
	async function countFreely(index) {
		const free = await page.questionOf(index, { ...page.state, in: "", by: "", from: "", to: "" });
		return index.count(free.all.length > 0 ? free : { all: (await page.questionOf(index)).all });
	}

	/* The query with other words in place of the term that no text has. */
	function withOther(index, term, word) {
		const own = textOf(index, term);
		return page.state.q.includes(own) ? page.state.q.replace(own, () => word) : word;
	}

	/* Words that the archive has and that may have been meant by letters, or by characters that look alike. True if there are any. */
	async function offerMeant(index, mine, term) {
		if (term.some((code) => code < 0))
			return false;
		const text = String.fromCodePoint(...term);
		for (const [letters, whole] of [[broadsheetOffers.lettersOf(page.state.q), true], [broadsheetOffers.lettersOf(text), false]]) {
			if (letters && await offerFound(index, mine, broadsheetOffers.wordsOf(await sounds(), letters), (word) => whole ? word : withOther(index, term, word)))
				return true;
		}
		return offerFound(index, mine, broadsheetOffers.likeWords((words.misread || "").split(" "), text), (word) => withOther(index, term, word));
	}

	/* Offers those of the words that there are, as the queries that queryOf makes of them. */
	async function offerFound(index, mine, likely, queryOf) {
		const tried = likely.slice(0, broadsheetOffers.MOST);
		await index.fold.know(tried.join(" "));
		const counts = await Promise.all(tried.map((word) => index.count({ all: [[{ term: index.fold.text(word).codes }]] })));
		const found = tried.map((word, i) => ({ word, count: counts[i] })).filter((w) => w.count > 0)
			.sort((a, b) => b.count - a.count).slice(0, MEANT);
		if (mine !== page.run || found.length === 0)
			return mine !== page.run;
		page.offer(words.meant, found.map(({ word, count }) => ["query", queryOf(word), word + " " + number(count)]));
		return true;
	}

	let heard = null;
	function sounds() {
		heard = heard || page.loadScript("search-sounds.js").then(() => broadsheetOffers.readSounds(globalThis.broadsheetSounds));
		return heard.catch(function () {
			heard = null;
			return { syllables: new Map(), followers: new Map() }; /* papers in other languages have none */
		});
	}

	/* Words of the headlines found, and names of those who wrote, that go on with the last word typed. */
	async function suggest(mine, titles, results) {
		const term = mine.typed[mine.typed.length - 1];
		const text = term && !term.some((code) => code < 0) ? textOf(mine.index, term) : "";
		if (!text || !page.state.q.trim().endsWith(text))
			return;
		const names = facetNames.includes("author") ? (await Promise.all(results.map(async (r) => (await r.period.column("author", [r.doc]))(r.doc)))).flat() : [];
		if (mine !== page.run)
			return;
		const before = page.state.q.trim().slice(0, -text.length);
		const more = broadsheetOffers.goOn(text, titles.map((t) => t.headline || ""), names, GOING_ON);
		page.suggested.replaceChildren(...more.map(function (word) {
			const option = document.createElement("option");
			option.value = before + word;
			return option;
		}));
	}

	/* Terms that there are but nowhere together, or the longest part of one that there is not. */
	async function offerParts(index, mine) {
		const counts = await Promise.all(mine.typed.map((t) => index.count({ all: [[{ term: t }]] })));
		const lacking = mine.typed.filter((t, i) => counts[i] === 0);
		if (mine !== page.run)
			return;
		if (lacking.length === 0) {
			if (mine.typed.length > 1)
				page.offer(words.foundApart, mine.typed.map((t, i) => ["query", textOf(index, t), textOf(index, t) + " " + number(counts[i])]));
			return;
		}
		if (await offerMeant(index, mine, lacking[0]) || mine !== page.run)
			return;
		const term = lacking[0].slice(0, PART_MOST);
		const part = lacking[0].length > 1 && !term.some((code) => code < 0) ? await index.longestPart(term) : null;
		if (mine !== page.run || !part)
			return;
		const text = textOf(index, term.slice(...part)).trim();
		page.offer(words.nearest, [["query", text, text]]);
	}

	return { show, suggest };
};
