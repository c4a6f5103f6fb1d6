// How few files of the index a page asks for until it can show its first results.
//
//	node tests/search/requests.mjs SITE

import { finish, siteArgument, test } from "../web/tap.mjs";
import { allOf, diskLoader, open, openCold, quote } from "./index.mjs";
import { random } from "./random.mjs";
import { readArticles, substring } from "./scan.mjs";

const QUERIES = 200, SHOWN = 5; /* as many results fill a screen */
const USUAL_MOST = 11, ALWAYS = 2; /* files of the middle one of the queries; and of each: the manifest, the folding table */

const site = siteArgument();
const { fold } = await open(diskLoader(site));
const articles = readArticles(site, fold), pick = random(31160);

/** The files that a page without any asks for until so many results of the query have their titles, or all. */
async function filesOf(query) {
	const load = diskLoader(site), index = await openCold(load), shown = [];
	const opened = load.moved.length;
	await index.fold.know(query);
	await index.search({ ...allOf(index.terms(quote(query))), enough: SHOWN }, function (results) {
		shown.push(...results);
		return shown.length < SHOWN;
	});
	await Promise.all(shown.slice(0, SHOWN).map((r) => r.period.title(r.doc)));
	return { query, opened, files: load.moved.map(([name]) => name) };
}

const asked = [];
for (let i = 0; i < QUERIES; i++)
	asked.push(await filesOf(substring(articles, pick, 8)));
asked.sort((a, b) => a.files.length - b.files.length);
const usual = asked[QUERIES >> 1], most = asked[QUERIES - 1];
test(`a query asks for ${usual.files.length} files, ${most.files.length} at most`,
	usual.files.length <= USUAL_MOST ? [] : [`${usual.query}: ${usual.files.join(" ")}`]);
test("the index is open with two files, and most queries need no other of the folding table",
	asked.filter((a) => a.opened > ALWAYS).map((a) => a.query).concat(asked.filter((a) => a.files.some((f) => /^fold\d/.test(f))).length > QUERIES / 10 ? ["blocks of the folding table"] : []));
finish();
