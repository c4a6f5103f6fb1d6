// The most relevant article comes first: of those that hold all terms, run.sh
// has made one for each reason.
//
//	node tests/search/order.mjs SITE QUERY HEADLINE...

import { finish, test } from "../web/tap.mjs";
import { allOf, diskLoader, open } from "./index.mjs";

const [site, query, ...wanted] = process.argv.slice(2);
const index = await open(diskLoader(site));
const found = [];
await index.search(allOf(index.terms(query)), (results) => found.push(...results));
found.sort((a, b) => b.score - a.score);
const titles = await Promise.all(found.map((r) => r.period.title(r.doc)));
const got = titles.map((t) => t.headline ?? t.opening);
test("the headline counts most, then how often and how near the terms are",
	got.join() === wanted.join() ? [] : [`${got.join(", ")} instead of ${wanted.join(", ")}`]);
finish();
