// The pictures of README.md, made from the built site: a phone and a desktop,
// in light and dark.
//
//	node tests/web/screenshots.mjs SITE FOLDER

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, onDisk } from "./browser.mjs";
import { kindOf, listFiles } from "./site.mjs";
import { tags } from "./html.mjs";

const [site, folder] = process.argv.slice(2);
if (!folder) {
	console.error("usage: node tests/web/screenshots.mjs SITE FOLDER");
	process.exit(2);
}

const files = listFiles(site);
const issue = files.findLast((file) => kindOf(file) === "issue");

/** An article that shows much: the one whose page has most kinds of element. */
function richArticle() {
	const variety = (file) => new Set(tags(readFileSync(join(site, file), "utf8")).map((t) => t.name + (t.attributes.class ?? ""))).size;
	return files.filter((file) => kindOf(file) === "article").sort((a, b) => variety(b) - variety(a))[0];
}

const phone = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1.5 };
const pictures = [
	["home-desktop-light", "index.html", desktop, "light"],
	["article-desktop-dark", richArticle(), desktop, "dark"],
	["vertical-desktop-light", richArticle(), desktop, "light", "[data-do=vertical]"],
	["issue-phone-light", issue, phone, "light"],
	["article-phone-light", richArticle(), phone, "light"],
	["article-phone-dark", richArticle(), phone, "dark"],
];

mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const [name, file, device, colorScheme, pressed] of pictures) {
	const context = await browser.newContext({ ...device, colorScheme });
	const page = await context.newPage();
	await page.goto(onDisk(site) + file.split("/").map(encodeURIComponent).join("/"));
	if (pressed)
		await page.click(pressed);
	await page.screenshot({ path: join(folder, `${name}.png`) });
	console.log(join(folder, `${name}.png`));
	await context.close();
}
await browser.close();
