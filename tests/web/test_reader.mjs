// What a reader does with the site: by keyboard alone, copying citations,
// printing, turning to the next article, setting the text; and how heavy pages are.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { launch, onDisk, serve, watchedPage } from "./browser.mjs";
import { kindOf, listFiles } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const files = listFiles(site);
const articles = files.filter((f) => kindOf(f) === "article");
const read = (file) => readFileSync(join(site, file), "utf8");
/** One in the middle of its issue, so that it has neighbours. */
const article = articles.find((f) => /rel="prev"/.test(read(f)) && /rel="next"/.test(read(f))) ?? articles[0];
const encoded = (file) => file.split("/").map(encodeURIComponent).join("/");

function expect(problems, what, right) {
	if (!right)
		problems.push(what);
}

/** Presses Tab until the focus is on an element that matches; the number of presses. */
async function tabTo(page, selector, most = 200) {
	for (let presses = 1; presses <= most; presses++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate((s) => document.activeElement.matches(s), selector))
			return presses;
	}
	throw new Error(`${page.url()}: ${most} tabs do not reach ${selector}`);
}

/* The front page of a paper that has ended has no calendar. */
const calendar = files.findLast((file) => kindOf(file) === "month");

/** Whether what has the focus shows it. */
function focusIsSeen(page) {
	return page.evaluate(() => {
		const style = getComputedStyle(document.activeElement);
		return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
	});
}

