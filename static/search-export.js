/*
 * The results of a search as a file to take along. Loaded by search.js when it is
 * asked for; what a result is, search-index.js tells.
 */
var broadsheetExport = (function () {
	"use strict";

	const quoted = (text) => /[",\r\n]/.test(text) || /^[=+@\t\r-]/.test(text) ? '"' + text.replace(/^(?=[=+@\t\r-])/, "'").replace(/"/g, '""') + '"' : text;
	const table = (rows) => "\uFEFF" + rows.map((row) => row.map((cell) => quoted(String(cell))).join(",")).join("\r\n") + "\r\n";

	function csv(records) {
		const names = ["date", "page", "kind", "kicker", "headline", "headline_source", "authors", "newspaper", "url"];
		return table([names, ...records.map((r) => names.map((name) => Array.isArray(r[name]) ? r[name].join("; ") : r[name]))]);
	}

	/* Line breaks would begin another field. */
	const line = (text) => text.replace(/\s+/g, " ").trim();

	function ris(records) {
		return records.map((r) => [["TY", "NEWS"], ["TI", r.headline], ["T2", r.newspaper], ...r.authors.map((a) => ["AU", a]),
			["DA", r.date.replace(/-/g, "/")], ["PY", r.date.slice(0, 4)], ["SP", r.page], ["UR", r.url], ["ER", ""]]
			.filter(([tag, text]) => text || tag === "ER").map(([tag, text]) => `${tag}  - ${line(text)}`).join("\r\n") + "\r\n").join("\r\n");
	}

	const escaped = (text) => line(text).replace(/[\\{}%&$#_^~]/g, (c) => c === "\\" ? "{\\textbackslash}" : c === "^" || c === "~" ? `\\${c}{}` : "\\" + c);

	function bibtex(records) {
		return records.map(function (r, i) {
			const fields = [["title", `{${escaped(r.headline)}}`], ["journal", escaped(r.newspaper)],
				["author", r.authors.map((a) => `{${escaped(a)}}`).join(" and ")], ["year", r.date.slice(0, 4)], ["month", r.date.slice(5, 7)],
				["day", r.date.slice(8)], ["pages", escaped(r.page)], ["url", r.url]];
			return `@article{${(r.date || "undated") + "-" + (i + 1)},\n` + fields.filter(([, text]) => text).map(([name, text]) => `  ${name} = {${text}}`).join(",\n") + "\n}\n";
		}).join("\n");
	}

	function csl(records) {
		return JSON.stringify(records.map((r) => ({
			id: r.url, type: "article-newspaper", title: r.headline, "container-title": r.newspaper, URL: r.url,
			...(r.page ? { page: r.page } : {}), ...(r.authors.length ? { author: r.authors.map((literal) => ({ literal })) } : {}),
			...(r.date ? { issued: { "date-parts": [r.date.split("-").map(Number)] } } : {}),
		})), null, "\t") + "\n";
	}

	const forms = { csv: [csv, "text/csv", "csv"], ris: [ris, "application/x-research-info-systems", "ris"],
		bibtex: [bibtex, "application/x-bibtex", "bib"], csl: [csl, "application/vnd.citationstyles.csl+json", "json"] };

	/* What the forms are made of. base: the address that pages are below; heard(n) is told how many are read, false ends it. */
	async function readRecords(results, newspaper, base, heard) {
		const records = [];
		for (const { period, doc, day } of results) {
			if (records.length % 100 === 0 && heard(records.length) === false)
				return null;
			const title = await period.title(doc), authors = await period.column("author", [doc]);
			records.push({ date: broadsheetIndex.isoOf(day), page: title.page || "", kind: title.kind || "", kicker: title.kicker || "",
				headline: title.headline || title.opening || "", headline_source: title.headline ? "printed" : "opening",
				authors: authors(doc), newspaper, url: new URL(title.url, base).href });
		}
		return records;
	}

	/* Articles of each year, of the results and of the whole archive: what stands in the graph. */
	function years(counts, all) {
		return table([["year", "articles", "of", "per_thousand"], ...[...all].sort((a, b) => a[0] - b[0]).map(([year, of]) =>
			[year, counts.get(year) || 0, of, (1000 * (counts.get(year) || 0) / of).toFixed(2)])]);
	}

	/* Hands a text to the reader as a file. */
	function save(text, name, type) {
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
		link.download = name;
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 60000);
	}

	return { forms, readRecords, years, save };
}());
