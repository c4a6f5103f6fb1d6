// The text of every article as Markdown, which cmark must turn back into what
// stands on the page; and as it reads.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { kindOf, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const articles = listFiles(site).filter((f) => kindOf(f) === "article" || /^undated\/.*-\d+\.html$/.test(f));
const converter = readFileSync(join(site, "reader-text.js"), "utf8");

/** Defined in the page: what an article shows, block by block, in a form of its own. */
function defineShape() {
	const inside = (node) => [...node.childNodes].map((child) => {
		if (child.nodeName === "BR")
			return "⏎";
		if (child.nodeName === "STRONG")
			return `«${inside(child)}»`;
		return child.nodeType === Node.TEXT_NODE ? child.data : inside(child);
	}).join("").replace(/\s+/gu, " ").replace(/» /g, "»").replace(/ ?⏎ ?/g, "⏎").trim();
	globalThis.shape = (node) => `${node.closest(".caption, blockquote") ? "caption " : ""}${node.nodeName}: ${inside(node)}`;
}

/** Of each page: its Markdown, its plain text and its blocks; null if nothing is left of the article. */
function convert(pages) {
	return pages.map((html) => {
		const page = new DOMParser().parseFromString(html, "text/html");
		const article = page.querySelector(".article");
		const source = page.getElementById("gbt-2015");
		if (!source)
			return null;
		const blocks = [...article.querySelectorAll("hgroup > :not(.note), .text :is(p, h2)")].map(globalThis.shape);
		return {
			markdown: globalThis.broadsheetText.markdown(article, source),
			plain: globalThis.broadsheetText.plain(article, source),
			paragraphs: [...article.querySelectorAll(".text p")].map((p) => p.textContent.replace(/\s/gu, "")),
			blocks: [...blocks, `P: ${globalThis.shape(source).replace(/^DD: /, "")}`],
		};
	});
}

/** The blocks of each text that cmark made. */
const shapes = (all) => all.map((html) =>
	[...new DOMParser().parseFromString(html, "text/html").querySelectorAll("p, h1, h2")].map(globalThis.shape));

/** What cmark makes of each text; it runs once, between texts stands a comment. */
function render(texts) {
	const run = spawnSync("cmark", { input: texts.join("\n\n<!-- next -->\n\n"), encoding: "utf8", maxBuffer: 1 << 28 });
	return run.error ? null : run.stdout.split("<!-- raw HTML omitted -->");
}

/** A text full of what Markdown takes for its own signs. */
const signs = `<article class="article"><hgroup><p class="kicker">- 引题 1.</p><h1># 一_二_ *三*</h1></hgroup><div class="text">
<p><strong>本报讯（记者）</strong>1. &lt;b&gt;甲&lt;/b&gt; &amp;amp; [乙](丙) ![丁] \`戊\` ~~己~~ C:\\</p>
<p>2022. 年<br />\n12) 庚<br />\n- 辛<br />\n=== 壬<br />\n---<br />\n+ 癸<br />\n&gt; 子 https://example.org/a_b_c</p><h2>* 插题 #</h2>
<div class="caption"><p>| 图 |<br />\n1) 摄</p></div></div></article><dl><dd id="gbt-2015">张. [N/OL](01)[2026-01-01]. http://x/.</dd></dl>`;

const browser = await launch();
const page = await browser.newPage();
await page.addScriptTag({ content: converter });
await page.evaluate(defineShape);
const problems = [], lost = [], names = [], found = [];
for (let i = 0; i < articles.length; i += 100) {
	const part = articles.slice(i, i + 100);
	const all = await page.evaluate(convert, part.map((f) => readFileSync(join(site, f), "utf8")));
	all.forEach((article, k) => article && names.push(part[k]) && found.push(article));
}
found.push((await page.evaluate(convert, [signs]))[0]);
names.push("signs of Markdown");
for (const [i, article] of found.entries()) {
	const text = article.plain.replace(/\s/gu, "");
	if (!article.paragraphs.every((p) => text.includes(p)))
		lost.push(`${names[i]}: a paragraph is not in the plain text`);
}
test(`plain text of ${found.length - 1} articles`, lost);
const rendered = render(found.map((a) => a.markdown));
if (rendered === null) {
	console.log("skipped: Markdown of articles, as cmark is not installed");
} else {
	for (let i = 0; i < rendered.length; i += 100) {
		const back = await page.evaluate(shapes, rendered.slice(i, i + 100));
		back.forEach((blocks, k) => {
			const wanted = found[i + k]?.blocks ?? [];
			const at = Array.from({ length: Math.max(blocks.length, wanted.length) }, (_, n) => n).find((n) => blocks[n] !== wanted[n]);
			if (at !== undefined)
				problems.push(`${names[i + k]}: block ${at + 1} is ${blocks[at]} instead of ${wanted[at]}`);
		});
	}
	test(`cmark reads the Markdown of ${found.length - 1} articles as it stands on the page`,
		rendered.length === found.length ? problems : [`${rendered.length} texts`]);
}
await browser.close();
finish();
