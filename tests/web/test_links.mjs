// Every link of the site: relative, to a file that is there, to an id that is
// there; every page can be reached from the home page.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { tags } from "./html.mjs";
import { isPage, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const files = listFiles(site);
const there = new Set(files);
const pages = new Map(files.filter(isPage).map((file) => [file, tags(readFileSync(join(site, file), "utf8"))]));
const ids = new Map([...pages].map(([file, all]) => [file, all.flatMap((t) => ("id" in t.attributes ? [t.attributes.id] : []))]));
const base = canonicalBase();

/** The site's own address, from the home page's canonical link; "" if it has none. */
function canonicalBase() {
	const link = pages.get("index.html")?.find((t) => t.name === "link" && t.attributes.rel === "canonical");
	return link ? link.attributes.href.replace(/index\.html$/, "") : "";
}

/** The addresses in a tag, as {address, loads}: loads is what a reader's browser fetches unasked. */
function addresses({ name, attributes: a }) {
	const found = [];
	const loads = name !== "a" && name !== "form" && !(name === "link" && /canonical|alternate|license|next|prev/.test(a.rel ?? ""));
	for (const key of ["href", "src", "action", "poster", "data"])
		if (key in a && !(key === "data" && name !== "object"))
			found.push({ address: a[key], loads });
	for (const part of (a.srcset ?? "").split(",").filter(Boolean))
		found.push({ address: part.trim().split(/\s+/)[0], loads });
	if (name === "meta" && /^refresh$/i.test(a["http-equiv"] ?? ""))
		found.push({ address: (a.content ?? "").replace(/^.*?url=/i, ""), loads: false });
	return found;
}

/** The file of the site that address means on page from; null if it leads elsewhere. */
function resolve(from, address) {
	const root = "http://site.invalid/";
	if (base && address.startsWith(base))
		address = root + address.slice(base.length);
	else if (base && from === "404.html" && address.startsWith(new URL(base).pathname))
		address = root + address.slice(new URL(base).pathname.length);
	const url = new URL(address, root + from.split("/").map(encodeURIComponent).join("/"));
	if (!url.href.startsWith(root))
		return null;
	let file = decodeURIComponent(url.pathname.slice(1));
	if (base && address === root)
		file = "index.html"; // the home page's own, canonical address
	return { file, fragment: decodeURIComponent(url.hash.slice(1)) };
}

function problemOf(from, { address, loads }) {
	if (/^(mailto|data):/.test(address))
		return null;
	const target = resolve(from, address);
	if (target === null)
		return loads ? `${from}: loads ${address} from elsewhere` : null;
	if (/^\//.test(address) && from !== "404.html")
		return `${from}: ${address} is not relative`;
	if (target.file === "" || target.file.endsWith("/"))
		return `${from}: ${address} names no file`;
	if (!there.has(target.file))
		return `${from}: ${address} leads to no file`;
	if (target.fragment && pages.has(target.file) && !ids.get(target.file).includes(target.fragment))
		return `${from}: ${address}: no such id there`;
	return null;
}

function linkProblems() {
	const found = [];
	for (const [file, all] of pages)
		for (const tag of all)
			for (const link of addresses(tag))
				found.push(problemOf(file, link));
	return found.filter(Boolean);
}

function idProblems() {
	const found = [];
	for (const [file, all] of ids)
		for (const id of all.filter((each, i) => all.indexOf(each) !== i))
			found.push(`${file}: id ${id} stands twice`);
	return found;
}

function isRedirect(file) {
	return pages.get(file).some((t) => t.name === "meta" && /^refresh$/i.test(t.attributes["http-equiv"] ?? ""));
}

function orphans() {
	const met = new Set(["index.html"]);
	const queue = ["index.html"];
	while (queue.length > 0) {
		const from = queue.pop();
		for (const tag of pages.get(from) ?? [])
			for (const { address } of addresses(tag)) {
				const file = resolve(from, address)?.file;
				if (pages.has(file) && !met.has(file)) {
					met.add(file);
					queue.push(file);
				}
			}
	}
	return [...pages.keys()].filter((file) => !met.has(file) && file !== "404.html" && !isRedirect(file))
		.map((file) => `${file}: no way from the home page`);
}

/** Addresses in feeds and sitemaps are absolute and must be the site's own files. */
function xmlProblems() {
	const found = [];
	for (const file of files.filter((f) => f.endsWith(".xml"))) {
		const text = readFileSync(join(site, file), "utf8");
		const all = [...text.matchAll(/<loc>([^<]*)<\/loc>|<link\b[^>]*\bhref="([^"]*)"/g)].map((m) => m[1] ?? m[2]);
		for (const address of all) {
			const target = resolve(file, address.replaceAll("&amp;", "&"));
			if (target === null || !there.has(target.file))
				found.push(`${file}: ${address} leads to no file of the site`);
		}
	}
	return found;
}

function styleProblems() {
	const found = [];
	for (const file of files.filter((f) => f.endsWith(".css"))) {
		const text = readFileSync(join(site, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
		for (const [, address] of text.matchAll(/url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']/g))
			found.push(address && problemOf(file, { address, loads: true }));
	}
	return found.filter(Boolean);
}

function exportProblems() {
	const found = [];
	for (const file of files.filter((f) => f.endsWith(".jsonl")))
		readFileSync(join(site, file), "utf8").split("\n").forEach((line, i) => {
			const url = line && JSON.parse(line).url;
			const target = url && resolve("index.html", url);
			if (url && !there.has(target.file))
				found.push(`${file}:${i + 1}: ${url} leads to no file`);
		});
	return found;
}

const empty = files.filter((file) => file !== ".nojekyll").filter((file) => !existsSync(join(site, file)) || statSync(join(site, file)).size === 0);
test(`links of ${pages.size} pages`, linkProblems());
test("ids are unique", idProblems());
test("every page can be reached", orphans());
test("addresses in feeds and sitemaps", xmlProblems());
test("addresses in style sheets", styleProblems());
test("addresses in the export", exportProblems());
test("no file is empty", empty);
finish();
