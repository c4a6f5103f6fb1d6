// Typesets a page of a site's records as a newspaper would, and prints it to PDF,
// for pictures of pages that have one.
//
//	node tests/web/typeset.mjs RECORDS.jsonl SOURCE OUT.pdf

import { readFileSync } from "node:fs";
import { launch } from "./browser.mjs";

const [records, source, out] = process.argv.slice(2);
if (!out) {
	console.error("usage: node tests/web/typeset.mjs RECORDS.jsonl SOURCE OUT.pdf");
	process.exit(2);
}

const style = `
@page { size: 390mm 580mm; margin: 0 }
body { margin: 0; padding: 12mm 14mm; font: 9.5pt/1.5 "Noto Serif CJK SC", serif; color: #111 }
header { display: flex; justify-content: space-between; align-items: end; border-bottom: 2.5pt solid; padding-bottom: 3mm; margin-bottom: 6mm; font-size: 11pt }
header b { font-size: 44pt; line-height: 1; letter-spacing: .12em }
main { display: grid; grid-template-columns: repeat(6, 1fr); gap: 8mm 6mm }
article { padding-bottom: 5mm; border-bottom: .5pt solid #999 }
h1 { margin: 0 0 3mm; font-size: 19pt; line-height: 1.25; text-align: center; font-weight: 900 }
.lead h1 { font-size: 36pt } .brief h1 { font-size: 14pt }
h2 { margin: 0 0 3mm; font-size: 12pt; line-height: 1.35; text-align: center; font-weight: 400 }
.body { column-gap: 6mm; text-align: justify }
p { margin: 0; text-indent: 2em }
h3 { margin: 1mm 0; font-size: 10.5pt; text-align: center }`;

const escape = (text) => text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
const articles = readFileSync(records, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line))
	.filter((r) => r.kind !== "furniture" && r.source.endsWith(source));
const length = (r) => r.body.reduce((sum, b) => sum + b.text.length, 0);
const longest = articles.reduce((best, r) => length(r) > length(best) ? r : best);
const inOrder = [longest, ...articles.filter((r) => r !== longest)];

function html(r, i) {
	const wide = i === 0 ? 6 : length(r) > 700 ? 4 : 2;
	const body = r.body.map((b) => b.type === "subhead" ? `<h3>${escape(b.text)}</h3>` : `<p>${escape(b.text)}</p>`);
	const headline = r.headline_source === "printed" ? `<h1>${escape(r.headline)}</h1>` : "";
	return `<article class="${i === 0 ? "lead" : wide === 2 ? "brief" : ""}" style="grid-column: span ${wide}">${headline}
		${r.deck ? `<h2>${escape(r.deck)}</h2>` : ""}<div class="body" style="columns: ${wide}">${body.join("")}</div></article>`;
}

const { published, page: number } = articles[0];
const browser = await launch();
const page = await (await browser.newContext()).newPage();
await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style><header><b>太原日报</b>
	<span>${published.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日")}${number ? ` 第${Number(number)}版` : ""}</span></header><main>${inOrder.map(html).join("")}</main>`);
await page.pdf({ path: out, preferCSSPageSize: true });
await browser.close();