async function keyboard(page, address) {
	const problems = [];
	await page.goto(`${address}index.html`);
	expect(problems, "the skip link comes first", await tabTo(page, "a.skip") === 1);
	await Promise.all([page.waitForURL(/#main$/), page.keyboard.press("Enter")]);
	await page.goto(`${address}index.html`);
	await tabTo(page, '.menu a[href$="topics/index.html"]');
	expect(problems, "focus is seen in the menu", await focusIsSeen(page));
	await Promise.all([page.waitForURL(/topics\/index\.html$/), page.keyboard.press("Enter")]);
	await page.goto(address + calendar);
	await tabTo(page, ".calendar td a", 2000);
	expect(problems, "focus is seen in the calendar", await focusIsSeen(page));
	expect(problems, "the day is named in full", /\d{4}/.test(await page.evaluate(() => document.activeElement.getAttribute("aria-label"))));
	await Promise.all([page.waitForURL(/\/\d{4}\/\d\d\/\d\d\/index\.html$/), page.keyboard.press("Enter")]);
	await tabTo(page, ".teaser a");
	await Promise.all([page.waitForURL(/-\d+\.html$/), page.keyboard.press("Enter")]);
	return problems;
}

/** What Chinese typesetting asks for, as far as style sheets can give it. */
async function typesetting(page, address) {
	const problems = [];
	await page.goto(address + encoded(article));
	const measured = await page.$eval(".article .text", (text) => {
		const style = getComputedStyle(text), size = parseFloat(style.fontSize);
		const paragraph = getComputedStyle([...text.children].find((c) => c.nodeName === "P" && !c.className));
		return {
			characters: text.clientWidth / size, indent: parseFloat(paragraph.textIndent) / size, justified: style.textAlign,
			strict: style.lineBreak, language: text.closest("[lang]").lang, spacing: style.textSpacingTrim ?? "normal",
		};
	});
	expect(problems, `a line has ${measured.characters} characters`, measured.characters >= 30 && measured.characters <= 38);
	expect(problems, `paragraphs are indented by ${measured.indent} characters`, measured.indent === 2);
	expect(problems, JSON.stringify(measured), measured.justified === "justify" && measured.strict === "strict"
		&& /^zh-Han[st]$/.test(measured.language) && measured.spacing === "normal");
	await page.setViewportSize({ width: 360, height: 740 });
	const narrow = await page.$eval(".article .text", (text) => text.clientWidth / parseFloat(getComputedStyle(text).fontSize));
	expect(problems, `a phone's line has ${narrow} characters`, narrow >= 16);
	return problems;
}

async function noTrap(page, address) {
	await page.goto(address + encoded(article));
	await page.locator("details").first().evaluate((d) => { d.open = true; });
	const count = await page.locator("a[href], button:not([disabled]), input, summary").count();
	for (let i = 0; i <= count + 1; i++) {
		await page.keyboard.press("Tab");
		if (i > 5 && await page.evaluate(() => document.activeElement === document.body || document.activeElement.matches("a.skip")))
			return [];
	}
	return await page.evaluate(() => document.activeElement.closest("footer") !== null) ? [] : ["Tab does not come to the end of the page"];
}

async function copying(page, address) {
	const problems = [];
	await page.goto(address + encoded(article));
	await page.locator("details.formats summary").click();
	const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
	for (const id of ["gbt-2015", "gbt-2025", "bibtex", "ris", "csl"]) {
		await page.click(`[data-of=${id}]`);
		await page.waitForSelector(`[data-of=${id}][data-said]`);
		const got = await clipboard();
		expect(problems, `${id} is not what was copied: ${got}`, got === (await page.textContent(`#${id}`)).trim());
	}
	const headline = (await page.textContent("h1")).trim();
	await page.click("[data-of=csl]");
	const csl = JSON.parse(await page.textContent("#csl"))[0];
	expect(problems, "CSL-JSON has not the type", csl.type === "article-newspaper");
	expect(problems, "CSL-JSON has not the headline", csl.title.replace(/\s/gu, "") === headline.replace(/\s|……/gu, ""));
	await page.click("[data-do=markdown]");
	await page.waitForSelector("[data-do=markdown][data-said]");
	expect(problems, "the Markdown begins with the headline", /^(.+\n\n)?# /u.test(await clipboard()));
	await page.click("[data-do=text]");
	await page.waitForSelector("[data-do=text][data-said]");
	const text = (await clipboard()).replace(/\s/gu, "");
	const paragraphs = await page.$$eval(".article .text p", (all) => all.map((p) => p.textContent.replace(/\s/gu, "")));
	expect(problems, "a paragraph is not in the copied text", paragraphs.every((p) => text.includes(p)));
	return problems;
}

async function tools(page, address) {
	const problems = [];
	await page.goto(address + encoded(article));
	const size = () => page.$eval(".article .text", (t) => parseFloat(getComputedStyle(t).fontSize));
	const before = await size();
	await page.click("[data-do=larger]");
	expect(problems, "larger text is not larger", await size() > before);
	await page.reload();
	expect(problems, "the size of the text is not remembered", await size() > before);
	await page.click("[data-do=smaller]");
	await page.click("[data-do=vertical]");
	expect(problems, "the text does not stand upright",
		await page.$eval(".article .text", (t) => getComputedStyle(t).writingMode) === "vertical-rl");
	await page.locator(".article .text").evaluate((t) => { t.style.maxWidth = "10em"; });
	await page.locator(".article .text").hover();
	await page.mouse.wheel(0, 120);
	await page.waitForFunction(() => document.querySelector(".article .text").scrollLeft < 0);
	await page.click("[data-do=vertical]");
	await page.$eval(":focus", (e) => e.blur());
	const next = await page.getAttribute(".pager a[rel=next]", "href");
	if (next)
		await Promise.all([page.waitForURL(new URL(next, page.url()).href), page.keyboard.press("ArrowRight")]);
	return problems;
}

async function print(page, address) {
	const problems = [];
	await page.goto(address + encoded(article));
	await page.emulateMedia({ media: "print" });
	const seen = (selector) => page.locator(selector).first().isVisible();
	for (const selector of [".article h1", ".article .text", "#gbt-2015"])
		expect(problems, `${selector} is not printed`, await seen(selector));
	for (const selector of [".menu", ".crumbs", ".pager", ".tools", "details.formats", ".bottom"])
		expect(problems, `${selector} is printed`, !await seen(selector));
	const [ink, paper] = await page.evaluate(() => {
		const style = getComputedStyle(document.body);
		return [style.color, style.backgroundColor];
	});
	expect(problems, `printed ${ink} on ${paper}`, ink === "rgb(0, 0, 0)" && paper === "rgb(255, 255, 255)");
	const pdf = await page.pdf({ format: "A4" });
	expect(problems, "no pages were printed", pdf.length > 1000);
	const source = await page.$eval(".provenance", (p) => p.querySelector("#gbt-2015").textContent
		+ getComputedStyle(p, "::after").content);
	expect(problems, `the source line has no address: ${source}`, /https?:\/\/|file:\/\//.test(source));
	expect(problems, `the source line has no day: ${source}`, /\d{4}-\d\d-\d\d/.test(source));
	return problems;
}

/** In the page: how far it has moved when fonts are there and two more frames are drawn. */
async function movement() {
	await document.fonts.ready;
	const frame = () => new Promise((done) => requestAnimationFrame(done));
	await frame();
	await frame();
	return new Promise((done) => {
		const observer = new PerformanceObserver((list) =>
			done(list.getEntries().filter((e) => e.entryType === "layout-shift").reduce((sum, e) => sum + e.value, 0)));
		// An entry that is always there ends the wait where nothing moved.
		observer.observe({ type: "layout-shift", buffered: true });
		observer.observe({ type: "mark", buffered: true });
		performance.mark("looked");
	});
}

async function steadiness(browser, address) {
	const problems = [];
	for (const width of [360, 1280]) {
		const context = await browser.newContext({ viewport: { width, height: 800 } });
		const page = await context.newPage();
		for (const file of [article, "index.html", "coverage.html"]) {
			await page.goto(address + encoded(file), { waitUntil: "load" });
			const shift = await page.evaluate(movement);
			expect(problems, `${file} moves by ${shift} at ${width} px`, shift === 0);
		}
		await context.close();
	}
	return problems;
}

/** A page of HTML is under 20 kB but for what the text itself takes beyond 3 kB. */
function weights() {
	const problems = [];
	for (const file of articles) {
		const html = read(file);
		const text = /<div class="text[^]*?\n<\/div>\n(?=<footer>|<\/article>)/.exec(html)?.[0] ?? "";
		const size = statSync(join(site, file)).size;
		const own = size - Math.max(0, Buffer.byteLength(text) - 3000);
		expect(problems, `${file}: ${size} bytes, ${own} of them with no more than 3,000 of text`, own < 20000);
	}
	const style = statSync(join(site, "style.css")).size + statSync(join(site, "pages.css")).size;
	expect(problems, `style.css and pages.css have ${style} bytes`, style < 32500);
	return problems;
}

const server = await serve(site);
const browser = await launch();
for (const [way, address] of [["a server", server.address], ["the disk", onDisk(site)]]) {
	for (const [name, run] of [["menu and calendar by keyboard alone", keyboard], ["no keyboard trap", noTrap],
		["citations and text are copied", copying], ["text size, setting and arrow keys", tools], ["print", print],
		["Chinese typesetting", typesetting]]) {
		const problems = [];
		const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
		await context.grantPermissions(["clipboard-read", "clipboard-write"]);
		const page = await watchedPage(context, address, problems);
		page.setDefaultTimeout(15000);
		try {
			problems.push(...await run(page, address));
		} catch (e) {
			problems.push(`${page.url()}: ${e.message.split("\n")[0]}`);
		}
		test(`reader, from ${way}: ${name}`, problems);
		await context.close();
	}
}
test("nothing moves while a page loads", await steadiness(browser, server.address));
test("articles weigh little", weights());
await browser.close();
await server.close();
finish();
