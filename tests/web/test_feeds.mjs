// Feeds after RFC 4287 and sitemaps after sitemaps.org, beyond being well-formed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { isPage, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const files = listFiles(site);
const read = (file) => readFileSync(join(site, file), "utf8");

/** In the browser: an element as {name, attributes, text, children}, and the namespace of the root. */
function parse(xml) {
	const tree = (node) => ({
		name: node.localName,
		attributes: Object.fromEntries([...node.attributes].map((a) => [a.name, a.value])),
		text: node.textContent.trim(),
		children: [...node.children].map(tree),
	});
	const root = new DOMParser().parseFromString(xml, "application/xml").documentElement;
	return { ...tree(root), namespace: root.namespaceURI };
}

const all = (node, name) => node.children.filter((c) => c.name === name);
const only = (node, name) => all(node, name)[0]?.text ?? null;
const isIri = (text) => /^(https?:\/\/[^\s<>"{}|\\^`]+|tag:[^\s<>"{}|\\^`,]+,\d{4}(-\d\d(-\d\d)?)?:[^\s<>"{}|\\^`]*)$/u.test(text ?? "");
const isTime = (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text ?? "") && !Number.isNaN(Date.parse(text));

function links(node, rel) {
	return all(node, "link").filter((l) => (l.attributes.rel ?? "alternate") === rel);
}

/** What a feed and each of its entries must have. */
function common(node, where) {
	const problems = [];
	for (const name of ["id", "title", "updated"])
		if (all(node, name).length !== 1 || only(node, name) === "")
			problems.push(`${where}: ${all(node, name).length} elements ${name}`);
	if (!isIri(only(node, "id")))
		problems.push(`${where}: ${only(node, "id")} is no IRI`);
	for (const name of ["updated", "published"])
		if (all(node, name).length > 0 && !isTime(only(node, name)))
			problems.push(`${where}: ${name} ${only(node, name)} is no time`);
	for (const person of all(node, "author"))
		if (all(person, "name").length !== 1 || only(person, "name") === "")
			problems.push(`${where}: an author without a name`);
	const kinds = links(node, "alternate").map((l) => `${l.attributes.type} ${l.attributes.hreflang}`);
	if (new Set(kinds).size !== kinds.length)
		problems.push(`${where}: two alternate links of one type`);
	for (const link of all(node, "link"))
		if (!link.attributes.href)
			problems.push(`${where}: a link without href`);
	for (const category of all(node, "category"))
		if (!category.attributes.term)
			problems.push(`${where}: a category without a term`);
	return problems;
}

function feedProblems(file, feed) {
	const entries = all(feed, "entry");
	const problems = [...common(feed, file), ...entries.flatMap((e) => common(e, `${file}: ${only(e, "id")}`))];
	const ids = [feed, ...entries].map((e) => only(e, "id"));
	const times = entries.map((e) => only(e, "updated"));
	const published = base !== null;
	const wrong = {
		"no feed of Atom": feed.name !== "feed" || feed.namespace !== "http://www.w3.org/2005/Atom",
		"neither it nor each entry has an author": all(feed, "author").length === 0 && entries.some((e) => all(e, "author").length === 0),
		"an id stands twice": new Set(ids).size !== ids.length,
		"an entry has neither content nor an alternate link": entries.some((e) => all(e, "content").length === 0 && links(e, "alternate").length === 0),
		"it is older than its newest entry": entries.length > 0 && only(feed, "updated") < [...times].sort().at(-1),
		"the newest entries do not come first": JSON.stringify(times) !== JSON.stringify([...times].sort().reverse()),
		"no link to itself": published && links(feed, "self").map((l) => l.attributes.href).join() !== base + file.split("/").map(encodeURIComponent).join("/"),
		"more than one summary": entries.some((e) => all(e, "summary").length > 1),
		"no language": !feed.attributes["xml:lang"],
	};
	return problems.concat(Object.keys(wrong).filter((what) => wrong[what]).map((what) => `${file}: ${what}`));
}

/** The addresses of a sitemap or of the index of them. */
function locations(map, name) {
	return all(map, name).map((e) => only(e, "loc"));
}

function sitemapProblems(maps) {
	const problems = [];
	const index = maps.get("sitemap.xml");
	const parts = [...maps.keys()].filter((file) => file !== "sitemap.xml");
	const named = locations(index, "sitemap").map((loc) => loc.slice(base.length)).sort();
	if (index.name !== "sitemapindex" || JSON.stringify(named) !== JSON.stringify([...parts].sort()))
		problems.push(`sitemap.xml names ${named}`);
	const met = new Map();
	for (const file of parts) {
		const found = locations(maps.get(file), "url");
		const year = /^sitemap-(\d{4})/.exec(file)?.[1];
		if (maps.get(file).name !== "urlset" || found.length === 0 || found.length > 50000 || Buffer.byteLength(read(file)) > 50 << 20)
			problems.push(`${file}: ${found.length} addresses`);
		for (const loc of found) {
			const path = loc.startsWith(base) ? decodeURIComponent(loc.slice(base.length)) : null;
			if (path === null || met.has(path) || (year && !path.startsWith(`${year}/`)))
				problems.push(`${file}: ${loc} stands elsewhere`);
			met.set(path, file);
		}
	}
	for (const { children, attributes: _, ...map } of maps.values())
		if (map.namespace !== "http://www.sitemaps.org/schemas/sitemap/0.9")
			problems.push(`namespace ${map.namespace}`);
	const hidden = (file) => file === "404.html" || /http-equiv="refresh"|name="robots" content="noindex"/.test(read(file));
	for (const file of files.filter(isPage))
		if (!met.has(file) && !hidden(file) && !(file === "index.html" && met.has("")))
			problems.push(`${file} is in no sitemap`);
	return problems;
}

const home = read("index.html");
const base = /<link[^>]*rel="canonical"[^>]*href="([^"]*)"/.exec(home)?.[1] ?? null;
const browser = await launch();
const tab = await browser.newPage();
const parsed = new Map();
for (const file of files.filter((f) => f.endsWith(".xml")))
	parsed.set(file, await tab.evaluate(parse, read(file)));
await browser.close();

const feeds = [...parsed].filter(([file]) => file === "feed.xml" || /^(topics|places)\//.test(file));
test(`${feeds.length} feeds`, feeds.flatMap(([file, feed]) => feedProblems(file, feed)));
const maps = new Map([...parsed].filter(([file]) => file.startsWith("sitemap")));
if (base !== null)
	test(`${maps.size} sitemaps`, sitemapProblems(maps));
finish();
