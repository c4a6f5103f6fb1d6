// Ways through the archive, from the disk: going to a date, this day in other
// years, the pages of an issue at hand, a name among the authors, articles
// that are saved; and headlines that break between words.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, onDisk, watchedPage } from "./browser.mjs";
import { kindOf, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const address = onDisk(site);
const files = listFiles(site);
const encoded = (file) => file.split("/").map(encodeURIComponent).join("/");
const issues = files.filter((f) => kindOf(f) === "issue");
const articles = files.filter((f) => kindOf(f) === "article");
const newest = issues.at(-1);
const dayOf = (file) => file.slice(0, 10).replaceAll("/", "-");

const browser = await launch();

/** A test in a page of its own: check(page, expect) tells what it expects. */
async function way(name, options, check) {
	const problems = [];
	const context = await browser.newContext({ viewport: { width: 390, height: 800 }, ...options });
	const page = await watchedPage(context, address, problems);
	page.setDefaultTimeout(30000);
	const expect = (what, value) => value || problems.push(what);
	try {
		await check(page, expect);
	} catch (e) {
		problems.push(e.message.split("\n")[0]);
	}
	await context.close();
	test(name, problems);
}

const open = (page, file) => page.goto(address + encoded(file));
const at = (page) => decodeURIComponent(page.url().slice(address.length)).replace(/[?#].*/, "");

await way("the date box goes to an issue", {}, async (page, expect) => {
	await open(page, articles[0]);
	await page.click(".go > button");
	await page.fill(".go input", dayOf(newest));
	await Promise.all([page.waitForURL(address + newest), page.click(".go form button")]);
	expect("not there", at(page) === newest);
});

await way("the date box offers the issues around a day without one, and the years", {}, async (page, expect) => {
	const first = new Date(dayOf(issues[0]));
	first.setUTCDate(first.getUTCDate() - 1);
	await open(page, "coverage.html");
	await page.click(".go > button");
	await page.evaluate(() => document.querySelector(".go input").removeAttribute("min"));
	await page.fill(".go input", first.toISOString().slice(0, 10));
	await page.click(".go form button");
	const offered = await page.$$eval(".go-note a", (all) => all.map((a) => a.textContent));
	expect(`offered ${offered}`, offered.join() === dayOf(issues[0]));
	const years = await page.$$eval(".go-years a", (all) => all.map((a) => a.textContent));
	expect(`years ${years}`, years.join() === [...new Set(issues.map((f) => f.slice(0, 4)))].join());
	await page.keyboard.press("Escape");
	expect("still open", await page.locator(".go form").isHidden());
	expect("the focus is lost", await page.evaluate(() => document.activeElement.matches(".go button")));
});

await way("without script all years and months are links", { javaScriptEnabled: false }, async (page, expect) => {
	await open(page, articles[0]);
	expect("the date box is shown", await page.locator(".go").isHidden());
	await Promise.all([page.waitForURL(address + "dates.html"), page.click(".menu a[href$=\"dates.html\"]")]);
	const month = newest.slice(0, 8) + "index.html";
	expect(`${month} is not linked`, await page.locator(`main a[href="${month}"]`).count() === 1);
});

await way("bars and squares are links", { viewport: { width: 1280, height: 900 } }, async (page, expect) => {
	await open(page, "coverage.html");
	const squares = await page.$$eval(".heat svg a", (all) => all.map((a) => a.getAttribute("href")));
	expect(`${squares.length} squares, ${issues.length} issues`, squares.length === issues.length && squares.includes(newest));
	await Promise.all([page.waitForURL(/\d{4}\/\d\d\/\d\d\/index\.html$/), page.locator(".heat svg a").last().click()]);
	await open(page, newest.slice(0, 5) + "index.html");
	const bars = await page.$$eval(".chart a", (all) => all.map((a) => a.getAttribute("href").replace(/^(\.\.\/)*/, "")));
	expect(`bars lead to ${bars}`, bars.length > 0 && bars.every((b) => files.includes(b)));
});

await way("the front page shows the reader's day in other years", {}, async (page, expect) => {
	await open(page, "index.html");
	await page.waitForFunction(() => globalThis.broadsheetDay);
	const day = await page.getAttribute(".on-this-day .day", "href");
	const days = issues.map((f) => f.slice(5, 10).replace("/", "-")).sort();
	const now = new Date();
	const today = `${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
	expect(`it is ${day}`, day.endsWith(`on/${days.find((d) => d >= today) ?? days[0]}.html`));
	expect("there are no rows", await page.locator(".on-this-day li a").count() > 0);
});

const several = issues.filter((f) => readFileSync(join(site, f), "utf8").includes("class=\"sheets here\"")).at(-1);
if (several) {
	await way("the pages of an issue stay at hand", {}, async (page, expect) => {
		await open(page, several);
		const links = page.locator(".sheets.here a");
		await links.last().click();
		await page.waitForFunction(() => { /* until it no longer moves */
			const before = globalThis.lastY;
			globalThis.lastY = scrollY;
			return scrollY > 0 && scrollY === before;
		}, null, { polling: 400 }).catch(() => { }); /* what is wrong is told below */
		const list = await page.locator(".sheets.here").boundingBox();
		const head = await page.locator(".sheet").last().boundingBox();
		expect(`the list is at ${list.y}`, Math.abs(list.y) < 2);
		expect(`the page's head is at ${head.y}, below ${list.height}`, head.y >= list.height - 1);
		expect("the last is not marked", await links.last().getAttribute("aria-current") === "true" ||
			head.y > 800 / 3);
	});
}

await way("a name is found among the authors", {}, async (page, expect) => {
	const names = files.filter((f) => kindOf(f) === "author" && /\/[^-]*\.html$/.test(f)).map((f) => f.slice(8, -5));
	await open(page, "authors/index.html");
	await page.fill(".author-filter input", names[0]);
	await page.waitForSelector(".author-filter li a");
	await Promise.all([page.waitForURL(address + encoded(`authors/${names[0]}.html`)), page.click(".author-filter li a")]);
	expect("not there", at(page) === `authors/${names[0]}.html`);
});

await way("an article is saved, printed, handed over and forgotten", {}, async (page, expect) => {
	await open(page, articles[0]);
	await page.click("[data-save]");
	expect("it is not kept", await page.getAttribute("[data-save]", "aria-pressed") === "true");
	const ris = await page.textContent("pre[id^=ris]");
	await open(page, "saved.html");
	expect("it is not listed", await page.locator("#saved ol li").count() === 1);
	const [file] = await Promise.all([page.waitForEvent("download"), page.click("[data-hand=ris]")]);
	const text = readFileSync(await file.path(), "utf8");
	const lines = (all) => all.trim().split(/\r?\n/).map((line) => line.trim()).join("\n");
	expect(`handed over as ${text}`, lines(text) === lines(ris));
	const [csv] = await Promise.all([page.waitForEvent("download"), page.click("[data-hand=csv]")]);
	expect("the table has not two lines", readFileSync(await csv.path(), "utf8").split("\r\n").length === 3);
	await page.evaluate(() => {
		for (const [key, kept] of Object.entries(localStorage))
			localStorage.setItem(key, kept.replace(/("title":"|\\"title\\": \\")/g, "$1=1+"));
	});
	await open(page, "saved.html");
	const [formula] = await Promise.all([page.waitForEvent("download"), page.click("[data-hand=csv]")]);
	expect("a spreadsheet would take a headline for a formula", /,"'=1\+/.test(readFileSync(await formula.path(), "utf8")));
	await page.emulateMedia({ media: "print" });
	expect("it is not printed", await page.locator("#saved .citation").isVisible());
	await page.emulateMedia({ media: "screen" });
	await page.click("#saved ol a");
	expect(`it leads to ${page.url()}`, at(page) === articles[0]);
	await open(page, "saved.html");
	await page.click("#saved ol button");
	expect("it is not forgotten", await page.locator("#saved ol li").count() === 0);
});

/** In the page: headlines whose lines end between two characters of a word, as far as words are looked for (HEADLINE_CHARACTERS). */
function torn() {
	const looked = 62, bad = [];
	for (const head of document.querySelectorAll(":is(h1, h2, h3, .rows li > a):has(wbr)")) {
		const range = document.createRange();
		const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
		let before = 0;
		while (walker.nextNode()) {
			const text = walker.currentNode.data;
			let last = null;
			for (let i = 0; i < text.length && before++ < looked; i++) {
				range.setStart(walker.currentNode, i);
				range.setEnd(walker.currentNode, i + 1);
				const top = range.getBoundingClientRect().top;
				const letters = i > 0 && /\p{L}|\p{N}/u.test(text[i]) && /\p{L}|\p{N}/u.test(text[i - 1]);
				if (last !== null && top > last + 4 && letters)
					bad.push(`${text.slice(0, i)}／${text.slice(i)}`);
				last = top;
			}
		}
	}
	return bad;
}

for (const width of [390, 768]) {
	await way(`headlines break between words, ${width} px`, { viewport: { width, height: 900 } }, async (page, expect) => {
		for (const file of [newest, several ?? newest, "index.html", articles[0]]) {
			await open(page, file);
			for (const text of await page.evaluate(torn))
				expect(text, false);
		}
	});
}
await way("a file for a reference manager is had without script", { javaScriptEnabled: false, acceptDownloads: true }, async (page, expect) => {
	await open(page, articles[0]);
	await page.click(".formats summary");
	for (const form of ["ris", "bib"]) {
		const [file] = await Promise.all([page.waitForEvent("download"), page.click(`.file a[download$=".${form}"]`)]);
		expect(`called ${file.suggestedFilename()}`, file.suggestedFilename().endsWith(`.${form}`));
		const text = readFileSync(await file.path(), "utf8");
		const shown = await page.locator(form === "ris" ? "pre[id^=ris]" : "pre[id^=bibtex]").first().textContent();
		const bare = (t) => t.replace(/\s+/g, "");
		expect(`${form} is not what is shown`, bare(text) === bare(shown));
	}
});

// The search box stands in the head as part of a row, or has one to itself over the whole width.
for (let width = 320; width <= 1280; width += 32) {
	await way(`the search box at ${width} px`, { viewport: { width, height: 800 } }, async (page, expect) => {
		await open(page, issues[0]);
		const [find, top, ...others] = await Promise.all([".find", ".top", ".menu", ".go"].map((s) => page.locator(s).boundingBox()));
		const beside = others.some((o) => o.y < find.y + find.height && find.y < o.y + o.height);
		expect("is orphaned", beside || find.width > top.width * 0.95);
	});
}

await browser.close();
finish();
