// A query finds just the articles with these headlines.
//
//	node tests/search/found.mjs SITE QUERY [HEADLINE...]

import { finish, test } from "../web/tap.mjs";
import { allOf, diskLoader, open } from "./index.mjs";

const [site, query, ...wanted] = process.argv.slice(2);
const index = await open(diskLoader(site));
const found = [];
await index.search(allOf(index.terms(query)), (results) => found.push(...results));
const titles = await Promise.all(found.map((r) => r.period.title(r.doc)));
const got = titles.map((t) => t.headline ?? t.opening);
test(`${query} is found in ${wanted.length} articles`,
	got.sort().join() === wanted.sort().join() ? [] : [`${got.join(", ")} instead of ${wanted.join(", ")}`]);
finish();
