// The pictures of README.md, made from the built site: a phone and a desktop,
// in light and dark. PRINTED is a site whose pages have pictures.
//
//	node tests/web/screenshots.mjs SITE PRINTED FOLDER

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, onDisk } from "./browser.mjs";
import { kindOf, listFiles } from "./site.mjs";
import { tags } from "./html.mjs";

const [site, printed, folder] = process.argv.slice(2);
if (!folder) {
	console.error("usage: node tests/web/screenshots.mjs SITE PRINTED FOLDER");
	process.exit(2);
}

const files = listFiles(site);
const issue = files.findLast((file) => kindOf(file) === "issue");

/** An article that shows much: the one whose page has most kinds of element. */
function richArticle() {
	const variety = (file) => new Set(tags(readFileSync(join(site, file), "utf8")).map((t) => t.name + (t.attributes.class ?? ""))).size;
	return files.filter((file) => kindOf(file) === "article").sort((a, b) => variety(b) - variety(a))[0];
}

function printedPage() {
	return listFiles(printed).find((file) => kindOf(file) === "printed page");
}

const phone = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1.5 };
const coarse = { viewport: { width: 1200, height: 800 } }; /* what shows a picture is large */
const pictures = [
	["home-desktop-light", "index.html", desktop, "light"],
	["article-desktop-dark", richArticle(), desktop, "dark"],
	["vertical-desktop-light", richArticle(), desktop, "light", "[data-do=vertical]"],
	["issue-phone-light", issue, phone, "light"],
	["article-phone-light", richArticle(), phone, "light"],
	["article-phone-dark", richArticle(), phone, "dark"],
	["printed-desktop-light", `${printedPage()}#on-83`, coarse, "light", undefined, printed],
	["hits-desktop-dark", `${printedPage()}#q=${encodeURIComponent("太原")}`, coarse, "dark", undefined, printed],
];

mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const [name, file, device, colorScheme, pressed, other] of pictures) {
	const context = await browser.newContext({ ...device, colorScheme });
	const page = await context.newPage();
	const [path, place] = file.split("#");
	await page.goto(onDisk(other ?? site) + path.split("/").map(encodeURIComponent).join("/") + (place ? `#${place}` : ""));
	if (place?.startsWith("q="))
		await page.waitForSelector(".map .hit", { state: "attached" });
	if (pressed)
		await page.click(pressed);
	await page.screenshot({ path: join(folder, `${name}.png`) });
	console.log(join(folder, `${name}.png`));
	await context.close();
}
await browser.close();
