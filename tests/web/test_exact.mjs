// Searching in Chromium, served and from the disk: for strings that occur and
// such that do not, the answer is what a plain scan of the exported texts finds.

import { diskLoader, open, quote } from "../search/index.mjs";
import { random } from "../search/random.mjs";
import { absent, differences, readArticles, scan, substring } from "../search/scan.mjs";
import { launch, onDisk, serve, watchedPage } from "./browser.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const THERE = 2000, ABSENT = 500;

const site = siteArgument();
const index = await open(diskLoader(site));
const pick = random(20220119);
const articles = readArticles(site, index.fold);
const queries = [];
while (queries.length < THERE) {
	const query = quote(substring(articles, pick, 8));
	if (index.terms(query).length > 0)
		queries.push(query);
}
while (queries.length < THERE + ABSENT)
	queries.push(quote(absent(articles, pick, (q) => index.terms(quote(q)))));

/** In the page: the addresses of the articles that each query finds. */
async function ask(list) {
	const opened = await broadsheetIndex.open(broadsheetCore.scriptLoader(""));
	const answers = [];
	for (const query of list) {
		const found = [];
		await opened.fold.know(query);
		await opened.search({ all: opened.terms(query).map((term) => [{ term }]) }, (results) => found.push(...results));
		answers.push(await Promise.all(found.map(async (r) => (await r.period.title(r.doc)).url)));
	}
	return answers;
}

const browser = await launch(), server = await serve(site);
for (const [way, address] of [["http", server.address], ["the disk", onDisk(site)]]) {
	const problems = [], context = await browser.newContext();
	const page = await watchedPage(context, address, problems);
	await page.goto(`${address}search.html`);
	const answers = await page.evaluate(ask, queries);
	queries.forEach((query, i) => problems.push(...differences(query, answers[i], scan(articles, index.terms(query)))));
	test(`search from ${way}: ${THERE} strings that occur and ${ABSENT} that do not`, problems);
	await context.close();
}
await browser.close();
await server.close();
finish();
