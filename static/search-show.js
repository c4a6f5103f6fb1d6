/*
 * How results look: titles, with the terms marked. Every text goes into the page
 * as text. What an article says of the terms comes later, from search-snippet.js.
 */
var broadsheetShow = (function () {
	"use strict";

	const { findMarks } = broadsheetCore;

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

	const segmenter = globalThis.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

	/*
	 * Where a line of a headline may end, as on the site's other pages: between
	 * two words, but not behind a figure, nor within a mark.
	 */
	function breaksOf(text, marks) {
		const breaks = [];
		let before = null;
		for (const word of segmenter ? segmenter.segment(text) : []) {
			if (before && before.isWordLike && word.isWordLike && !/[\p{N}〇一二三四五六七八九十百千万亿两第]$/u.test(before.segment)
				&& !marks.some(([from, to]) => word.index > from && word.index < to))
				breaks.push(word.index);
			before = word;
		}
		return breaks;
	}

	/* The same for a headline, with <wbr> where its lines may end. */
	function putHeadline(element, text, marks) {
		putMarked(element, text, marks);
		const breaks = breaksOf(text, marks);
		for (const node of [...element.childNodes].reverse()) {
			const from = text.length - lengthBehind(node);
			for (const at of breaks.filter((b) => b >= from && b < from + node.textContent.length).reverse()) {
				if (at === from)
					node.before(document.createElement("wbr"));
				else
					node.splitText(at - from).before(document.createElement("wbr"));
			}
		}
	}

	/* How many characters there are from the node to the end of its element. */
	function lengthBehind(node) {
		let length = 0;
		for (let at = node; at; at = at.nextSibling)
			length += at.textContent.length;
		return length;
	}

	/* A result's element, made of the template. names tells what is said of it; its byline comes with the snippet. */
	function makeResult(template, fold, result, title, terms, names) {
		const item = template.content.firstElementChild.cloneNode(true);
		const find = (selector) => item.querySelector(selector);
		const { url = "", page = "", kind = "", kicker = "", opening = "", paper = "" } = title;
		const headline = title.headline || opening;
		find("a").setAttribute("href", url + (names.query && (url.includes("#") ? "&q=" : "#q=") + encodeURIComponent(names.query)));
		putHeadline(find(".title"), headline, findMarks(fold, headline, terms));
		if (opening) {
			find(".title").classList.add("opening");
			find(".title").append(document.documentElement.lang.startsWith("zh") ? "……" : "…");
		}
		putMarked(find(".kicker"), kicker, findMarks(fold, kicker, terms));
		find("time").textContent = names.date(result.day);
		if (result.day)
			find("time").setAttribute("datetime", broadsheetIndex.isoOf(result.day));
		find(".paper").textContent = paper && names.value("paper", paper);
		find(".where").textContent = page && names.value("page", page);
		find(".what").textContent = names.value("kind", kind);
		return item;
	}

	/*
	 * Puts results whose text stands above already into the first one that has
	 * it, unfolded at a click. of: the results above by text, of this question;
	 * say tells how many. Returns the items that are left.
	 */
	function foldReprints(items, titles, of, say) {
		return items.filter(function (item, i) {
			const { text } = titles[i], first = of.get(text);
			if (text === undefined)
				return true;
			if (!first) {
				of.set(text, item);
				return true;
			}
			let more = first.querySelector("details");
			if (!more) {
				more = document.createElement("details");
				more.append(document.createElement("summary"), document.createElement("ol"));
				first.append(more);
			}
			more.lastChild.append(item);
			more.firstChild.textContent = say(more.lastChild.children.length);
			return false;
		});
	}

	return { makeResult, foldReprints, putMarked };
}());
