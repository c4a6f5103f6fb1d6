// The preview in Chromium: pages load again by themselves, and what is wrong
// stands on them until it is mended.

import { rmSync } from "node:fs";
import { launch } from "../web/browser.mjs";
import { finish, test } from "../web/tap.mjs";
import { Archive, Preview, stopAll, until } from "./preview.mjs";

const program = process.argv[2];
const article = "2022/01/19/01-1.html";

/** A page whose text, as a reader sees it, can be waited for; loads counts how often it was loaded. */
async function open(context, address) {
	const page = await context.newPage();
	const watched = { page, loads: 0, problems: [] };
	page.on("load", () => (watched.loads += 1));
	page.on("pageerror", (e) => watched.problems.push(e.message));
	page.on("console", (m) => m.type() === "error" && watched.problems.push(`console: ${m.text()}`));
	watched.response = await page.goto(address);
	return watched;
}

/** What is in the page, asked again where it is just being loaded anew. */
function ask(page, question, argument) {
	return page.evaluate(question, argument).catch(() => undefined);
}

async function sees(page, what, question, argument) {
	return until(what, () => ask(page, question, argument)).then(() => [], (e) => [e.message]);
}

const errorShown = () => {
	const box = document.getElementById("broadsheet-error");
	return box && box.getClientRects().length > 0 && box.textContent;
};

/** One after the other is changed; two pages are open. */
async function reloads(context, p, archive) {
	const found = [];
	const one = await open(context, p.url + article), two = await open(context, `${p.url}2022/01/19/index.html`);
	// A page that is looked at listens, all others rest until they are.
	for (const [name, act, watched, question] of [
		["a page", () => archive.replace("pages/2022-01-19_01.txt", "五个乡镇", "六个乡镇"), one,
			() => document.body.textContent.includes("六个乡镇")],
		["a correction", () => archive.write("pages/corrections.conf", "[2022-01-19_01.txt:1]\nheadline = 更正的标题\n"), one,
			() => document.querySelector("h1").textContent === "更正的标题"],
		["the same on another page", () => {}, two, () => document.body.textContent.includes("更正的标题")],
		["a template", () => archive.append("templates/article.mustache", "<!-- --><p id=\"mark\">x</p>\n"), one,
			() => document.getElementById("mark") !== null],
		["a style sheet", () => archive.append("static/style.css", "h1 { letter-spacing: 3px }\n"), one,
			() => getComputedStyle(document.querySelector("h1")).letterSpacing === "3px"],
		["site.conf", () => archive.replace("site.conf", "title = 档案", "title = 新的档案"), one,
			() => document.title.includes("新的档案")],
	]) {
		await watched.page.bringToFront();
		act();
		found.push(...await sees(watched.page, `${name} is seen`, question));
	}
	for (const { page, problems } of [one, two]) {
		found.push(...problems);
		await page.close();
	}
	return found;
}

async function keepsItsPlace(context, p, archive) {
	const { page } = await open(context, p.url + article);
	await page.setViewportSize({ width: 300, height: 200 });
	await page.evaluate(() => scrollTo(0, 400));
	const before = await page.evaluate(() => scrollY);
	archive.append("templates/article.mustache", "<p id=\"below\">x</p>\n");
	const found = await sees(page, "the change", () => document.getElementById("below") !== null);
	found.push(...await sees(page, `the place ${before} of the page`, (y) => scrollY === y, before));
	await page.close();
	return before > 0 ? found : ["the page was not scrolled"];
}

async function shows(context, p, archive) {
	const found = [];
	const whole = archive.read("templates/article.mustache");
	const { page, problems } = await open(context, p.url + article);
	const text = await page.evaluate(() => document.querySelector("main").textContent);
	archive.write("templates/article.mustache", `{{#article\n${whole}`);
	found.push(...await sees(page, "the fault", errorShown));
	const told = await ask(page, errorShown);
	if (!/^\S*article\.mustache:1:\d+: \S/m.test(told))
		found.push(`the fault has no file, line and column: ${told}`);
	const place = await page.evaluate(() => {
		const box = document.getElementById("broadsheet-error").getBoundingClientRect();
		return { role: document.getElementById("broadsheet-error").getAttribute("role"), wide: box.width >= innerWidth - 20, below: box.bottom <= innerHeight + 1 };
	});
	if (place.role !== "alert" || !place.wide || !place.below)
		found.push(`the fault is shown at ${JSON.stringify(place)}`);
	if ((await page.evaluate(() => document.querySelector("main").textContent)) !== text)
		found.push("the last good page is not as it was");
	await page.goto(`${p.url}about.html`);
	found.push(...await sees(page, "the fault on another page", errorShown));
	archive.write("pages/corrections.conf", "[gone.txt]\npage = 1\n[\n");
	found.push(...await sees(page, "another fault", (was) => {
		const box = document.getElementById("broadsheet-error");
		return box.textContent !== was && box.textContent.includes("corrections.conf:3");
	}, told));
	archive.write("templates/article.mustache", whole);
	archive.write("pages/corrections.conf", "");
	found.push(...await sees(page, "that all is mended", () => !document.getElementById("broadsheet-error")?.getClientRects().length));
	found.push(...problems);
	await page.close();
	return found;
}

/** No site was ever built: the browser says why, and shows the site when there is one. */
async function shows503(context, archive) {
	rmSync(archive.path("public"), { recursive: true });
	const whole = archive.read("templates/article.mustache");
	archive.write("templates/article.mustache", `{{#article\n${whole}`);
	const p = await new Preview(program, archive).started();
	const { page, response } = await open(context, p.url + article);
	const found = response.status() === 503 ? [] : [`status ${response.status()}`];
	found.push(...await sees(page, "why there is no site", () => document.body.textContent.includes("article.mustache:1:")));
	archive.write("templates/article.mustache", whole);
	found.push(...await sees(page, "the site", () => document.querySelector("h1")?.textContent === "全县公路会议召开"));
	await page.close();
	if ((await p.stop()) !== 0)
		found.push(`exit status ${p.status}`);
	return found;
}

/** A page that is open while the preview ends and begins again finds its way back. */
async function returns(context, p, archive) {
	const watched = await open(context, p.url);
	const port = p.port;
	await p.stop();
	archive.append("static/style.css", "h1 { word-spacing: 4px }\n");
	const again = await new Preview(program, archive, ["-p", String(port)]).started();
	const found = await sees(watched.page, "the preview that began again",
		() => getComputedStyle(document.querySelector("h1")).wordSpacing === "4px");
	await watched.page.close();
	await again.stop();
	return found;
}

const archive = new Archive();
const browser = await launch();
const context = await browser.newContext();
try {
	const p = await new Preview(program, archive).started();
	test("serve: a page that is open shows each change by itself", await reloads(context, p, archive));
	test("serve: and stays where the reader was", await keepsItsPlace(context, p, archive));
	await p.after(() => archive.write("pages/corrections.conf", ""));
	test("serve: a fault stands on the page until it is mended", await shows(context, p, archive));
	test("serve: a preview that ends and begins again is found", await returns(context, p, archive));
	test("serve: where there is no site, the page says why", await shows503(context, archive));
} catch (error) {
	test("serve: to the end", [error.stack]);
} finally {
	await browser.close();
	await stopAll();
	archive.remove();
}
finish();
