// What machines are told of each article: citations after GB/T 7714, BibTeX,
// RIS and CSL-JSON, JSON-LD, Open Graph, and the item that Zotero makes of it;
// each against the record of the article in the export.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { launch } from "./browser.mjs";
import { isPage, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";
import { zoteroItem } from "./zotero.mjs";

const site = siteArgument();
const files = listFiles(site);
const configured = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../../site.conf"), "utf8");
const newspaper = /^newspaper = (.*)$/m.exec(configured)[1];
const records = files.filter((f) => /^data\/.*\.jsonl$/.test(f))
	.flatMap((f) => readFileSync(join(site, f), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line)))
	.filter((record) => record.kind !== "furniture");

/** In the browser, with cite-formats.js: what a page says of itself, and what that makes of its CSL-JSON. */
function read(pages) {
	const made = (csl, form) => csl && globalThis.broadsheetCite.forms[form].make(JSON.parse(csl)).trim();
	return pages.map((html) => {
		const page = new DOMParser().parseFromString(html, "text/html");
		const text = (id) => page.getElementById(id)?.textContent.trim() ?? null;
		return {
			title: page.title,
			canonical: page.querySelector("link[rel=canonical]")?.getAttribute("href") ?? null,
			refresh: page.querySelector("meta[http-equiv=refresh]") !== null,
			metas: [...page.querySelectorAll("meta")].map((m) => ({
				name: m.getAttribute("name"), property: m.getAttribute("property"), content: m.getAttribute("content") ?? "" })),
			json: page.querySelector("script[type='application/ld+json']")?.textContent ?? null,
			gbt2015: text("gbt-2015"), gbt2025: text("gbt-2025"), bibtex: text("bibtex"), ris: text("ris"), csl: text("csl"),
			madeRis: made(text("csl"), "ris"), madeBibtex: made(text("csl"), "bib"),
			report: [...page.querySelectorAll(".provenance a")].map((a) => a.getAttribute("href")),
		};
	});
}

/** The names that stand for the authors: all but photographers, or these where there is nobody else. */
function authorsOf(record) {
	const others = record.credits.filter((c) => c.role !== "photographer");
	return (others.length ? others : record.credits).map((c) => c.name);
}

/** The pages that an article is printed on, in its order, from its jumps; null where one cannot be told so. */
function pagesOf(record) {
	return record.continues === null && record.continued_from === null ? record.page : undefined;
}

/** After the standards' own examples of newspapers: A.5 in 2015, B.4 in 2025. */
function citation(record, address, { comma, open, close, visited }) {
	const names = authorsOf(record);
	const authors = [...names.slice(0, 3), ...names.length > 3 ? ["等"] : []].join(comma);
	const date = record.published ? comma + record.published : "";
	const page = record.page ? open + pagesOf(record) + close : "";
	return `${authors ? `${authors}. ` : ""}${record.headline}[N${address ? "/OL" : ""}]. ${newspaper}${date}${page}`
		+ `${address ? visited : ""}.${address ? ` ${address}.` : ""}`;
}

const styles = {
	gbt2015: { comma: ", ", open: "(", close: ")", visited: "" }, // the day of the visit is put in when it is copied
	gbt2025: { comma: "，", open: "（", close: "）", visited: "" },
};

