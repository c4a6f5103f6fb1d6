// By what rules Zotero makes an item of a page's meta elements, in our words,
// after its translators "Embedded Metadata" and "RDF" of June 2026: as far as
// pages of a newspaper archive can meet them.

const spaces = { dc: "dc", prism: "prism", og: "og", article: "article", dcterms: "dcterms", bibo: "bibo", so: "so" };
const itemTypes = ["newspaperArticle", "journalArticle", "magazineArticle", "webpage", "book", "report", "document"];

/** Each meta as {key, value}; a name hides a property, and several names in one stand for as many. */
function statements(metas) {
	return metas.flatMap(({ name, property, content }) =>
		!content ? [] : (name || property || "").split(/\s+/).filter(Boolean).map((tag) => {
			const [prefix] = tag.split(/[.:_]/);
			const known = spaces[prefix.toLowerCase()];
			const rest = tag.slice(prefix.length + 1);
			return { key: known ? `${known}:${rest[0]?.toLowerCase()}${rest.slice(1)}` : tag, value: content };
		}));
}

/** A name without a comma: what follows its last blank is the last name. */
function creator(name) {
	const text = name.replace(/^[\s.,/[\]:]+|[\s.,/[\]:]+$/g, "").replace(/\s+/g, " ");
	if (text.includes(",")) {
		const [lastName, firstName = ""] = text.split(/, ?/);
		return { firstName, lastName };
	}
	const at = text.lastIndexOf(" ");
	return { firstName: at < 0 ? "" : text.slice(0, at), lastName: text.slice(at + 1) };
}

/** What Zotero reads in the title of a span of class Z3988, if it tells of Dublin Core. */
export function zoteroItemOfCoins(title) {
	const item = { itemType: null, creators: [] };
	const fields = { "rft.title": "title", "rft.source": "publicationTitle", "rft.date": "date", "rft.pages": "pages", "rft.language": "language" };
	const pairs = title.split("&").map((pair) => [pair.slice(0, pair.indexOf("=")),
		decodeURIComponent(pair.slice(pair.indexOf("=") + 1).replace(/\+|%2[bB]/g, " "))]);
	if (!pairs.some(([key, value]) => key === "rft_val_fmt" && value === "info:ofi/fmt:kev:mtx:dc"))
		return null;
	for (const [key, value] of pairs) {
		if (key in fields)
			item[fields[key]] = value;
		else if (key === "rft.type" && itemTypes.includes(value))
			item.itemType = value;
		else if (key === "rft.au")
			item.creators.push(creator(value));
		else if (key === "rft_id" && /^https?:/.test(value))
			item.url = value;
	}
	return item;
}

/** page: {metas: list of {name, property, content}, canonical, address, title}. */
export function zoteroItem(page) {
	const all = statements(page.metas);
	const first = (...keys) => keys.map((key) => all.find((s) => s.key === key)?.value).find((v) => v?.trim());
	// Highwire's names are sought by how they end, and the last kind found counts.
	const highwire = (...names) => names.map((name) =>
		page.metas.find((m) => m.name?.endsWith(name) && m.content.trim())?.content).filter(Boolean).at(-1);
	const typeOfHighwire = [["citation_journal_title", "journalArticle"], ["citation_technical_report_institution", "report"],
		["citation_book_title", "bookSection"], ["citation_dissertation_institution", "thesis"]]
		.find(([name]) => all.some((s) => s.key === name))?.[1];
	const told = first("dc:type", "dcterms:type");
	const type = first("og:type") === "website" ? "webpage" : itemTypes.includes(told) ? told
		: highwire("citation_title") ? "journalArticle" : "webpage";
	const authors = page.metas.filter((m) => m.name?.endsWith("citation_author")).flatMap((m) => m.content.split(/\s*;\s*/));
	const fromDublinCore = all.filter((s) => s.key === "dc:creator").map((s) => s.value);
	const title = highwire("citation_title") ?? first("dc:title", "dcterms:title", "og:title") ?? page.title;
	const publication = highwire("citation_journal_title") ?? first("prism:publicationName", "dc:source") ?? first("og:site_name") ?? "";
	const tail = new RegExp(`\\s*[-–—=_:|~#]\\s*${publication.replace(/([()[\]$^*+.?|])/g, "\\$1")}\\s*$`, "i");
	return {
		itemType: typeOfHighwire ?? type,
		title: publication ? title.replace(/\s+/g, " ").replace(tail, "") : title,
		publicationTitle: publication,
		date: highwire("citation_publication_date", "citation_cover_date", "citation_date")
			?? first("prism:publicationDate", "article:published_time", "dc:date") ?? "",
		pages: highwire("citation_firstpage") ?? first("prism:startingPage") ?? "",
		creators: (authors.length ? authors : fromDublinCore).map(creator),
		language: highwire("citation_language") ?? first("dc:language") ?? "",
		url: first("og:url") ?? page.canonical ?? page.address,
		abstractNote: first("og:description", "dcterms:abstract") ?? page.metas.find((m) => m.name === "description")?.content ?? "",
		ISSN: first("prism:issn", "dc:identifier") ?? "",
	};
}
