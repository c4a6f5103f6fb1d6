// A printed page with its picture: outlines of articles that lead to them,
// without a script and from the disk, too; the outline of an article on its
// page; hits of a search, marked where they were printed.

import { launch, onDisk, serve, watchedPage } from "./browser.mjs";
import { kindOf, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const files = listFiles(site);
const printed = files.find((file) => kindOf(file) === "printed page");
const browser = await launch();
const server = await serve(site);
const problems = [];
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await watchedPage(context, server.address, problems);

/** A place that the outline of that number covers, on the page in hand. */
const placeIn = (page, number) => page.evaluate((n) => {
	const path = document.querySelectorAll(".map path")[n];
	const at = path.getBoundingClientRect();
	return { x: at.left + at.width / 2, y: at.top + at.height / 2, href: new URL(path.closest("a").getAttribute("href"), location.href).href };
}, number);

/** Whether the picture is shown, and where each outline leads. */
const shown = (page) => page.evaluate(() => ({
	loaded: document.querySelector(".printed img").naturalWidth > 0,
	links: [...document.querySelectorAll(".map a")].map((a) => a.getAttribute("href")),
	teasers: [...document.querySelectorAll(".teaser :is(h2, h3) a")].map((a) => a.getAttribute("href")),
}));

/** Goes where an outline leads. */
async function follow(page, address) {
	await page.goto(address + printed, { waitUntil: "load" });
	const { loaded, links, teasers } = await shown(page);
	if (!loaded)
		problems.push("the picture is not shown");
	if (links.length < 3 || teasers.some((href) => !links.includes(href)))
		problems.push(`outlines lead to ${links}, articles are ${teasers}`);
	const place = await placeIn(page, 1);
	await page.mouse.click(place.x, place.y);
	await page.waitForURL(place.href, { timeout: 60000 }).catch(() => problems.push(`a click leads to ${page.url()} and not to ${place.href}`));
}

await follow(page, server.address);
test("a click on an article in the picture opens it", problems.splice(0));

const link = page.locator(".beside .printed a");
const outline = await link.locator(".map path").boundingBox();
const picture = await link.locator("img").boundingBox();
if (!outline || outline.width < 5 || outline.x < picture.x - 1 || outline.y + outline.height > picture.y + picture.height + 1)
	problems.push(`the outline ${JSON.stringify(outline)} is not on the picture ${JSON.stringify(picture)}`);
await link.click();
await page.waitForURL(/#on-/, { waitUntil: "load" });
const lit = await page.evaluate(() => [...document.querySelectorAll(".map path")].map((p) => getComputedStyle(p).fillOpacity >= 0.2));
if (lit.filter((l) => l).length !== 1 || !lit[1])
	problems.push(`of the outlines those are shown: ${lit}`);
test("an article shows its outline, and leads to it on the page", problems.splice(0));

const word = "公路修通";
await page.goto(`${server.address}search.html?q=${encodeURIComponent(word)}`);
const found = page.locator(`a[href*="q="][href^="2022/"]`).first();
await found.waitFor({ timeout: 60000 }).catch(() => problems.push("nothing is found"));
if (problems.length === 0) {
	await found.click();
	await page.waitForSelector("mark", { timeout: 60000 }).catch(() => problems.push("nothing is marked in the text"));
	await page.locator(".beside .printed a").click();
	await page.waitForSelector(".map .hit", { state: "attached", timeout: 60000 }).catch(() => problems.push("nothing is marked on the picture"));
	const stray = await page.evaluate(() => [...document.querySelectorAll(".map .hit")].filter((hit) => {
		const at = hit.getBoundingClientRect(), all = hit.closest("a").querySelector("path").getBoundingClientRect();
		return !hit.closest("a").matches(".here") || at.width < 1 || at.left < all.left || at.right > all.right || at.top < all.top || at.bottom > all.bottom;
	}).length);
	if (stray > 0)
		problems.push(`${stray} marks are not in the outline of the article`);
}
test("hits of a search are marked where they were printed", problems.splice(0));

const plain = await browser.newContext({ viewport: { width: 360, height: 780 }, javaScriptEnabled: false });
const still = await plain.newPage();
await follow(still, onDisk(site));
test("so it is from the disk, on a phone, without a script", problems.splice(0));

await browser.close();
await server.close();
finish();
