// The review that saves, in Chromium: with the mouse, with keys alone, on a phone, in the dark.

import { existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { launch, overhang } from "../web/browser.mjs";
import { finish, test } from "../web/tap.mjs";
import { Archive, Preview, stopAll, until } from "./preview.mjs";

const program = process.argv[2];
const file = "2022-01-19_01.txt";
const conf = "pages/corrections.conf";
const axe = createRequire(new URL("../web/package.json", import.meta.url))("axe-core");

function expect(what, holds) {
	return holds ? [] : [what];
}

/** The review of a page; problems gets what must not happen. */
async function open(browser, preview, options = {}, address = "review/2022/01/19/01.html") {
	const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
	const page = await context.newPage();
	const problems = [];
	page.on("pageerror", (e) => problems.push(e.message));
	let opening = true;
	page.on("console", (m) => m.type() === "error" && !/status of 4(09|22)/.test(m.text()) && !(opening && /status of 404/.test(m.text())) && problems.push(`console: ${m.text()}`));
	/* While a page has another number for a moment, a placeholder stands there that leads home. */
	for (let left = 5; ; left--) {
		await page.goto(preview.url + address);
		const shown = await page.waitForSelector(".edit", { timeout: left > 0 ? 4000 : 30000 }).catch((e) => left > 0 ? null : Promise.reject(e));
		if (shown)
			break;
	}
	await page.waitForFunction(() => document.querySelector("#desk:not([hidden])"));
	opening = false;
	return { context, page, problems };
}

/** Waits for something in the page, which may be loaded again just then. */
function sees(page, what, question, argument) {
	return until(what, () => page.evaluate(question, argument).catch(() => undefined)).then(() => [], (e) => [e.message]);
}

const line = (page, n) => page.locator(`.lines > li[value="${n}"]`);
const statusHas = (text) => document.querySelector("#desk [role=status]")?.textContent.includes(text);

function says(archive, text) {
	return until(`${conf} says ${text}`, () => existsSync(archive.path(conf)) && archive.read(conf).includes(text)).then(() => [], (e) => [e.message]);
}

async function withTheMouse(browser, preview, archive) {
	const { context, page, problems } = await open(browser, preview);
	const found = [];
	await line(page, 5).click();
	await page.locator('.desk [data-key="role"] button[value="deck"]').click();
	found.push(...await says(archive, `[${file}:5]\nrole = deck\n`));
	found.push(...await sees(page, "the role is shown", () => document.querySelector("#l5 summary strong, #l1 summary strong") &&
		[...document.querySelectorAll(".said")].some((c) => c.textContent === "role = deck")));
	found.push(...await sees(page, "the page is loaded again and tells it", statusHas, "role = deck"));
	found.push(...await sees(page, "one article is left", () => document.querySelectorAll(".made article").length === 1));
	found.push(...await sees(page, "the place is kept", () => document.activeElement.getAttribute("aria-label")?.includes("5")));
	await line(page, 5).click();
	found.push(...expect("it is pressed", await page.locator('.desk [value="deck"]').getAttribute("aria-pressed") === "true"));
	found.push(...expect("and the only one", await page.locator('.desk [data-key="role"] [aria-pressed="true"]').count() === 1));
	await page.locator(".desk .close").click();
	await page.locator("#desk button").click();
	found.push(...await sees(page, "two articles again", () => document.querySelectorAll(".made article").length === 2));
	found.push(...expect(`the file: ${archive.read(conf)}`, archive.read(conf) === ""));
	found.push(...await sees(page, "nothing to undo", () => document.querySelector("#desk button").hidden));
	await context.close();
	return [...found, ...problems];
}

async function ofAnArticle(browser, preview, archive) {
	const { context, page, problems } = await open(browser, preview);
	const found = [];
	await line(page, 1).click();
	await page.locator(".desk summary").click();
	await page.locator('.desk [name="headline"]').fill("全县公路会议");
	await page.locator('.desk [name="kind"]').selectOption("notice");
	await page.locator('.desk [data-none="byline"]').check();
	await page.locator('.desk [type="submit"]').click();
	found.push(...await says(archive, `[${file}:1]\nheadline = 全县公路会议\nbyline =\nkind = notice\n`));
	found.push(...await sees(page, "the headline is shown", () => document.querySelector(".made h2")?.textContent.trim() === "全县公路会议"));
	await line(page, 1).click();
	found.push(...expect("the form has what is said", await page.locator('.desk [name="headline"]').inputValue() === "全县公路会议" &&
		await page.locator('.desk [data-none="byline"]').isChecked() && await page.locator(".desk details").getAttribute("open") !== null));
	await page.locator('.desk [name="order"]').fill("erste");
	await page.locator('.desk [type="submit"]').click();
	found.push(...await sees(page, "what is wrong is told in the form", () => document.querySelector(".desk-fault")?.textContent.includes("'erste' is no place")));
	found.push(...expect("and not written", !archive.read(conf).includes("erste")));
	await page.locator('.desk [name="order"]').fill("");
	await page.locator('.desk [name="headline"]').fill("");
	await page.locator('.desk [name="kind"]').selectOption("");
	await page.locator('.desk [data-none="byline"]').uncheck();
	await page.locator('.desk [type="submit"]').click();
	await until("all is taken out", () => archive.read(conf) === "").catch((e) => found.push(e.message));
	await context.close();
	return [...found, ...problems];
}

/** Of several articles that are printed in one line each has its own form. */
async function ofOneLine(browser, preview, archive) {
	const notices = "2022-01-20_01.txt";
	const { context, page, problems } = await open(browser, preview, {}, "review/2022/01/20/01.html");
	const found = [];
	const choose = async (which) => {
		await line(page, 1).click();
		if (!await page.locator(".desk details").evaluate((d) => d.open))
			await page.locator(".desk summary").click();
		await page.locator('.desk [name="again"]').selectOption(which);
	};
	await choose("2");
	await page.locator('.desk [name="headline"]').fill("供电所停电");
	await page.locator('.desk [type="submit"]').click();
	found.push(...await says(archive, `[${notices}:1-2]\nheadline = 供电所停电\n`));
	found.push(...await sees(page, "the second has the headline", () => document.querySelectorAll(".made h2")[1]?.textContent.trim() === "供电所停电"));
	found.push(...await sees(page, "it is told", statusHas, "供电所停电"));
	await choose("2");
	found.push(...expect("the form has what is said of the second", await page.locator('.desk [name="headline"]').inputValue() === "供电所停电"));
	await page.locator('.desk [name="again"]').selectOption("1");
	found.push(...expect("and not of the first", await page.locator('.desk [name="headline"]').inputValue() === ""));
	await page.locator('.desk [name="order"]').fill("x");
	await page.locator('.desk [type="submit"]').click();
	found.push(...await sees(page, "why nothing was written is told in the page's language", () => document.querySelector(".desk-fault")?.textContent.startsWith(document.getElementById("desk").dataset.refused)));
	await page.locator(".desk .close").click();
	await page.locator("#desk button").click();
	await until("undone", () => archive.read(conf) === "").catch((e) => found.push(e.message));
	await context.close();
	return [...found, ...problems];
}

async function ofAPage(browser, preview, archive) {
	const { context, page, problems } = await open(browser, preview);
	const found = [];
	await page.locator(".edit-page button").click();
	await page.locator('.desk [name="page"]').fill("A05");
	await page.locator('.desk [type="submit"]').click();
	found.push(...await says(archive, `[${file}]\npage = A05\n`));
	await until("the page has moved", async () => (await preview.ask("/some/where/review/2022/01/19/A05.html")).status === 200).catch((e) => found.push(e.message));
	await preview.after(() => rmSync(archive.path(conf)));
	/* Not only a placeholder, which leads home. */
	await until("and is back", async () => (await preview.ask("/some/where/review/2022/01/19/01.html")).body.includes("desk.js")).catch((e) => found.push(e.message));
	/* The build that brought it back is still removing and placing files. */
	await new Promise((done) => setTimeout(done, 3000));
	await context.close();
	return found; /* its own address is gone for a while: that is told on the console */
}

async function withKeysAlone(browser, preview, archive) {
	const { context, page, problems } = await open(browser, preview);
	const found = [];
	const key = (name) => page.keyboard.press(name);
	const focused = () => page.evaluate(() => `${document.activeElement.className}|${document.activeElement.getAttribute("aria-label")}`);
	const tabTo = async (selector) => {
		for (let i = 0; i < 60 && !(await page.evaluate((s) => document.activeElement.matches(s), selector)); i++)
			await key("Tab");
	};
	await tabTo(".edit");
	found.push(...expect(`the first line: ${await focused()}`, /^edit\|.*1/.test(await focused())));
	await key("ArrowDown");
	await key("ArrowDown");
	found.push(...expect(`two lines on: ${await focused()}`, /^edit\|.*5/.test(await focused())));
	await key("Enter");
	found.push(...expect(`in the form: ${await focused()}`, await page.evaluate(() => document.activeElement.closest(".desk") !== null)));
	await key("Escape");
	found.push(...expect(`Escape leads back: ${await focused()}`, /^edit\|.*5/.test(await focused()) && await page.locator(".desk").count() === 0));
	await key("Enter");
	await tabTo('[data-key="start"] [value="no"]');
	await key("Space");
	found.push(...await says(archive, `[${file}:5]\nstart = no\n`));
	found.push(...await sees(page, "it is told", statusHas, "start = no"));
	found.push(...await sees(page, "one article is left", () => document.querySelectorAll(".made article").length === 1));
	found.push(...await sees(page, "the focus is on the line", () => document.activeElement.className === "edit"));
	await key("Control+z");
	found.push(...await sees(page, "undone", () => document.querySelectorAll(".made article").length === 2));
	await context.close();
	return [...found, ...problems];
}

/** What the review proposes is accepted by a button; lines may be chosen with the shift key. */
async function shortcuts(browser, preview, archive) {
	const found = [];
	const { context, page, problems } = await open(browser, preview);
	await line(page, 1).click();
	await line(page, 3).click({ modifiers: ["Shift"] });
	found.push(...expect("the range", await page.locator('.desk [name="until"]').inputValue() === "3"));
	await page.locator('.desk [data-key="role"] button[value="body"]').click();
	found.push(...await says(archive, `[${file}:1..3]\nrole = body\n`));
	found.push(...await sees(page, "it is told", statusHas, "role = body"));
	await page.locator("#desk button").click();
	await until("undone", () => archive.read(conf) === "").catch((e) => found.push(e.message));
	await page.goto(`${preview.url}review/undated/road.html`);
	await page.locator(".accept").first().click();
	found.push(...await says(archive, "[road.txt]\ndate = 20"));
	await page.waitForURL(`${preview.url}review/index.html`).catch((e) => found.push(`a page that moved leads to the list: ${e.message}`));
	await until("undated again", async () => {
		rmSync(archive.path(conf), { force: true });
		return (await preview.ask("/some/where/review/undated/road.html")).status === 200;
	}).catch((e) => found.push(e.message));
	await context.close();
	return [...found, ...problems];
}

async function looks(browser, preview, name, options) {
	const { context, page, problems } = await open(browser, preview, options);
	const found = [];
	const fits = async (what) => {
		const wide = await overhang(page);
		found.push(...expect(`${what} is ${wide} pixels too wide`, wide === 0));
	};
	await fits("the page");
	await line(page, 5).click();
	await page.locator(".desk summary").click();
	await fits("the form");
	await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
	await page.locator(".desk .close").click();
	found.push(...expect("a line whose form was closed is seen", await page.evaluate(() => {
		const box = document.activeElement.getBoundingClientRect();
		return document.activeElement.className === "edit" && box.top >= 0 && box.bottom <= innerHeight;
	})));
	await line(page, 5).click();
	await page.locator(".desk summary").click();
	const small = await page.evaluate(() => [...document.querySelectorAll("#main button, .desk input, .desk select")].filter((e) => {
		const box = e.closest(".none")?.getBoundingClientRect() ?? e.getBoundingClientRect();
		return box.width > 0 && (box.width < 24 || box.height < 24);
	}).map((e) => e.outerHTML.slice(0, 80)));
	found.push(...small.map((html) => `smaller than 24 pixels: ${html}`));
	await page.evaluate(() => scrollTo(0, 0));
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
	found.push(...violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 120)}`)));
	await context.close();
	return [...found, ...problems].map((text) => `${name}: ${text}`);
}

/** A preview that was started anew has another token: that is told, and nothing breaks. */
async function startedAnew(browser, archive) {
	const found = [];
	let preview = await new Preview(program, archive, ["--review"]).started();
	const { port } = preview;
	const { context, page } = await open(browser, preview);
	await preview.stop();
	preview = await new Preview(program, archive, ["--review", "-p", String(port)]).started();
	await line(page, 1).click();
	await page.locator('.desk [data-key="role"] button[value="deck"]').click();
	found.push(...await sees(page, "that it must be loaded again", () => document.querySelector(".desk-fault")?.textContent !== ""));
	await page.reload();
	await page.waitForSelector(".edit");
	await line(page, 1).click();
	found.push(...expect("and then it goes on", await page.locator(".desk").count() === 1));
	await context.close();
	await preview.stop();
	return found;
}

const archive = new Archive();
archive.write("pages/road.txt", "县里修通一条公路\n\n本报讯 县里的公路1月18日修通，2022年以来全县修路忙。\n");
archive.write("pages/2022-01-20_01.txt", "公路管理处停水通知 各用户：因检修管道，1月20日上午8时至12时停水，请互相转告。特此通知。 供电所停电通知 各用户：因检修线路，1月21日全天停电，请提前准备。特此通知。\n");
let browser;
try {
	browser = await launch();
	const preview = await new Preview(program, archive, ["--review"]).started();
	test("review in a browser: a line is clicked, its role chosen, shown and undone", await withTheMouse(browser, preview, archive));
	test("review in a browser: an article's headline, kind and byline", await ofAnArticle(browser, preview, archive));
	test("review in a browser: one of several articles on a line", await ofOneLine(browser, preview, archive));
	test("review in a browser: a page's number", await ofAPage(browser, preview, archive));
	test("review in a browser: with keys alone", await withKeysAlone(browser, preview, archive));
	test("review in a browser: ranges and proposals", await shortcuts(browser, preview, archive));
	for (const [name, options] of [["wide", {}], ["a phone", { viewport: { width: 390, height: 844 } }], ["narrow", { viewport: { width: 320, height: 640 } }],
		["dark", { colorScheme: "dark" }]])
		test(`review in a browser: ${name}`, await looks(browser, preview, name, options));
	await preview.stop();
	test("review in a browser: a preview that was started anew", await startedAnew(browser, archive));
} catch (error) {
	test("review in a browser: to the end", [error.stack]);
} finally {
	await browser?.close();
	await stopAll();
	archive.remove();
}
finish();
