// Every kind of page on paper: black on white, whether backgrounds are printed
// or not; nothing that is only to be clicked; an issue begins with its contents.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { launch, onDisk } from "./browser.mjs";
import { filesUnlike, kindOf, listFiles, onePageOfEachKind } from "./site.mjs";
import { canPicture, faultsOf, sheetsOf } from "./paper.mjs";
import { finish, siteArgument, skip, test } from "./tap.mjs";

const site = siteArgument();
/* 404.html finds its style only on a server. */
const files = filesUnlike(process.argv[3], site, listFiles(site)).filter((file) => file !== "404.html");

/** In the page: texts that cannot be read, with their contrast, on the background they have and on bare paper. */
function faint() {
	const numbers = (color) => color.match(/[\d.]+/g).map(Number);
	const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
		.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
		.reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
	const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
	const behind = (node) => {
		for (let at = node; at; at = at.parentElement) {
			const color = numbers(getComputedStyle(at).backgroundColor);
			if ((color[3] ?? 1) > 0)
				return color;
		}
		return [255, 255, 255];
	};
	const found = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode.parentElement;
		if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest(".unseen, .skip, svg, script, noscript"))
			continue;
		const ink = light(numbers(getComputedStyle(node).color));
		const least = Math.min(contrast(ink, light(behind(node))), contrast(ink, 1));
		if (least < 4.5)
			found.push(`${node.tagName}.${node.className} “${walker.currentNode.data.trim().slice(0, 20)}”: ${least.toFixed(1)}`);
	}
	return found;
}

/** In the page: what is to be clicked and yet is printed. */
function useless() {
	return [...document.querySelectorAll(".menu, .find, .crumbs, .tools, .pager, .skip, .more, button")]
		.filter((node) => node.checkVisibility()).map((node) => `${node.className || node.tagName} is printed`);
}

const DOTS = 40; /* an inch, of the pictures that are measured */

/* The kinds on which most differs from page to page. */
const RICH = new Set(["article", "printed page", "issue", "home", "topic", "year", "search.html"]);

/** An issue of several pages begins with them and their leads. */
function contents() {
	const list = document.querySelector(".sheets.here");
	if (document.querySelectorAll(".sheet").length < 2)
		return [];
	if (!list?.checkVisibility())
		return ["the list of pages is not printed"];
	const stories = [...list.querySelectorAll(".story")];
	return [
		...(getComputedStyle(list).position === "static" ? [] : ["the list is not where it stands"]),
		...(stories.every((s) => s.checkVisibility()) ? [] : ["the leads of the pages are not printed"]),
		...(stories.length === document.querySelectorAll(".sheet .lead").length ? [] : ["a lead is missing"]),
	];
}

if (!canPicture)
	skip("on paper: what is cut off, empty or black", "pdftoppm is not there (Debian: poppler-utils)");
const browser = await launch();
for (const colorScheme of ["light", "dark"]) {
	const context = await browser.newContext({ colorScheme, viewport: { width: 660, height: 940 } });
	const page = await context.newPage();
	for (const [kind, file] of onePageOfEachKind(files, (f) => statSync(join(site, f)).size)) {
		await page.goto(onDisk(site) + file.split("/").map(encodeURIComponent).join("/"));
		await page.emulateMedia({ media: "print", colorScheme });
		const problems = [...await page.evaluate(faint), ...await page.evaluate(useless)];
		if (kind === "issue")
			problems.push(...await page.evaluate(contents));
		// Headlines are large and lists loose: some 500 characters are a sheet at the least.
		// Those of other kinds, which take as long to print, are looked at by test_on_paper.mjs.
		if (colorScheme === "light" && RICH.has(kind)) {
			const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true });
			const count = pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
			const most = 2 + (await page.evaluate(() => document.body.innerText.length)) / 500;
			if (count < 1 || count > most)
				problems.push(`${count} sheets`);
			if (canPicture)
				problems.push(...sheetsOf(pdf, DOTS).flatMap((sheet, i) => faultsOf(sheet).map((fault) => `sheet ${i + 1} ${fault}`)));
		}
		test(`on paper, from ${colorScheme}: ${kind}`, problems.map((p) => `${file}: ${p}`));
		await page.emulateMedia({ media: "screen", colorScheme });
	}
	await context.close();
}

/* Upright text would run off the paper. */
const article = files.find((f) => kindOf(f) === "article" && readFileSync(join(site, f), "utf8").includes("data-do=\"vertical\""));
if (article) {
	const page = await browser.newPage();
	await page.goto(onDisk(site) + article.split("/").map(encodeURIComponent).join("/"));
	await page.click("[data-do=vertical]");
	await page.emulateMedia({ media: "print" });
	const mode = await page.$eval(".article .text", (t) => getComputedStyle(t).writingMode);
	test("what is read upright is printed level", mode === "horizontal-tb" ? [] : [mode]);
}
await browser.close();
finish();
