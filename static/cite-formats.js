/*
 * Articles as files for reference managers and tables: RIS, BibTeX, CSL-JSON and
 * CSV, of items as CSL-JSON has them. Loaded by who has some to hand over: the
 * search, the list of saved articles, an article's own page. What these say of an
 * article is what its page says without any script; the tests hold them together.
 */
var broadsheetCite = (function () {
	"use strict";

	/* Line breaks would begin another field. */
	const line = (text) => String(text).replace(/\s+/g, " ").trim();
	const names = (item) => (item.author || []).map((a) => a.literal);
	const day = (item) => item.issued ? item.issued["date-parts"][0] : [];
	const iso = (item) => day(item).map((n) => String(n).padStart(2, "0")).join("-");

	/* Fields are [name, text]; one without a text is left out. */
	const told = (fields) => fields.filter(([, text]) => text);

	function ris(items) {
		return items.map((i) => told([["TY", "NEWS"], ...names(i).map((name) => ["AU", name]), ["TI", i.title], ["T2", i["container-title"]],
			["CY", i["publisher-place"]], ["PB", i.publisher], ["SN", i.ISSN], ["PY", day(i)[0]], ["DA", iso(i)], ["SP", i.page], ["UR", i.URL],
			["LA", i.language], ["ID", i.id]]).map(([tag, text]) => `${tag}  - ${line(text)}\r\n`).join("") + "ER  - \r\n").join("\r\n");
	}

	const commands = { "\\": "{\\textbackslash}", "~": "{\\textasciitilde}", "^": "{\\textasciicircum}" };
	const tex = (text) => text && line(text).replace(/[\\~^{}$&#_%]/g, (c) => commands[c] || "\\" + c);
	const braced = (text) => text && `{${tex(text)}}`;

	function bib(items) {
		return items.map(function (i) {
			const [year, month, ofMonth] = day(i);
			const fields = told([["author", names(i).map(braced).join(" and ")], ["title", braced(i.title)], ["journal", tex(i["container-title"])],
				["entrysubtype", "newspaper"], ["publisher", braced(i.publisher)], ["location", tex(i["publisher-place"])], ["issn", tex(i.ISSN)],
				["date", iso(i)], ["year", year], ["month", month], ["day", ofMonth], ["pages", tex(i.page)], ["url", i.URL],
				["langid", i.language === "en" ? "english" : "chinese"]]);
			return `@article{${i.id},\n` + fields.map(([name, text]) => `  ${name} = {${text}}`).join(",\n") + "\n}\n";
		}).join("\n");
	}

	const json = (items) => JSON.stringify(items, null, 2) + "\n";

	/* Spreadsheets take a text that begins so for a formula. */
	const cell = (text) => /[",\r\n]/.test(text) || /^[=+@\t\r-]/.test(text) ? '"' + text.replace(/^(?=[=+@\t\r-])/, "'").replace(/"/g, '""') + '"' : text;

	/* A byte-order mark tells Excel that it is UTF-8. */
	const table = (rows) => "\uFEFF" + rows.map((row) => row.map((text) => cell(String(text))).join(",")).join("\r\n") + "\r\n";

	/* What is said of items beyond what CSL has names for makes columns, too. */
	function csv(items) {
		const own = [...new Set(items.flatMap((i) => Object.keys(i.custom || {})))];
		return table([["date", "page", "headline", "authors", "newspaper", ...own, "url"], ...items.map((i) =>
			[iso(i), i.page || "", i.title, names(i).join("; "), i["container-title"], ...own.map((name) => (i.custom || {})[name] || ""), i.URL || ""])]);
	}

	/* The name of a form is the ending of its files. */
	const forms = {
		ris: { type: "application/x-research-info-systems", make: ris },
		bib: { type: "application/x-bibtex", make: bib },
		json: { type: "application/vnd.citationstyles.csl+json", make: json },
		csv: { type: "text/csv", make: csv },
	};

	/* As cite.c makes it of an address below the site's root. */
	const keyOf = (url) => url.replace(/\.html/g, "").replace(/[^A-Za-z0-9]/g, "-");

	/* Hands a text to the reader as a file. */
	function save(text, name, type) {
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
		link.download = name;
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 60000);
	}

	/* Items in a form, as a file of that name. */
	const hand = (items, form, name) => save(forms[form].make(items), `${name}.${form}`, forms[form].type);

	return { forms, table, keyOf, save, hand };
}());