function same(problems, what, got, wanted) {
	if (!isDeepStrictEqual(JSON.parse(JSON.stringify(got)), JSON.parse(JSON.stringify(wanted))))
		problems.push(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}

const checks = {
	"GB/T 7714": (problems, page, record) => {
		if (pagesOf(record) === undefined)
			return;
		for (const [name, style] of Object.entries(styles))
			same(problems, `${record.url}: ${name}`, page[name], citation(record, page.canonical, style));
	},
	"BibTeX, RIS and CSL-JSON": (problems, page, record) => {
		const names = authorsOf(record);
		const [csl] = JSON.parse(page.csl);
		same(problems, `${record.url}: CSL`, [csl.type, csl.title, csl["container-title"], csl.URL, csl.author?.map((a) => a.literal) ?? []],
			["article-newspaper", record.headline, newspaper, page.canonical ?? undefined, names]);
		same(problems, `${record.url}: CSL's day`, csl.issued?.["date-parts"][0].map((n) => String(n).padStart(2, "0")).join("-") ?? null, record.published);
		const lines = page.ris.split(/\r?\n/);
		same(problems, `${record.url}: RIS lines`, lines.filter((line) => !/^[A-Z][A-Z0-9] {2}- ?/.test(line)), []);
		same(problems, `${record.url}: RIS`, [lines[0], lines.at(-1).trim(), lines.filter((l) => l.startsWith("AU")).map((l) => l.slice(6))],
			["TY  - NEWS", "ER  -", names]);
		const bare = page.bibtex.replace(/\\[{}]/g, "");
		same(problems, `${record.url}: braces of BibTeX`, bare.split("{").length, bare.split("}").length);
		same(problems, `${record.url}: BibTeX`, /^@article\{[A-Za-z0-9-]+,\n/.test(page.bibtex)
			&& page.bibtex.includes(`journal = {${newspaper}}`), true);
	},
	"files that scripts make of CSL-JSON": (problems, page, record) => {
		const lines = (text) => text.split(/\r?\n/).map((line) => line.trim());
		same(problems, `${record.url}: RIS`, lines(page.madeRis), lines(page.ris));
		same(problems, `${record.url}: BibTeX`, lines(page.madeBibtex), lines(page.bibtex));
	},
	"JSON-LD": (problems, page, record) => {
		const data = JSON.parse(page.json);
		same(problems, `${record.url}: JSON-LD`, {
			...data, printPage: undefined, author: (data.author ?? []).map((a) => [a["@type"], a.name]),
		}, {
			"@context": "https://schema.org", "@type": "NewsArticle", headline: record.headline,
			alternativeHeadline: record.deck ?? record.kicker ?? undefined, datePublished: record.published ?? undefined,
			dateline: record.dateline ?? undefined, inLanguage: "zh-Hans", url: page.canonical ?? undefined,
			mainEntityOfPage: page.canonical ?? undefined,
			author: authorsOf(record).map((name) =>
				[record.credits.some((c) => c.name === name && c.role === "agency") ? "Organization" : "Person", name]),
			keywords: record.topics.length ? record.topics : undefined,
			publisher: { "@type": "Organization", name: newspaper },
			isPartOf: { "@type": "PublicationIssue", datePublished: record.published ?? undefined,
				isPartOf: { "@type": "Newspaper", name: newspaper } },
		});
		if (pagesOf(record) !== undefined)
			same(problems, `${record.url}: printPage`, data.printPage ?? null, pagesOf(record));
	},
	"Open Graph": (problems, page, record) => {
		const graph = Object.fromEntries(page.metas.filter((m) => m.property).map((m) => [m.property, m.content]));
		same(problems, `${record.url}: Open Graph`, [graph["og:type"], graph["og:title"], graph["og:site_name"], graph["og:url"] ?? null,
			graph["article:published_time"] ?? null], ["article", record.headline, newspaper, page.canonical, record.published]);
		same(problems, `${record.url}: description`, graph["og:description"] ?? null, page.metas.find((m) => m.name === "description")?.content ?? null);
	},
	"Zotero's item": (problems, page, record) => {
		const item = zoteroItem({ ...page, address: "http://x/" });
		same(problems, `${record.url}: Zotero`, [item.itemType, item.title, item.publicationTitle, item.date, item.pages, item.language, item.url, item.ISSN],
			["newspaperArticle", record.headline, newspaper, record.published ?? "", record.page ?? "", "zh-Hans", page.canonical ?? "http://x/", ""]);
		same(problems, `${record.url}: Zotero's authors`, item.creators.map((c) => [c.firstName, c.lastName].join(" ").trim()), authorsOf(record));
	},
	"the link for errors": (problems, page, record) => {
		const mail = page.report.find((href) => href?.startsWith("mailto:"));
		const subject = mail && decodeURIComponent(new URL(mail).searchParams.get("subject") ?? "");
		if (base && !(subject?.includes(record.headline) && subject.includes(page.canonical)))
			problems.push(`${record.url}: ${mail} does not name the article`);
	},
};

/** The canonical address is that of the file below the site's own. */
function canonicalProblem(file, page) {
	if (file === "404.html" || page.refresh)
		return null;
	const wanted = !base ? null : file === "index.html" ? base : base + file.split("/").map(encodeURIComponent).join("/");
	return page.canonical === wanted ? null : `${file}: canonical ${page.canonical} instead of ${wanted}`;
}

const browser = await launch();
const tab = await browser.newPage();
await tab.addScriptTag({ path: join(site, "cite-formats.js") });
await tab.evaluate("globalThis.broadsheetCite = broadsheetCite");
const pages = new Map();
const html = files.filter(isPage);
for (let i = 0; i < html.length; i += 200) {
	const part = html.slice(i, i + 200);
	const found = await tab.evaluate(read, part.map((f) => readFileSync(join(site, f), "utf8")));
	part.forEach((file, k) => pages.set(file, found[k]));
}
await browser.close();
const base = pages.get("index.html").canonical;

for (const [name, check] of Object.entries(checks)) {
	const problems = [];
	for (const record of records) {
		try {
			check(problems, pages.get(decodeURIComponent(record.url)), record);
		} catch (e) {
			problems.push(`${record.url}: ${e.message}`);
		}
	}
	test(`${name} of ${records.length} articles`, problems);
}
test(`canonical addresses of ${html.length} pages`, html.map((f) => canonicalProblem(f, pages.get(f))).filter(Boolean));
finish();
