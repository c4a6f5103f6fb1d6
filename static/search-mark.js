/*
 * On the page of an article that a search led to: its address ends in
 * #q=TERMS, or #ANCHOR&q=TERMS where the page has several, and the terms are
 * marked. Nothing else is loaded without them.
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
			return { articles, query: decodeURIComponent(query || "") };
		} catch (e) {
			return { articles, query: "" };
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

	function unmark() {
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
		const { articles, query } = asked();
		unmark();
		if (!query)
			return;
		const core = await loadCore();
		const fold = await readFold(core, core.scriptLoader(root));
		const { terms } = core.readQuery(fold, query);
		for (const block of articles.flatMap((a) => Array.from(a.querySelectorAll(":is(h1, h2, h3, .kicker, .deck, .byline, .text p)")))) {
			const text = textNodes(block).map((n) => n.data).join("");
			for (const [from, to] of core.findMarks(fold, text, terms).reverse())
				markRange(textNodes(block), from, to);
		}
		(document.querySelector(".article mark") || articles[0])?.scrollIntoView({ block: "center" });
	}

	/* For the search page on the disk, which cannot read this one in another way. */
	if (location.protocol === "file:" && window.parent !== window)
		window.parent.postMessage(document.documentElement.outerHTML, "*");

	/* The article is whole without marks: what goes wrong here is no matter to the reader. */
	const ignore = () => {};
	markAll().catch(ignore);
	window.addEventListener("hashchange", () => markAll().catch(ignore));
}());
