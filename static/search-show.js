/*
 * How results look: titles and snippets with the terms marked. Every text goes
 * into the page as text.
 */
var broadsheetShow = (function () {
	"use strict";

	const { findMarks, findTerm } = broadsheetCore;

	const BEFORE = 24;  /* characters of a snippet before its first hit */
	const LENGTH = 110; /* and of all of it */

	/* Appends text to element with the marks, [from, to], in it. */
	function putMarked(element, text, marks) {
		let at = 0;
		for (const [from, to] of marks) {
			const mark = document.createElement("mark");
			mark.textContent = text.slice(from, to);
			element.append(text.slice(at, from), mark);
			at = to;
		}
		element.append(text.slice(at));
	}

	/*
	 * The part of text around its first hits: { text, marks }. It is cut between
	 * folded characters, so no surrogate and no accent is torn off.
	 */
	function excerpt(fold, text, terms) {
		const folded = fold.text(text);
		const hits = terms.map((t) => findTerm(folded.codes, t)[0]).filter((h) => h !== undefined);
		const hit = hits.length > 0 ? Math.min(...hits) : 0;
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
		for (const { tag, text } of texts) {
			if (!["byline", "dateline", "paragraph", "subhead", "caption", "deck"].includes(tag))
				continue;
			const { codes } = fold.text(text);
			const count = terms.filter((t) => findTerm(codes, t).length > 0).length
				- (tag === "byline" || tag === "dateline" ? 0.5 : 0);
			if (count > most) {
				best = text;
				most = count;
			}
		}
		return best;
	}

	/* A result's element, made of the template. names tells what is said of it. */
	function makeResult(template, fold, result, texts, terms, names) {
		const item = template.content.cloneNode(true);
		const find = (selector) => item.querySelector(selector);
		const text = (tag) => (texts.find((t) => t.tag === tag) || { text: "" }).text;
		const opening = text("opening");
		const title = text("headline") || opening;
		find("a").setAttribute("href", text("url") + (text("url").includes("#") ? "&q=" : "#q=") + encodeURIComponent(names.query));
		putMarked(find(".title"), title, findMarks(fold, title, terms));
		if (opening) {
			find(".title").classList.add("opening");
			find(".title").append("……");
		}
		putMarked(find(".kicker"), text("kicker"), findMarks(fold, text("kicker"), terms));
		find("time").textContent = names.date(result.day);
		if (result.day)
			find("time").setAttribute("datetime", broadsheetIndex.isoOf(result.day));
		find(".where").textContent = names.page(text("page"));
		find(".what").textContent = names.kind(text("kind"));
		const body = chooseText(fold, texts, terms);
		if (body) {
			const part = excerpt(fold, body, terms);
			putMarked(find(".snippet"), part.text, part.marks);
		}
		return item;
	}

	return { makeResult, putMarked };
}());
