/*
 * The search page: what is asked for stands in the address, results come as
 * one types. The site has search-core.js, search-index.js and search-show.js before
 * it in one file; what is not needed for the first results is in search-more.js.
 * Where the archive has synonyms it needs search-synonyms.js.
 */
(function () {
	"use strict";

	const PAGE = 10;       /* results that are shown before one asks for more, as far as one looks */
	const ROW = 130;       /* about so high is a result */
	const ABOVE = 2;       /* and what stands above them as high as so many */
	const PAUSE = 120;     /* milliseconds without a key before a search begins */
	const PAUSE_FIRST = 400; /* and where there is one character alone, which is in nearly all of them */
	const SETTLE = 1500;   /* and until what was typed is a place in the history */
	const REST = 200;      /* and before the pages of results are read: one who types on wants others */
	const IDLE = 1200;     /* and before older papers are searched for the whole count */
	const FAILED = 3;      /* files that are not there, one after the other, until that is told */

	const form = document.getElementById("search");
	const input = form.elements.q;
	const status = document.getElementById("search-status");
	const near = document.getElementById("search-near");
	const faults = document.getElementById("search-faults");
	const also = document.getElementById("search-also"); /* where the archive has synonyms */
	const note = document.getElementById("search-note");
	const body = document.getElementById("search-body");
	const list = document.getElementById("search-results");
	const next = document.getElementById("search-next");
	const template = document.getElementById("search-result");
	const keep = document.getElementById("search-keep");
	const kept = document.getElementById("search-kept");
	const suggested = document.getElementById("search-words");
	const facets = Array.from(document.querySelectorAll("[data-facet]"));
	const language = document.documentElement.lang;
	const heading = document.title;
	const words = form.dataset;
	const root = document.currentScript.src.replace(/[^/]*$/, "");

	document.getElementById("search-dead").remove(); /* which stands there until a script comes */

	const loader = broadsheetCore.scriptLoader("");
	let opening = null;
	function openIndex(again) {
		if (!opening || again) {
			const mine = opening = broadsheetIndex.open(loader, again);
			mine.catch(function () {
				if (opening === mine)
					opening = null;
			});
		}
		return opening;
	}

	/* What is beside the first results, { snippet, facets, nearest, kept }, once they stand there. */
	let more = null;
	function loadMore() {
		if (!more) {
			more = loadScript("search-more.js").then(() => broadsheetMore(page));
			more.catch(() => more = null);
		}
		return more;
	}

	function loadScript(name) {
		return new Promise(function (resolve, reject) {
			const script = document.createElement("script");
			script.src = root + name;
			script.onload = resolve;
			script.onerror = () => reject(new broadsheetCore.IndexError("missing", name));
			document.head.append(script);
		});
	}

	/* What every page has from the beginning and a search only once it has been answered. */
	let furnished = false;
	function furnish() {
		if (furnished)
			return;
		furnished = true;
		loadScript("dates.js").catch(() => {});
		const paper = document.createElement("link");
		Object.assign(paper, { rel: "stylesheet", href: root + "print.css", media: "print" });
		document.head.append(paper);
	}

	/* ── what is asked for ── */

	const facetNames = facets.map((f) => f.dataset.facet);
	const fields = ["q", "words", "sort", "in", "each", "by", "from", "to", "per"].concat(facetNames);
	const synonyms = also ? broadsheetSynonyms.readGroups(document.getElementById("search-synonyms")) : [];

	/* What may stand before a colon in a query: the words of the page. */
	const queryFields = {};
	for (const [name, field] of [[words.fieldHeadline, "headline"], [words.fieldByline, "byline"], [words.fieldDate, "date"]])
		queryFields[name.toLowerCase()] = field;
	for (const facet of facets)
		queryFields[facet.dataset.field.toLowerCase()] = facet.dataset.facet === "year" ? "date" : "facet:" + facet.dataset.facet;

	function readAddress(search = location.search) {
		const asked = new URLSearchParams(search);
		const state = {};
		for (const name of fields)
			state[name] = asked.get(name) || "";
		return state;
	}

	/* What of a search is kept: no order and no facets, which are how one looks at it. */
	function askedOf(of) {
		const asked = new URLSearchParams();
		for (const name of ["q", "words", "in", "by", "from", "to"]) {
			if (of[name])
				asked.set(name, of[name].trim());
		}
		return asked.toString();
	}

	function writeAddress(state, push) {
		const asked = new URLSearchParams();
		for (const name of fields) {
			if (state[name])
				asked.set(name, state[name]);
		}
		const behind = asked.toString();
		const address = location.pathname + (behind && "?" + behind);
		if (location.pathname + location.search === address)
			return;
		try {
			history[push ? "pushState" : "replaceState"](null, "", address);
		} catch (e) {
			return; /* some browsers allow none of it for files from the disk */
		}
	}

	function readForm(state) {
		const { elements } = form;
		return {
			...state, q: input.value, sort: elements.sort.value === "newest" ? "" : elements.sort.value,
			in: elements.in.checked ? "headline" : "", each: elements.each.checked ? "yes" : "", by: elements.by.value,
			from: readDay(elements.from, state.from), to: readDay(elements.to, state.to),
		};
	}

	/* A year or a month in the address stays, although a field of the form shows it as a day. */
	function readDay(field, before) {
		return field.value === dayText(field.name, before) ? before : field.value;
	}

	/* What a field shows of a date in the address: the first day of it, or the last; "" for what is none. */
	function dayText(name, text) {
		const days = broadsheetIndex.readDate(text);
		return days ? broadsheetIndex.isoOf(days[name === "from" ? 0 : 1]) : "";
	}

	function fillForm(state) {
		const { elements } = form;
		if (input.value !== state.q)
			input.value = state.q;
		elements.sort.value = state.sort || "newest";
		elements.in.checked = state.in === "headline";
		elements.each.checked = state.each === "yes";
		elements.by.value = state.by;
		elements.from.value = dayText("from", state.from);
		elements.to.value = dayText("to", state.to);
		document.getElementById("search-more").open = Boolean(state.by || state.from || state.to)
			|| document.getElementById("search-more").open;
	}

	/* ── words ── */

	const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });

	function say(word, value) {
		return words[word].replace("%s", () => value);
	}

	function number(n) {
		return n.toLocaleString(language);
	}

	/* Names that the page has for values, by facet and value. */
	const known = new Map();
	for (const facet of facets) {
		for (const item of facet.querySelectorAll("[data-name]"))
			known.set(facet.dataset.facet + " " + item.dataset.name, item.textContent);
	}

	/* What a value of a facet is called. */
	function nameOf(facet, value) {
		const of = facets[facetNames.indexOf(facet)];
		const name = known.get(facet + " " + value) || value;
		return value === "0" && facet === "year" ? words.undated
			: of && of.dataset.pattern ? of.dataset.pattern.replace("%s", () => name) : name;
	}

	function yearOf(day) {
		return day ? String(Number(broadsheetIndex.isoOf(day).slice(0, 4))) : "0";
	}

	function namesFor(query) {
		return {
			query,
			date: (day) => day ? dates.format(new Date(broadsheetIndex.isoOf(day))) : words.undated,
			value: nameOf,
		};
	}

	/* What an article's page is told to mark. */
	function marksOf(terms) {
		return terms.map(function (term) {
			const text = term.map((code) => code < 0 ? "?" : String.fromCodePoint(code)).join("");
			return term.some((code) => code < 0) || text.includes('"') ? text : `"${text}"`;
		}).join(" ");
	}

	/* ── one search ── */

	let state = readAddress();
	let run = { number: 0, results: [] };

	function clear() {
		list.replaceChildren();
		body.hidden = true;
		next.hidden = true;
		near.hidden = true;
	}

	/* What of a facet a result has. */
	function valuesOf(mine, facet, result) {
		if (facet === "year")
			return [yearOf(result.day)];
		return mine.columns[facet].get(result.period)(result.doc);
	}

	function chosen() {
		return facetNames.filter((name) => state[name]);
	}

	/* What is left of the results, in the order that is asked for. */
	async function wanted(mine = run) {
		const limits = chosen().filter((name) => name === "year" || mine.columns[name]);
		const of = JSON.stringify([mine.results.length, state.sort === "best", limits.map((name) => state[name])]);
		if (mine.leftOf === of)
			return mine.left;
		let left = limits.length > 0 ? [] : mine.results;
		if (limits.length > 0)
			await broadsheetIndex.each(mine.results, (r) => holdsAll(mine, limits, r) && left.push(r));
		if (state.sort === "best")
			left = await broadsheetIndex.sort(left, (a, b) => b.score - a.score);
		mine.leftOf = of;
		mine.left = left;
		return left;
	}

	function holdsAll(mine, limits, result) {
		return limits.every((name) => valuesOf(mine, name, result).includes(state[name]));
	}

	/* Whether nothing can be shown before all is known. */
	function needsAll() {
		return state.sort === "best" || chosen().some((name) => name !== "year");
	}

	/* How many results fill the screen. */
	function onScreen() {
		return Math.min(PAGE, Math.max(3, Math.ceil(window.innerHeight / ROW) - ABOVE));
	}

	/* Whether what is known of so far does. */
	function isEnough(mine) {
		let left = onScreen();
		return mine.results.some((r) => (!state.year || holdsAll(mine, ["year"], r)) && --left === 0);
	}

	/* again: a file was not there or wrong, so the site may have been built anew; so many results are shown then. failed: all such files. */
	async function search(again, least = 0, failed = []) {
		const mine = run = { number: run.number + 1, results: [], columns: {}, shown: 0, least, again, failed, done: false, goOn: () => {} };
		document.title = state.q.trim() ? state.q.trim() + " · " + heading : heading;
		note.hidden = Boolean(state.q.trim() || state.by.trim());
		faults.hidden = true;
		tellSynonyms([]);
		keep.hidden = true;
		kept.hidden = true;
		if (!state.q.trim() && !state.by.trim()) {
			clear();
			status.textContent = "";
			await guarded(mine, async () => (await loadMore()).kept.list(mine));
			furnish();
			return;
		}
		status.textContent = words.looking;
		mine.whole = guarded(mine, async () => ask(await openIndex(again), mine));
		await mine.whole;
	}

	/* What the form and the address ask for, as the index takes it. */
	async function questionOf(index, of = state) {
		await index.fold.know(of.q + " " + of.by);
		const read = index.query(of.q, queryFields, nameOf);
		const meant = await meantBy(index, read.all, of);
		const by = index.query(of.by).all.map((any) => any.map((atom) => ({ ...atom, zone: "byline" })));
		const [from] = broadsheetIndex.readDate(of.from) || [0];
		const [, to] = broadsheetIndex.readDate(of.to) || [0, Infinity];
		return { ...read, meant, typed: read.terms, terms: meant.terms.concat(read.terms), all: read.all.concat(by), bylines: by.map(([atom]) => atom.term).filter((t) => t),
			zone: of.in || undefined, from, to, oldest: of.sort === "oldest" };
	}

	/* Adds to what is asked for the synonyms of its terms, unless that is declined: { words, terms }, which words there are and what is added. */
	async function meantBy(index, all, of) {
		const found = synonyms.length > 0 ? await broadsheetSynonyms.find(index.fold, all, synonyms) : [];
		const added = of.words === "typed" ? [] : found;
		for (const { any, atom } of added)
			any.push(atom);
		return { words: [...new Set(found.map(({ word }) => word))], terms: added.map(({ atom }) => atom.term) };
	}

	/* Which synonyms are searched for, and a way to do without; or which might be. */
	function tellSynonyms(others) {
		if (!also)
			return;
		const list = others.join(" · "), button = document.createElement("button"), declined = state.words === "typed";
		button.type = "button";
		button.dataset.words = declined ? "" : "typed";
		button.textContent = declined ? say("alsoToo", list) : words.asTyped;
		also.replaceChildren(declined ? "" : say("also", list) + " ", button);
		also.hidden = others.length === 0;
	}

	async function ask(index, mine) {
		const question = await questionOf(index);
		if (mine !== run)
			return;
		mine.index = index;
		mine.terms = question.terms;
		mine.typed = question.typed;
		mine.bylines = question.bylines;
		mine.fold = index.fold;
		mine.asked = question.all.length > 0;
		tellFaults(question.faults);
		tellSynonyms(question.meant.words);
		await index.search({ ...question, enough: needsAll() ? Infinity : onScreen() }, function (results, done, all) {
			if (mine !== run)
				return false;
			for (const result of results)
				mine.results.push(result);
			return done < all ? hear(mine) : true;
		});
		if (mine !== run)
			return;
		mine.done = true;
		await showAll(index, mine);
		mine.again = false;
	}

	/* Some periods have been searched: what fills the screen is enough for now, the rest comes when there is time. */
	function hear(mine) {
		if (mine.results.length > 0)
			status.setAttribute("aria-live", "off"); /* told aloud once all is known */
		if (mine.results.length > 0)
			status.textContent = say("foundPart", number(mine.results.length));
		if (mine.shown > 0 || mine.showing || needsAll() || !isEnough(mine))
			return true;
		mine.showing = true;
		guarded(mine, () => showMore(mine));
		const saves = navigator.connection && navigator.connection.saveData;
		return new Promise(function (go) {
			mine.goOn = go;
			if (!saves)
				setTimeout(go, IDLE);
		});
	}

	/* What of the query could not be taken as it was meant. */
	function tellFaults(all) {
		faults.textContent = all.map(([word, about]) => say(word, about)).join(" ");
		faults.hidden = all.length === 0;
	}

	/*
	 * Does something that reads the index. What it lacks may have been replaced
	 * since: then all is asked anew, and told if that does not help.
	 */
	async function guarded(mine, act) {
		try {
			return await act();
		} catch (e) {
			if (!(e instanceof broadsheetCore.IndexError))
				throw e;
			const known = mine.failed.includes(e.file) || mine.failed.length >= FAILED || e.kind === "slow";
			if (mine === run && mine.again && known)
				tellError(e, mine);
			else if (mine === run)
				await search(true, mine.shown, mine.failed.concat(e.file));
			return null;
		}
	}

	/* Results of another question never stand below it. */
	function tellError(e, mine) {
		run = { ...mine, number: run.number + 1 };
		if (mine.shown === 0)
			clear();
		next.hidden = true;
		status.setAttribute("aria-live", "polite");
		status.textContent = say(e.kind, e.file.endsWith(".js") ? e.file : "search/" + e.file + ".js");
		offer("", [["again", "yes", words.again]]);
	}

	/* What is known once all periods have been searched. */
	async function showAll(index, mine) {
		if (mine.shown === 0 && !mine.showing && mine.results.length > 0 && !needsAll())
			await showMore(mine);
		const { facets: counted, nearest, kept: keeping } = await loadMore();
		await counted.load(mine);
		if (mine !== run)
			return;
		await counted.count(mine);
		if (mine !== run)
			return;
		near.hidden = true;
		const left = await tellCount(mine);
		if (mine !== run)
			return;
		if (mine.shown === 0 && !mine.showing || state.sort === "best" || chosen().length > 0)
			await showAgain(mine);
		else
			next.hidden = mine.shown >= left;
		if (mine !== run)
			return;
		fillPage(mine);
		body.hidden = mine.results.length === 0;
		keeping.show(mine);
		if (mine.results.length === 0)
			await nearest.show(index, mine);
		furnish();
	}

	/* Says how many results there are, and returns how many. */
	async function tellCount(mine) {
		const left = (await wanted(mine)).length;
		status.setAttribute("aria-live", "polite");
		if (left > 0)
			status.textContent = say("found", number(left));
		else if (mine.results.length > 0)
			status.textContent = say("foundFiltered", number(mine.results.length));
		if (left === 0 && mine.results.length > 0)
			offer("", [["free", "yes", words.unlimited]]);
		return left;
	}

	async function showAgain(mine) {
		mine.shown = 0;
		await showMore(mine);
	}

	async function showMore(mine) {
		const first = mine.shown === 0, most = first ? Math.max(onScreen(), mine.least) : mine.shown < PAGE ? PAGE - mine.shown : PAGE;
		const turn = mine.turn = {};
		const results = (await wanted(mine)).slice(mine.shown, mine.shown + most);
		const titles = await Promise.all(results.map(async (r) => ({ ...await r.period.title(r.doc), paper: await paperOf(r.period, r.doc) })));
		if (mine !== run || turn !== mine.turn)
			return null;
		mine.shown += results.length;
		const names = namesFor(marksOf(mine.terms));
		const { terms, bylines } = mine, each = state.each === "yes";
		const items = results.map((r, i) => broadsheetShow.makeResult(template, mine.fold, r, titles[i], terms, names));
		if (first)
			mine.texts = new Map();
		const left = broadsheetShow.foldReprints(items, titles, mine.texts, (n) => say("reprints", number(n)));
		if (first)
			list.replaceChildren(...left);
		else
			list.append(...left);
		setTimeout(function () {
			if (mine !== run)
				return;
			items.forEach((item, i) => whenSeen(item, () => showSnippet(item, mine.fold, titles[i].url, { terms, bylines, each })));
			furnish();
			if (first)
				guarded(mine, async () => (await loadMore()).nearest.suggest(mine, titles, results));
		}, REST);
		body.hidden = mine.results.length === 0;
		next.hidden = mine.done && mine.shown >= (await wanted(mine)).length;
		if (results.length > 0)
			fillPage(mine);
		return left[0] || list.lastElementChild;
	}

	async function showSnippet(item, fold, url, asked) {
		try {
			await (await loadMore()).snippet.show(item, fold, url, asked);
		} catch (e) {
			item.querySelector(".snippet").remove(); /* the result is whole without it */
		}
	}

	/* Shows more, up to a page, when the end of the list comes into sight. */
	function fillPage(mine) {
		if (mine.shown < PAGE)
			whenSeen(next.parentElement, () => mine === run && mine.shown < PAGE && guarded(mine, () => showMore(mine)));
	}

	/* ── what is on the screen ── */

	const acts = new WeakMap();
	const observer = new IntersectionObserver(function (entries) {
		for (const { target } of entries.filter((e) => e.isIntersecting)) {
			observer.unobserve(target);
			acts.get(target)();
		}
	});

	function whenSeen(item, act) {
		acts.set(item, act);
		observer.observe(item);
	}

	/* Buttons that ask for something else: [name of what is asked, its value, what stands on the button]. */
	function offer(label, parts) {
		near.replaceChildren(label + " ");
		for (const [name, value, text] of parts) {
			const button = document.createElement("button");
			button.type = "button";
			button.dataset[name] = value;
			button.textContent = text;
			near.append(button);
		}
		near.hidden = parts.length === 0;
	}

	/* ── what the reader does ── */

	function change(changes, push) {
		state = { ...readForm(state), ...changes };
		fillForm(state);
		writeAddress(state, push);
		search();
	}

	/* While one types the address is replaced; a pause makes a place to go back to. */
	const pause = () => [...input.value.trim()].length === 1 ? PAUSE_FIRST : PAUSE;
	let waiting = 0, settling = 0;
	let settled = true, composing = false;

	function typed() {
		if (composing)
			return;
		change(noFacets(), settled);
		settled = false;
		clearTimeout(settling);
		settling = setTimeout(() => settled = true, SETTLE);
	}

	form.addEventListener("compositionstart", () => composing = true);
	form.addEventListener("compositionend", function () {
		composing = false;
		waiting = setTimeout(typed, pause());
	});
	form.addEventListener("input", function () {
		clearTimeout(waiting);
		waiting = setTimeout(typed, pause());
	});
	form.addEventListener("submit", function (event) {
		event.preventDefault();
		clearTimeout(waiting);
		typed();
		settled = true;
	});

	/* A facet's value is chosen or let go; all results have to be known for it. */
	async function toggle(name, value) {
		const mine = run;
		state = { ...state, [name]: state[name] === value ? "" : value };
		writeAddress(state, true);
		mine.goOn();
		if (mine.done)
			await guarded(mine, () => showAll(mine.index, mine));
	}

	/* Years are compared by how many articles there are of them, or by how many of a thousand. */
	async function measureBy(per) {
		const mine = run;
		state = { ...state, per };
		writeAddress(state, false);
		await guarded(mine, async () => (await loadMore()).facets.count(mine));
		document.querySelector("[data-per]")?.focus({ preventScroll: true });
	}

	document.addEventListener("click", function (event) {
		const button = event.target.closest("button");
		if (!button)
			return;
		if (button.dataset.of)
			toggle(button.dataset.of, button.dataset.value);
		else if (button.dataset.per !== undefined)
			measureBy(button.dataset.per);
		else if (button.dataset.words !== undefined)
			change({ words: button.dataset.words }, true);
		else if (button.dataset.query)
			change({ q: button.dataset.query }, true);
		else if (button.dataset.free)
			change({ in: "", from: "", to: "", by: state.q.trim() ? "" : state.by, ...noFacets() }, true);
		else if (button.dataset.again)
			search(true);
		else if (button.dataset.export)
			exportAs(run, button.dataset.export);
		else if (button === next)
			goOn(run);
		else if (button === keep)
			loadMore().then((loaded) => loaded.kept.toggle(run));
		else if (button.dataset.forget)
			loadMore().then((loaded) => loaded.kept.forget(button));
	});

	function noFacets() {
		return facetNames.reduce((none, name) => ({ ...none, [name]: "" }), {});
	}

	async function goOn(mine) {
		mine.goOn();
		const item = await guarded(mine, () => showMore(mine));
		if (item)
			item.querySelector("a").focus({ preventScroll: true });
	}

	/* What the paper was called, where it had several names: the id of the title; else nothing. */
	async function paperOf(period, doc) {
		return facetNames.includes("paper") ? (await period.column("paper", [doc]))(doc)[0] || "" : "";
	}

	/* ── what other scripts have of this one ── */

	/* All results that are left, as a file of such a form; years: how many there are of each. */
	async function exportAs(mine, form) {
		mine.goOn();
		await guarded(mine, () => mine.whole);
		await guarded(mine, async function () {
			if (!globalThis.broadsheetCite)
				await loadScript("cite-formats.js");
			if (!globalThis.broadsheetExport)
				await loadScript("search-export.js");
			if (mine === run && mine.done)
				await broadsheetExport.write(page, mine, form);
		});
	}

	const page = {
		form, words, status, keep, kept, suggested, facets, facetNames, language, heading,
		get state() { return state; },
		get run() { return run; },
		say, number, nameOf, yearOf, askedOf, readAddress, questionOf, openIndex, guarded, loadScript,
		wanted, valuesOf, paperOf, tellCount, clear, offer,
	};

	for (const facet of facets) {
		facet.addEventListener("toggle", function () {
			const mine = run;
			if (!facet.open || !mine.index)
				return;
			mine.goOn();
			if (mine.done)
				guarded(mine, async function () {
					const { facets: counted } = await loadMore();
					await counted.load(mine);
					if (mine === run)
						await counted.count(mine);
				});
		});
	}

	/* The arrow keys go from the box to the results, among them, and back. */
	document.addEventListener("keydown", function (event) {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
			return;
		const stops = [input, ...list.querySelectorAll("a")];
		const at = stops.indexOf(document.activeElement);
		if (at >= 0 && stops[at + step]) {
			event.preventDefault();
			stops[at + step].focus();
		}
	});

	window.addEventListener("popstate", function () {
		state = readAddress();
		fillForm(state);
		search();
	});

	if (state.q || !form.elements.q.value)
		fillForm(state);
	else
		state = readForm(state);
	if (!state.q)
		input.focus({ preventScroll: true });
	if (!state.q && !state.by)
		openIndex().catch(() => {}); /* told when something is asked for */
	search();
}());
