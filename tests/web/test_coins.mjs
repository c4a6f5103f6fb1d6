// Pages that hold several articles: the item that Zotero makes of each, after
// its COinS, against the record of the article in the export.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { tags } from "./html.mjs";
import { isPage, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";
import { zoteroItemOfCoins } from "./zotero.mjs";

const site = siteArgument();
const files = listFiles(site);
const base = /<link[^>]*rel="canonical"[^>]*href="([^"]*)"/.exec(readFileSync(join(site, "index.html"), "utf8"))?.[1] ?? "";

/** All items of all pages, by their address below the site's own. */
function itemsOf(pages) {
	const found = new Map();
	for (const file of pages)
		for (const { name, attributes } of tags(readFileSync(join(site, file), "utf8"))) {
			const item = name === "span" && attributes.class === "Z3988" ? zoteroItemOfCoins(attributes.title) : null;
			if (item)
				found.set(item.url?.slice(base.length) ?? "", item);
		}
	return found;
}

const items = itemsOf(files.filter(isPage));
const problems = [];
const records = files.filter((f) => /^data\/.*\.jsonl$/.test(f))
	.flatMap((f) => readFileSync(join(site, f), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line)))
	.filter((record) => record.kind !== "furniture");
for (const record of records) {
	const item = items.get(record.url) ?? {};
	const others = record.credits.filter((c) => c.role !== "photographer");
	const got = [item.itemType, item.title, item.date ?? null, item.language, item.creators?.map((c) => [c.firstName, c.lastName].join(" ").trim())];
	const wanted = ["newspaperArticle", record.headline, record.published, "zh-Hans", (others.length ? others : record.credits).map((c) => c.name)];
	if (!isDeepStrictEqual(got, wanted) || !item.publicationTitle || (item.pages ?? "").startsWith(record.page ?? "") === false)
		problems.push(`${record.url}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}
test(`Zotero's items of ${records.length} articles`, problems);
finish();
