/*
 * On the page of an article that a search led to: its address ends in
 * #q=TERMS, or #ANCHOR&q=TERMS where the page has several, and the terms are
 * marked, in its text and on the picture of the printed page, to which the small
 * one leads. Nothing else is loaded without them.
 */
(function () {
	"use strict";

	const root = document.currentScript.src.replace(/[^/]*$/, "");

	/* The query, and the articles that it was made for. */
	function asked() {
		const [, anchor, query] = /^#(?:([^&=]*)&)?q=(.+)$/.exec(location.hash) || [];
		const article = anchor && document.getElementById(anchor);
		const articles = article ? [article] : Array.from(document.querySelectorAll(".article"));
		try {
			return { anchor, articles, query: decodeURIComponent(query || "") };
		} catch (e) {
			return { anchor, articles, query: "" };
		}
	}

	function loadCore() {
		return new Promise(function (resolve, reject) {
			const script = document.createElement("script");
			script.src = root + "search-core.js";
			script.onload = () => resolve(broadsheetCore);
			script.onerror = reject;
			document.head.append(script);
		});
	}

	function textNodes(element) {
		const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		const nodes = [];
		while (walker.nextNode())
			nodes.push(walker.currentNode);
		return nodes;
	}

	/* Marks from to to, counted in all the text of the nodes, from the last node back. */
	function markRange(nodes, from, to) {
		let end = nodes.reduce((sum, n) => sum + n.data.length, 0);
		for (const node of nodes.slice().reverse()) {
			const start = end - node.data.length;
			const first = Math.max(from, start), last = Math.min(to, end);
			if (first < last) {
				const mark = document.createElement("mark");
				const part = node.splitText(first - start);
				part.splitText(last - first);
				part.replaceWith(mark);
				mark.append(part);
			}
			end = start;
		}
	}

	/* A character that is as wide as it is high takes the room of two others. */
	const room = (text) => Array.from(text).reduce((sum, c) => sum + (c.codePointAt(0) >= 0x2E80 ? 2 : 1), 0);

	/* Puts a mark over a part of a line of the picture. */
	function markLine(line, from, to) {
		const text = line.textContent, all = room(text) || 1;
		const number = (name) => Number(line.getAttribute(name));
		const length = number("textLength"), size = number("font-size");
		const begin = length * room(text.slice(0, from)) / all, run = length * room(text.slice(from, to)) / all;
		const upright = line.closest(".upright");
		const mark = document.createElementNS(line.namespaceURI, "rect");
		mark.setAttribute("class", "hit");
		mark.setAttribute("x", upright ? number("x") - size / 2 : number("x") + begin);
		mark.setAttribute("y", upright ? number("y") + begin : number("y") - size * 0.86);
		mark.setAttribute("width", upright ? size : run);
		mark.setAttribute("height", upright ? run : size);
		line.before(mark);
	}

	/* Words are cut by lines: those of scripts with blanks stand apart, others do not. */
	const apart = (before, after) => /[\p{Script=Latin}\p{N},.;:!?]$/u.test(before) && /^[\p{Script=Latin}\p{N}]/u.test(after);

	function markOutline(core, fold, outline, terms) {
		const lines = Array.from(outline.querySelectorAll("text"), (line) => ({ line, text: line.textContent, from: 0 }));
		let all = "";
		for (const l of lines) {
			all += apart(all, l.text) ? " " : "";
			l.from = all.length;
			all += l.text;
		}
		for (const [from, to] of core.findMarks(fold, all, terms))
			for (const l of lines)
				if (from < l.from + l.text.length && to > l.from)
					markLine(l.line, Math.max(from - l.from, 0), Math.min(to - l.from, l.text.length));
	}

	/* The outlines of the articles that are asked for; the only one is shown, too. */
	function outlinesOf(anchor) {
		const one = anchor && document.getElementById(anchor.startsWith("on-") ? anchor : "on-" + anchor);
		one?.classList.add("here");
		return one ? [one] : Array.from(document.querySelectorAll(".map a"));
	}

	/* The picture that the small one leads to marks the same. */
	function passOn(query) {
		const link = document.querySelector(".beside > .printed a");
		if (link)
			link.hash = link.hash.replace(/&q=.*/, "") + (query && link.hash ? "&q=" + encodeURIComponent(query) : "");
	}

	function unmark() {
		for (const mark of document.querySelectorAll(".map .hit"))
			mark.remove();
		for (const outline of document.querySelectorAll(".map .here"))
			outline.classList.remove("here");
		for (const mark of document.querySelectorAll(".article mark")) {
			const parent = mark.parentNode;
			mark.replaceWith(...mark.childNodes);
			parent.normalize();
		}
	}

	/* The folding of the index; of one that was built since, where that of the manifest is gone. */
	async function readFold(core, load) {
		const files = new core.Files(load);
		const { fold } = await core.readManifest(load);
		return core.readFold(files, fold).catch(async () => core.readFold(files, (await core.readManifest(load, true)).fold));
	}

	async function markAll() {
		const { anchor, articles, query } = asked();
		unmark();
		passOn(query);
		if (!query)
			return;
		const core = await loadCore();
		const fold = await readFold(core, core.scriptLoader(root));
		await fold.know(query);
		const { terms } = core.readQuery(fold, query);
		for (const block of articles.flatMap((a) => Array.from(a.querySelectorAll(":is(h1, h2, h3, .kicker, .deck, .byline, .text p)")))) {
			const text = textNodes(block).map((n) => n.data).join("");
			for (const [from, to] of core.findMarks(fold, text, terms).reverse())
				markRange(textNodes(block), from, to);
		}
		for (const outline of outlinesOf(anchor))
			markOutline(core, fold, outline, terms);
		(document.querySelector(".article mark, .map .hit") || articles[0])?.scrollIntoView({ block: "center" });
	}

	/* For the search page on the disk, which cannot read this one in another way. */
	if (location.protocol === "file:" && window.parent !== window)
		window.parent.postMessage(document.documentElement.outerHTML, "*");

	/* The article is whole without marks: what goes wrong here is no matter to the reader. */
	const ignore = () => {};
	markAll().catch(ignore);
	window.addEventListener("hashchange", () => markAll().catch(ignore));
}());
