/*
 * The search page: what is asked for stands in the address, results come as
 * one types. Needs search-core.js, search-index.js and search-show.js.
 */
(function () {
	"use strict";

	const PAGE = 10;       /* results shown at once */
	const PAUSE = 120;     /* milliseconds without a key before a search begins */
	const SETTLE = 1500;   /* and until what was typed is a place in the history */
	const REST = 200;      /* and before the pages of results are read: one who types on wants others */
	const PART_MOST = 60;  /* so many characters of a term are looked through for a part that is there */

	const form = document.getElementById("search");
	const input = form.elements.q;
	const status = document.getElementById("search-status");
	const near = document.getElementById("search-near");
	const note = document.getElementById("search-note");
	const body = document.getElementById("search-body");
	const list = document.getElementById("search-results");
	const next = document.getElementById("search-next");
	const years = document.getElementById("search-years");
	const topics = document.getElementById("search-topics");
	const template = document.getElementById("search-result");
	const language = document.documentElement.lang;
	const heading = document.title;
	const words = form.dataset;

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

	/* ── what is asked for ── */

	const fields = ["q", "sort", "in", "by", "from", "to", "year", "topic"];

	function readAddress() {
		const asked = new URLSearchParams(location.search);
		const state = {};
		for (const name of fields)
			state[name] = asked.get(name) || "";
		return state;
	}

	function writeAddress(state, push) {
		const asked = new URLSearchParams();
		for (const name of fields) {
			if (state[name])
				asked.set(name, state[name]);
		}
		const address = location.pathname + (asked.size > 0 ? "?" + asked : "");
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
			in: elements.in.checked ? "headline" : "", by: elements.by.value,
			from: elements.from.value, to: elements.to.value,
		};
	}

	function fillForm(state) {
		const { elements } = form;
		if (input.value !== state.q)
			input.value = state.q;
		elements.sort.value = state.sort || "newest";
		elements.in.checked = state.in === "headline";
		elements.by.value = state.by;
		elements.from.value = state.from;
		elements.to.value = state.to;
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

	function yearOf(day) {
		return day ? String(Number(broadsheetIndex.isoOf(day).slice(0, 4))) : "0";
	}

	function namesFor(query) {
		return {
			query,
			date: (day) => day ? dates.format(new Date(broadsheetIndex.isoOf(day))) : words.undated,
			page: (label) => label ? say("page", label) : "",
			kind: (id) => document.querySelector(`#search-kinds [data-kind="${CSS.escape(id)}"]`)?.textContent || "",
		};
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

	/* The results that a year and a topic leave; "" leaves all. */
	function within(mine, year, topic) {
		return mine.results.filter((r) => (!year || yearOf(r.day) === year)
			&& (!topic || !mine.topics || mine.topics.get(r.period)[topic]?.has(r.doc)));
	}

	/* What is left of the results, in the order that is asked for. */
	function wanted() {
		const results = within(run, state.year, state.topic); /* the newest first, as they are found */
		if (state.sort === "best")
			results.sort((a, b) => b.score - a.score);
		else if (state.sort === "oldest")
			results.reverse().sort((a, b) => !a.day - !b.day); /* without a day, last */
		return results;
	}

	/* again: a file was not there or wrong, so the site may have been built anew; so many results are shown then. */
	async function search(again, least = PAGE) {
		const mine = run = { number: run.number + 1, results: [], shown: 0, least, again, done: false };
		document.title = state.q.trim() ? state.q.trim() + " · " + heading : heading;
		note.hidden = Boolean(state.q.trim() || state.by.trim());
		if (!state.q.trim() && !state.by.trim()) {
			clear();
			status.textContent = "";
			return;
		}
		status.textContent = words.looking;
		await guarded(mine, async () => ask(await openIndex(again), mine));
	}

	async function ask(index, mine) {
		mine.terms = index.terms(state.q);
		mine.bylines = index.terms(state.by);
		mine.fold = index.fold;
		await index.search({
			terms: mine.terms, bylines: mine.bylines, zone: state.in || undefined,
			from: broadsheetIndex.dayOf(state.from), to: state.to ? broadsheetIndex.dayOf(state.to) : Infinity,
		}, function (results, done, all) {
			if (mine !== run)
				return false;
			mine.results = mine.results.concat(results);
			if (done < all && mine.results.length > 0)
				status.textContent = say("foundPart", number(mine.results.length));
			if (done < all && mine.shown === 0 && !state.sort && !state.topic && wanted().length >= PAGE)
				guarded(mine, () => showMore(mine));
			return true;
		});
		if (mine !== run)
			return;
		mine.done = true;
		await showAll(index, mine);
		mine.again = false;
	}

	/*
	 * Does something that reads the index. What it lacks may have been replaced
	 * since: then all is asked anew, once, and told if that does not help.
	 */
	async function guarded(mine, act) {
		try {
			return await act();
		} catch (e) {
			if (!(e instanceof broadsheetCore.IndexError))
				throw e;
			if (mine === run && mine.again)
				tellError(e, mine);
			else if (mine === run)
				await search(true, mine.shown);
			return null;
		}
	}

	/* Results of another question never stand below it. */
	function tellError(e, mine) {
		run = { number: run.number + 1, results: mine.results, shown: mine.shown };
		if (mine.shown === 0)
			clear();
		next.hidden = true;
		status.textContent = say(e.kind, "search/" + e.file + ".js");
		offer("", [["again", "yes", words.again]]);
	}

	/* What is known once all periods have been searched. */
	async function showAll(index, mine) {
		if (state.topic || topics?.open)
			await loadTopics(mine);
		if (mine !== run)
			return;
		listYears(mine);
		count(mine);
		const left = tellCount(mine);
		near.hidden = true;
		if (mine.shown === 0 || state.sort)
			await showAgain(mine);
		else
			next.hidden = mine.shown >= left;
		body.hidden = mine.results.length === 0;
		if (mine.results.length === 0)
			await showNearest(index, mine);
	}

	/* Says how many results there are, and returns how many. */
	function tellCount(mine) {
		const left = wanted().length;
		if (left > 0)
			status.textContent = say("found", number(left));
		else if (mine.results.length > 0)
			status.textContent = say("foundFiltered", number(mine.results.length));
		return left;
	}

	async function showAgain(mine) {
		mine.shown = 0;
		await showMore(mine);
	}

	async function showMore(mine) {
		const first = mine.shown === 0, most = first ? Math.max(PAGE, mine.least) : PAGE;
		const results = wanted().slice(mine.shown, mine.shown + most);
		const turn = mine.turn = {};
		const titles = await Promise.all(results.map((r) => r.period.title(r.doc)));
		if (mine !== run || turn !== mine.turn)
			return null;
		mine.shown += results.length;
		const names = namesFor(state.q || state.by);
		const { terms, bylines } = mine;
		const items = results.map((r, i) => broadsheetShow.makeResult(template, mine.fold, r, titles[i], terms, names));
		if (first)
			list.replaceChildren(...items);
		else
			list.append(...items);
		setTimeout(function () {
			if (mine === run)
				items.forEach((item, i) => broadsheetShow.showSnippet(item, mine.fold, titles[i].url, terms, bylines));
		}, REST);
		body.hidden = mine.results.length === 0;
		next.hidden = mine.shown >= wanted().length;
		return list.children[mine.shown - results.length];
	}

	/* ── counts that filter ── */

	function listYears(mine) {
		const known = [...new Set(mine.results.map((r) => yearOf(r.day)))].sort((a, b) => b - a);
		const items = known.map(function (year) {
			const item = document.createElement("li"), button = document.createElement("button");
			button.type = "button";
			button.dataset.year = year;
			button.append(year === "0" ? words.undated : say("year", year), " ", document.createElement("span"));
			item.append(button);
			return item;
		});
		years.querySelector("ul").replaceChildren(...items);
		years.hidden = items.length < 2 && !state.year;
	}

	/* Says in each button how many results it would leave of those that the other filter leaves. */
	function count(mine) {
		const tell = function (button, there, chosen) {
			button.querySelector("span").textContent = number(there);
			button.setAttribute("aria-pressed", String(chosen));
			button.parentElement.hidden = there === 0 && !chosen;
		};
		const byYear = new Map();
		for (const result of within(mine, "", state.topic))
			byYear.set(yearOf(result.day), (byYear.get(yearOf(result.day)) || 0) + 1);
		for (const button of years.querySelectorAll("button"))
			tell(button, byYear.get(button.dataset.year) || 0, state.year === button.dataset.year);
		if (!mine.topics)
			return;
		const left = within(mine, state.year, "");
		for (const button of topics.querySelectorAll("button")) {
			const { topic } = button.dataset;
			const there = left.filter((r) => mine.topics.get(r.period)[topic].has(r.doc)).length;
			tell(button, there, state.topic === topic);
		}
	}

	/* Which documents of each period have which topic; only for periods with results. */
	async function readTopics(mine) {
		const numbers = [...topics.querySelectorAll("[data-topic]")].map((b) => Number(b.dataset.topic));
		const periods = [...new Set(mine.results.map((r) => r.period))];
		const sets = await Promise.all(periods.map((p) => Promise.all(numbers.map((n) => p.topic(n)))));
		return new Map(periods.map((p, i) => [p, sets[i]]));
	}

	async function loadTopics(mine) {
		if (!topics || mine.topics)
			return;
		const known = await readTopics(mine);
		if (mine !== run)
			return;
		mine.topics = known;
		topics.open = topics.open || Boolean(state.topic);
		count(mine);
	}

	/* ── when nothing is found ── */

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

	/* The term, or a part of it, as the reader wrote it. */
	function textOf(index, term) {
		const { codes, at, ends } = index.fold.text(state.q);
		const place = broadsheetCore.findTerm(codes, term)[0];
		const text = place === undefined ? String.fromCodePoint(...term)
			: state.q.slice(at[place], ends[place + term.length - 1]);
		return /\s/.test(text) ? `"${text}"` : text;
	}

	async function showNearest(index, mine) {
		clear();
		const free = state.in || state.by || state.from || state.to ? await countFreely(index, mine) : 0;
		if (mine !== run)
			return;
		status.textContent = free > 0 ? say("foundFiltered", number(free)) : say("foundNone", state.q || state.by);
		if (free > 0)
			offer("", [["free", "yes", words.unlimited]]);
		else
			await offerParts(index, mine);
	}

	/* How many articles there would be without limits on field, people and days. */
	function countFreely(index, mine) {
		return index.count(mine.terms.length > 0 ? { terms: mine.terms } : { terms: [], bylines: mine.bylines });
	}

	/* Terms that there are but nowhere together, or the longest part of one that there is not. */
	async function offerParts(index, mine) {
		const counts = await Promise.all(mine.terms.map((t) => index.count({ terms: [t] })));
		const lacking = mine.terms.filter((t, i) => counts[i] === 0);
		if (mine !== run)
			return;
		if (lacking.length === 0) {
			if (mine.terms.length > 1)
				offer(words.foundApart, mine.terms.map((t, i) => ["query", textOf(index, t), textOf(index, t) + " " + number(counts[i])]));
			return;
		}
		const term = lacking[0].slice(0, PART_MOST);
		const part = lacking[0].length > 1 ? await index.longestPart(term) : null;
		if (mine !== run || !part)
			return;
		const text = textOf(index, term.slice(...part)).trim();
		offer(words.nearest, [["query", text, text]]);
	}

	/* ── what the reader does ── */

	function change(changes, push) {
		state = { ...readForm(state), ...changes };
		fillForm(state);
		writeAddress(state, push);
		search();
	}

	/* While one types the address is replaced; a pause makes a place to go back to. */
	let waiting = 0, settling = 0;
	let settled = true, composing = false;

	function typed() {
		if (composing)
			return;
		change({ year: "", topic: "" }, settled);
		settled = false;
		clearTimeout(settling);
		settling = setTimeout(() => settled = true, SETTLE);
	}

	form.addEventListener("compositionstart", () => composing = true);
	form.addEventListener("compositionend", function () {
		composing = false;
		waiting = setTimeout(typed, PAUSE);
	});
	form.addEventListener("input", function () {
		clearTimeout(waiting);
		waiting = setTimeout(typed, PAUSE);
	});
	form.addEventListener("submit", function (event) {
		event.preventDefault();
		clearTimeout(waiting);
		typed();
		settled = true;
	});

	function toggle(name, value) {
		state = { ...state, [name]: state[name] === value ? "" : value };
		writeAddress(state, true);
		count(run);
		tellCount(run);
		const mine = run;
		guarded(mine, () => showAgain(mine));
	}

	document.addEventListener("click", function (event) {
		const button = event.target.closest("button");
		if (button?.dataset.year)
			toggle("year", button.dataset.year);
		else if (button?.dataset.topic)
			toggle("topic", button.dataset.topic);
		else if (button?.dataset.query)
			change({ q: button.dataset.query }, true);
		else if (button?.dataset.free)
			change({ in: "", from: "", to: "", by: state.q.trim() ? "" : state.by }, true);
		else if (button?.dataset.again)
			search(true);
		else if (button === next)
			guarded(run, () => showMore(run)).then((item) => item?.querySelector("a").focus({ preventScroll: true }));
	});

	topics?.addEventListener("toggle", function () {
		if (topics.open && run.done)
			guarded(run, () => loadTopics(run));
	});

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
	if (state.q || state.by)
		search();
	else
		openIndex().catch(() => {}); /* told when something is asked for */
}());
