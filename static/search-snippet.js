/*
 * What results say of the terms, out of the articles' pages, with the terms marked.
 * Every text goes into the page as text. Needs search-core.js and search-show.js.
 */
var broadsheetSnippet = (function () {
	"use strict";

	const { findMarks, findTerm } = broadsheetCore;
	const { putMarked } = broadsheetShow;

	const BEFORE = 24;  /* characters of a snippet before its first hit */
	const LENGTH = 110; /* and of all of it */
	const AROUND = 28;  /* before and behind each hit, where all are listed */

	/* The first of the hits from which on most of the terms are near; 0 without hits. */
	function bestHit(codes, terms) {
		const hits = [];
		terms.forEach((term, i) => findTerm(codes, term).forEach((at) => hits.push({ at, end: at + term.length, i })));
		hits.sort((a, b) => a.at - b.at);
		let best = 0, most = 0;
		for (const hit of hits) {
			const near = new Set(hits.filter((h) => h.at >= hit.at && h.end <= hit.at + LENGTH - BEFORE).map((h) => h.i)).size;
			if (near > most) {
				best = hit.at;
				most = near;
			}
		}
		return best;
	}

	/*
	 * The part of text that holds most of the terms: { text, marks }. It is cut
	 * between folded characters, so no surrogate and no accent is torn off.
	 */
	function excerpt(fold, text, terms) {
		const folded = fold.text(text);
		const hit = bestHit(folded.codes, terms);
		let first = hit > BEFORE + 4 ? hit - BEFORE : 0;
		for (let i = hit - 1; i >= first; i--) {
			if (folded.codes[i] === 0x3002)
				first = i + 1; /* 。: a sentence begins behind it */
		}
		const last = Math.min(folded.codes.length, first + LENGTH);
		const from = first > 0 ? folded.at[first] : 0;
		const to = last < folded.codes.length ? folded.ends[last - 1] : text.length;
		const part = text.slice(from, to);
		const shown = (from > 0 && folded.codes[first - 1] !== 0x3002 ? "…" : "") + part + (to < text.length ? "…" : "");
		return { text: shown, marks: findMarks(fold, shown, terms) };
	}

	/* The text that says most of the terms, the earliest of equals. */
	function chooseText(fold, texts, terms) {
		let best = null, most = -1;
		for (const { text, aside } of texts) {
			const { codes } = fold.text(text);
			const count = terms.filter((t) => findTerm(codes, t).length > 0).length - (aside ? 0.5 : 0);
			if (count > most) {
				best = text;
				most = count;
			}
		}
		return best;
	}

	/* Who wrote it, in the result's facts. */
	function showPeople(item, fold, people, terms) {
		const who = item.querySelector(".who");
		for (const name of people) {
			const person = document.createElement("span");
			putMarked(person, name, findMarks(fold, name, terms));
			who.append(person);
		}
	}

	/* The last so many characters of text, or the first, so that no surrogate is torn off. */
	const ending = (text, count) => [...text.slice(-2 * count)].slice(-count).join("");
	const beginning = (text, count) => [...text.slice(0, 2 * count)].slice(0, count).join("");

	/* Every place where a text says a term, with what stands around it, as a line of a list. */
	function makeContexts(fold, texts, terms) {
		const list = document.createElement("ol");
		list.className = "contexts";
		for (const { text } of texts) {
			for (const [from, to] of findMarks(fold, text, terms)) {
				const line = document.createElement("li"), before = document.createElement("span"), mark = document.createElement("mark");
				before.textContent = ending(text.slice(0, from), AROUND);
				mark.textContent = text.slice(from, to);
				line.append(before, mark, beginning(text.slice(to), AROUND));
				list.append(line);
			}
		}
		return list;
	}

	/*
	 * Reads the page that a result leads to and shows what it says of the terms, or
	 * each place where it does, and who wrote it.
	 */
	async function show(item, fold, url, { terms, bylines, each }) {
		const snippet = item.querySelector(".snippet");
		try {
			const article = await readArticle(url);
			showPeople(item, fold, article.people, terms.concat(bylines));
			const contexts = each && makeContexts(fold, article.texts, terms);
			if (contexts && contexts.children.length > 0) {
				snippet.replaceWith(contexts);
				return;
			}
			const text = chooseText(fold, article.texts, terms);
			if (text) {
				const part = excerpt(fold, text, terms);
				putMarked(snippet, part.text, part.marks);
				return;
			}
		} catch (e) {
			/* The result is whole without it: the page is not there, or one is off line. */
		}
		snippet.remove();
	}

	/* ── pages of articles ── */

	const TOLD = 1000; /* milliseconds from when a page has been read until what it tells is here */

	/*
	 * A page from the disk tells its text to the one that frames it: it cannot be
	 * fetched. How long that takes is a matter of the machine, which may be busy; but
	 * one that is not there, or is no article's, has soon been read and tells nothing.
	 */
	function frame(url) {
		return new Promise(function (resolve, reject) {
			const element = document.createElement("iframe");
			let timer = 0;
			const end = function (act, value) {
				clearTimeout(timer);
				window.removeEventListener("message", hear);
				element.remove();
				act(value);
			};
			const hear = (event) => event.source === element.contentWindow && end(resolve, String(event.data));
			element.onload = () => timer = setTimeout(() => end(reject, new Error(url)), TOLD);
			window.addEventListener("message", hear);
			element.hidden = true;
			element.src = url;
			document.body.append(element);
		});
	}

	async function fetchPage(url) {
		const answer = await fetch(url);
		if (!answer.ok)
			throw new Error(url);
		return answer.text();
	}

	const PAGES_MOST = 60;
	const pages = new Map(); /* address → promise of its document, the oldest first */

	function readPage(url) {
		if (!pages.has(url)) {
			const html = location.protocol === "file:" ? frame(url) : fetchPage(url);
			const page = html.then((text) => new DOMParser().parseFromString(text, "text/html"));
			pages.set(url, page);
			if (pages.size > PAGES_MOST)
				pages.delete(pages.keys().next().value);
			page.catch(() => pages.delete(url));
		}
		return pages.get(url);
	}

	/* The people who are named below an article's headline, and the texts there: { text, aside }. */
	async function readArticle(url) {
		const [address, anchor] = url.split("#");
		const page = await readPage(address);
		const article = anchor ? page.getElementById(anchor) : page.querySelector(".article");
		return {
			people: Array.from(article.querySelectorAll(".byline a"), (e) => e.textContent),
			texts: Array.from(article.querySelectorAll(".deck, .byline, .text :is(p, h2, h3)"),
				(e) => ({ text: e.textContent, aside: e.matches(".byline, .signed") })),
		};
	}

	return { show };
}());
