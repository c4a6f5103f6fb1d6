// The export as programs read it: datapackage.json after the rules of Data
// Package and Table Schema, tables whose cells are what the columns say, and
// records that agree with them.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const descriptor = JSON.parse(readFileSync(join(site, "datapackage.json"), "utf8"));
const resources = descriptor.resources ?? [];
const at = (name) => resources.find((r) => r.name === name);

function expect(problems, what, right) {
	if (!right)
		problems.push(what);
}

/** Rows of fields, after RFC 4180; a quote in the middle of a bare field is an error. */
function parseTable(text, problems, file) {
	const rows = [];
	let row = [], place = 0;
	const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
	while (place < text.length) {
		field.lastIndex = place;
		const match = field.exec(text);
		if (!match) {
			problems.push(`${file}: no field at ${JSON.stringify(text.slice(place, place + 40))}`);
			return rows;
		}
		place = field.lastIndex;
		row.push(match[1]?.replaceAll('""', '"') ?? match[2]);
		if (match[3] !== ",")
			rows.push(row.splice(0));
	}
	return rows;
}

const isOfType = {
	string: () => true,
	integer: (text) => /^-?\d+$/.test(text),
	number: (text) => /^-?\d+(\.\d+)?$/.test(text),
	date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
};

function packageProblems() {
	const problems = [];
	const names = resources.map((r) => r.name);
	expect(problems, "the package has no name of small letters, digits, ., _, - and /", /^[-a-z0-9._/]+$/.test(descriptor.name));
	expect(problems, "no title", typeof descriptor.title === "string" && descriptor.title !== "");
	expect(problems, "no resources", resources.length > 0);
	expect(problems, "names stand twice", new Set(names).size === names.length);
	for (const r of resources) {
		expect(problems, `${r.name}: a name may have small letters, digits, ., _, - and / only`, /^[-a-z0-9._/]+$/.test(r.name));
		expect(problems, `${r.path}: not a path below the descriptor`, /^[^/.][^:]*$/.test(r.path) && !r.path.includes(".."));
		const file = join(site, r.path);
		expect(problems, `${r.path} is not there`, existsSync(file));
		expect(problems, `${r.path}: not ${r.bytes} bytes`, existsSync(file) && statSync(file).size === r.bytes);
		expect(problems, `${r.path}: encoding`, r.encoding === "utf-8");
		expect(problems, `${r.path}: format`, r.path.endsWith(`.${r.format}`));
	}
	return problems;
}

/** A table as a program reads it that knows of its byte-order mark. */
function tableText(r) {
	return readFileSync(join(site, r.path), "utf8").replace(/^\uFEFF/, "");
}

/** A cell as it was before spreadsheets were kept from taking it for a formula. */
function plainCell(cell) {
	return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function tableProblems(r) {
	const problems = [];
	const [head, ...rows] = parseTable(tableText(r), problems, r.path);
	const { fields, primaryKey } = r.schema;
	expect(problems, `columns ${head}`, JSON.stringify(head) === JSON.stringify(fields.map((f) => f.name)));
	expect(problems, `key ${primaryKey}`, head.includes(primaryKey));
	const keys = rows.map((row) => row[head.indexOf(primaryKey)]);
	expect(problems, "keys stand twice", new Set(keys).size === keys.length);
	rows.forEach((row, i) => {
		expect(problems, `row ${i + 1} has ${row.length} fields`, row.length === head.length);
		fields.forEach(({ name, type }, k) => expect(problems, `row ${i + 1}: ${name} ${row[k]} is no ${type}`,
			type in isOfType && (row[k] === "" || isOfType[type](row[k]))));
	});
	return { problems, rows: rows.map((row) => Object.fromEntries(row.map((cell, k) => [head[k], plainCell(cell)]))) };
}

/** What a record of the JSON Lines says, as the table's row has it. */
function rowOf(record) {
	return {
		url: record.url, date: record.published ?? "", page: record.page ?? "", first_line: String(record.lines[0][0]),
		kind: record.kind, kicker: record.kicker ?? "", headline: record.headline, headline_source: record.headline_source,
		topics: record.topics.join(";"), places: record.places.join(";"),
	};
}

test("datapackage.json", packageProblems());
const tables = new Map();
for (const r of resources.filter((each) => each.schema)) {
	const { problems, rows } = tableProblems(r);
	tables.set(r.name, rows);
	test(`table ${r.path} (${rows.length})`, problems);
}
const parts = [];
for (const r of resources.filter((each) => each.format === "jsonl")) {
	const problems = [];
	const records = readFileSync(join(site, r.path), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
	const rows = tables.get(r.name.replace("texts-", "articles-")) ?? [];
	const articles = records.filter((record) => record.kind !== "furniture");
	parts.push(...rows);
	expect(problems, `${articles.length} records, ${rows.length} rows`, articles.length === rows.length);
	articles.forEach((record, i) => Object.entries(rowOf(record)).forEach(([name, value]) =>
		expect(problems, `${record.url}: ${name} ${value}, in the table ${rows[i]?.[name]}`, rows[i]?.[name] === value)));
	const year = /^\d{4}$/.exec(r.name.slice(6))?.[0];
	expect(problems, "another year's article", articles.every((a) => (a.published?.slice(0, 4) ?? null) === (year ?? null)));
	test(`records ${r.path} (${articles.length})`, problems);
}
test("articles.csv has the rows of all years",
	JSON.stringify(tables.get(at("articles")?.name)) === JSON.stringify(parts) ? [] : ["it has others"]);
finish();
