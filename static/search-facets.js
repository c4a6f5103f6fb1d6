/*
 * The values of the facets beside the results, with how many results each would
 * leave. page is what search.js tells of itself.
 */
var broadsheetFacets = function (page) {
	"use strict";

	const VALUES = 24; /* values of a facet that are shown at once */

	const { facets, facetNames, words, language, say, number } = page;

	/* The facets whose values are wanted: those that are unfolded or chosen. */
	async function load(mine) {
		const lacking = facets.filter((f) => f.dataset.facet !== "year" && (f.open || page.state[f.dataset.facet])
			&& !mine.columns[f.dataset.facet]).map((f) => f.dataset.facet);
		if (lacking.length === 0)
			return;
		const docs = new Map();
		for (const { period, doc } of mine.results) {
			if (!docs.has(period))
				docs.set(period, []);
			docs.get(period).push(doc);
		}
		const periods = [...docs.keys()];
		for (const name of lacking) {
			const columns = await Promise.all(periods.map((p) => p.column(name, docs.get(p))));
			mine.columns[name] = new Map(periods.map((p, i) => [p, columns[i]]));
		}
	}

	/* How many results each value of the facets would leave of those that the other facets leave. */
	async function tally(mine) {
		const names = facetNames.filter((name) => name === "year" || mine.columns[name]);
		const counts = names.map(() => new Map());
		await broadsheetIndex.each(mine.results, function (result) {
			if (mine !== page.run)
				return;
			const values = names.map((name) => page.valuesOf(mine, name, result));
			const out = names.map((name, k) => page.state[name] && !values[k].includes(page.state[name]) ? 1 : 0);
			const without = out.reduce((sum, n) => sum + n, 0);
			values.forEach(function (all, k) {
				for (const value of without - out[k] === 0 ? all : [])
					counts[k].set(value, (counts[k].get(value) || 0) + 1);
			});
		});
		return new Map(names.map((name, k) => [name, counts[k]]));
	}

	async function count(mine) {
		const counts = await tally(mine);
		if (page.state.per)
			mine.years = mine.years || await mine.index.years();
		if (mine !== page.run)
			return;
		for (const facet of facets)
			listValues(facet, counts.get(facet.dataset.facet), facet.dataset.facet === "year" && page.state.per ? mine.years : null);
	}

	/* A button that turns the graph of years into one of shares, and back. */
	function measureItem() {
		const item = document.createElement("li"), button = document.createElement("button");
		item.className = "measure";
		button.type = "button";
		button.dataset.per = page.state.per ? "" : "thousand";
		button.setAttribute("aria-pressed", String(Boolean(page.state.per)));
		button.textContent = words.perThousand;
		item.append(button);
		return item;
	}

	/*
	 * The values of a facet as buttons: years as they follow each other, others the
	 * most frequent first. of: how many articles each value has in all, where shares
	 * of them are asked for.
	 */
	function listValues(facet, counts, of) {
		const name = facet.dataset.facet, all = counts ? [...counts] : [];
		if (page.state[name] && counts && !counts.has(page.state[name]))
			all.push([page.state[name], 0]);
		all.sort((a, b) => name === "year" ? b[0] - a[0] : b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
		const measure = ([value, there]) => of ? 1000 * there / (of.get(value) || 1) : there;
		const most = Math.max(of ? 0.001 : 1, ...all.map(measure));
		const items = all.map(function ([value, there], i) {
			const item = document.createElement("li"), button = document.createElement("button"), told = document.createElement("span");
			button.type = "button";
			button.dataset.of = name;
			button.dataset.value = value;
			button.setAttribute("aria-pressed", String(page.state[name] === value));
			const size = measure([value, there]);
			button.style.setProperty("--share", (100 * size / most).toFixed(1) + "%");
			told.textContent = of ? size.toLocaleString(language, { maximumSignificantDigits: 3 }) + " ‰" : number(there);
			button.append(page.nameOf(name, value), " ", told);
			item.append(button);
			item.hidden = name !== "year" && i >= VALUES && page.state[name] !== value && !facet.classList.contains("whole");
			return item;
		});
		if (items.some((item) => item.hidden))
			items.push(moreValues(facet, items.length));
		if (name === "year" && items.length > 1)
			items.push(measureItem());
		const at = document.activeElement, focused = facet.contains(at) && at.dataset.value;
		facet.querySelector(".counts").replaceChildren(...items);
		const again = focused !== undefined && items.map((item) => item.firstChild).find((button) => button.dataset.value === focused);
		if (again)
			again.focus({ preventScroll: true });
		facet.hidden = Boolean(counts) && all.length < (name === "year" ? 2 : 1) && !page.state[name];
	}

	function moreValues(facet, all) {
		const item = document.createElement("li"), button = document.createElement("button");
		button.type = "button";
		button.textContent = say("allValues", number(all));
		button.addEventListener("click", function () {
			facet.classList.add("whole");
			facet.querySelectorAll("li[hidden]").forEach((other) => other.hidden = other.hasAttribute("data-name"));
			item.remove();
		});
		item.append(button);
		return item;
	}

	return { load, count };
};
