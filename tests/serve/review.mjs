// The review that saves, over the wire: who may write, what is refused, what is
// written, what is undone, what others write meanwhile, and a preview that is killed.

import { chmodSync, existsSync, lstatSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, watch, writeFileSync } from "node:fs";
import { finish, test } from "../web/tap.mjs";
import { Archive, Preview, stopAll, until } from "./preview.mjs";

const program = process.argv[2];
const sanitized = /\/(sanitize|threads)\//.test(program);
const file = "2022-01-19_01.txt";
const conf = "pages/corrections.conf";
const reviewPage = "review/2022/01/19/01.html";

function expect(what, holds) {
	return holds ? [] : [what];
}

/** A client that does what the review's script does: {status, answer} of each request. */
class Desk {
	constructor(preview, base = "/some/where/") {
		this.preview = preview;
		this.base = base;
	}

	async open() {
		const page = await this.preview.ask(this.base + reviewPage);
		this.token = page.body.match(/desk\.js" data-token="([0-9a-f]{32})"/)?.[1];
		return this;
	}

	/** Sends a text as it is. */
	async post(body, headers = {}) {
		const bytes = Buffer.from(body);
		const all = { "Content-Type": "application/json", "X-Broadsheet-Token": this.token, Origin: `http://127.0.0.1:${this.preview.port}`, ...headers };
		const lines = Object.entries(all).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`);
		const host = headers.Host ? [] : [`Host: 127.0.0.1:${this.preview.port}`];
		const head = ["POST /.broadsheet/corrections HTTP/1.1", ...host, "Connection: close", `Content-Length: ${bytes.length}`, ...lines].join("\r\n");
		const answer = await this.preview.send(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]));
		const text = answer.toString();
		const status = Number(text.split(" ")[1]);
		const json = text.slice(text.indexOf("\r\n\r\n") + 4);
		return { status, headers: text.slice(0, text.indexOf("\r\n\r\n")).toLowerCase(), answer: json.startsWith("{") ? JSON.parse(json) : json };
	}

	ask() {
		return this.post(JSON.stringify({ file }));
	}

	/** edits: [{line, key, value, was}], was null if it is left out. */
	save(...edits) {
		return this.post(JSON.stringify({ file, edits: edits.map((e) => ({ was: null, ...e })) }));
	}

	undo(step) {
		return this.post(JSON.stringify({ file, undo: step }));
	}
}

async function strangers(desk, archive) {
	const found = [];
	const before = existsSync(archive.path(conf));
	const body = JSON.stringify({ file, edits: [{ line: 1, key: "role", value: "body", was: null }] });
	for (const [what, headers, status] of [
		["no token", { "X-Broadsheet-Token": null }, 403],
		["an empty token", { "X-Broadsheet-Token": "" }, 403],
		["another token", { "X-Broadsheet-Token": "0".repeat(32) }, 403],
		["half a token", { "X-Broadsheet-Token": desk.token.slice(0, 16) }, 403],
		["another site's page", { Origin: "https://example.org" }, 403],
		["a page of another port", { Origin: "http://127.0.0.1:1" }, 403],
		["a page without an origin", { Origin: "null" }, 403],
		["what a browser calls another site's", { "Sec-Fetch-Site": "cross-site" }, 403],
		["another host's name", { Host: "example.org", Origin: "http://example.org" }, 403],
		["a form", { "Content-Type": "text/plain" }, 415],
		["a form's usual type", { "Content-Type": "application/x-www-form-urlencoded" }, 415],
		["no type", { "Content-Type": null }, 415],
	]) {
		const { status: was } = await desk.post(body, headers);
		found.push(...expect(`${what}: ${was}`, was === status));
	}
	const get = await desk.preview.ask("/.broadsheet/corrections");
	found.push(...expect(`GET: ${get.status}`, get.status === 404));
	const put = await desk.preview.ask("/.broadsheet/corrections", { method: "PUT" });
	found.push(...expect(`PUT: ${put.status}`, put.status === 405));
	const elsewhere = await desk.preview.ask("/.broadsheet/other", { method: "POST" });
	found.push(...expect(`POST elsewhere: ${elsewhere.status}`, elsewhere.status === 405));
	const { headers } = await desk.ask();
	found.push(...expect("answers are for no other page, and not kept",
		headers.includes("cross-origin-resource-policy: same-origin") && headers.includes("cache-control: no-store") && !headers.includes("access-control-")));
	return [...found, ...expect("nothing was written", existsSync(archive.path(conf)) === before)];
}

async function nonsense(desk, archive) {
	const found = [];
	const edit = { line: 1, key: "role", value: "body", was: null };
	for (const body of ["", "{", "[]", "null", "{}", '{"file":1}', '{"file":"a\\u0000b"}', "[".repeat(100000),
		JSON.stringify({ file, edits: [] }), JSON.stringify({ file, edits: {} }), JSON.stringify({ file, edits: [1] }),
		JSON.stringify({ file, edits: [{ ...edit, line: -1 }] }), JSON.stringify({ file, edits: [{ ...edit, line: "1" }] }),
		JSON.stringify({ file, edits: [{ ...edit, line: 1.5 }] }), JSON.stringify({ file, edits: [{ ...edit, line: 1e18 }] }),
		JSON.stringify({ file, edits: [{ ...edit, key: null }] }), JSON.stringify({ file, edits: [{ line: 1, key: "role", value: "body" }] }),
		JSON.stringify({ file, edits: [{ ...edit, value: 3 }] }), JSON.stringify({ file, edits: [edit], undo: 1 }),
		JSON.stringify({ file, undo: "1" }), JSON.stringify({ file, edits: Array(101).fill(edit) }),
		Buffer.from(JSON.stringify({ file, edits: [{ ...edit, value: "\xff" }] }), "latin1")]) {
		const { status } = await desk.post(body);
		found.push(...expect(`${body.toString().slice(0, 80)}: ${status}`, status === 400));
	}
	const { status } = await desk.post(JSON.stringify({ file, edits: [{ ...edit, key: "text", value: "长".repeat(200000) }] }));
	found.push(...expect(`too long: ${status}`, status === 413));
	return [...found, ...expect("nothing was written", !existsSync(archive.path(conf)))];
}

/** What a build would refuse is not written, and the answer says why. */
async function refusals(desk, archive) {
	const found = [];
	for (const [edits, says] of [
		[[{ line: 1, key: "role", value: "banner" }], /unknown role 'banner': write body/],
		[[{ line: 1, key: "kind", value: "tale" }], /unknown kind 'tale'/],
		[[{ line: 1, key: "topics", value: "none" }], /there is no topic 'none'/],
		[[{ line: 1, key: "start", value: "perhaps" }], /neither yes/],
		[[{ line: 1, key: "order", value: "0" }], /no place on the page/],
		[[{ line: 1, key: "withdraw", value: "soon" }], /'soon' is no day/],
		[[{ line: 0, key: "date", value: "2022-02-30" }], /is no day/],
		[[{ line: 0, key: "page", value: "../x" }], /no page number/],
		[[{ line: 0, key: "encoding", value: "KOI-9" }], /unknown encoding/],
		[[{ line: 0, key: "alias", value: "../../etc/x.html" }], /no address of a page/],
		[[{ line: 0, key: "headline", value: "x" }], /unknown key 'headline' in a section \[FILE\]/],
		[[{ line: 1, until: 3, key: "text", value: "x" }], /unknown key 'text'/],
		[[{ line: 1, key: "Role", value: "body" }], /no key can be called 'Role'/],
		[[{ line: 1, key: "role", value: "body\n[x.txt]\npage = 9" }], /more than one line/],
		[[{ line: 1, key: "headline", value: "a\rb" }], /more than one line/],
		[[{ line: 3, until: 3, key: "role", value: "body" }], /no section can be called/],
		[[{ line: 999, key: "headline", value: "x" }], /999/],
		[[{ line: 1, key: "headline", value: "999" }], /999/],
		[[{ line: 1, key: "start", value: "no" }, { line: 1, key: "headline", value: "x" }], /no article begins on line 1/],
	]) {
		const { status, answer } = await desk.save(...edits);
		found.push(...expect(`${JSON.stringify(edits)}: ${status} ${JSON.stringify(answer.messages)}`, status === 422 && says.test(answer.messages?.join("\n"))));
	}
	for (const name of ["none.txt", "../site.conf", "/etc/passwd", "", "corrections.conf", `${file}\nx`, "2022-01-19_01.txt/"]) {
		const { status } = await desk.post(JSON.stringify({ file: name, edits: [{ line: 1, key: "role", value: "body", was: null }] }));
		found.push(...expect(`the file ${JSON.stringify(name)}: ${status}`, status === 422));
	}
	return [...found, ...expect("nothing was written", !existsSync(archive.path(conf)))];
}

/** What is written is the edit alone, and the page shows it. */
async function saves(desk, archive) {
	const found = [];
	const p = desk.preview;
	let answer;
	await p.after(async () => ({ answer } = await desk.save({ line: 1, key: "headline", value: " 全县公路会议 " })));
	await until("the answer", () => answer);
	found.push(...expect(`the file: ${archive.read(conf)}`, archive.read(conf) === `[${file}:1]\nheadline = 全县公路会议\n`));
	const shown = (await p.ask("/some/where/2022/01/19/01-1.html")).body.match(/<h1.*<\/h1>/)?.[0] ?? "";
	found.push(...expect(`the site shows it: ${shown}`, shown.replaceAll(/<[^>]*>/g, "") === "全县公路会议"));
	found.push(...expect(`the answer: ${JSON.stringify(answer)}`, answer.fault === null &&
		JSON.stringify(answer.sections) === JSON.stringify([{ line: 1, part: 0, until: 0, again: 0, keys: { headline: "全县公路会议" } }]) &&
		answer.undo.said === `[${file}:1] headline = 全县公路会议`));
	await p.after(async () => ({ answer } = await desk.save({ line: 1, key: "headline", was: "全县公路会议", value: "公路会议" }, { line: 5, key: "kind", value: "notice" })));
	await until("two edits at once", () => answer.sections.length === 2);
	found.push(...expect("two edits are one step", archive.read(conf) === `[${file}:1]\nheadline = 公路会议\n\n[${file}:5]\nkind = notice\n`));
	const { status } = await desk.save({ line: 1, key: "headline", was: "公路会议", value: "公路会议" });
	const same = await desk.ask();
	found.push(...expect("what is there already is no step", status === 200 && same.answer.undo.step === answer.undo.step));
	return found;
}

/** Step by step to the first byte; what others wrote meanwhile stays. */
async function undoes(desk, archive) {
	const found = [];
	const crafted = `\u{FEFF}# 张波's\r\n[${file}:1]\r\n  headline : 公路会议 \r\n\r\n# last`;
	archive.write(conf, crafted);
	const kept = [archive.read(conf)];
	const edits = [{ line: 1, key: "headline", was: "公路会议", value: "" }, { line: 5, key: "start", value: "yes" },
		{ line: 5, key: "start", was: "yes", value: null }, { line: 3, until: 5, key: "role", value: "body" }];
	let last;
	for (const edit of edits) {
		last = await desk.save(edit);
		found.push(...expect(`${JSON.stringify(edit)}: ${last.status} ${JSON.stringify(last.answer.messages)}`, last.status === 200));
		kept.push(archive.read(conf));
	}
	found.push(...expect("a step that is not the last", (await desk.undo(last.answer.undo.step - 1)).status === 409));
	found.push(...expect("a step that was never made", (await desk.undo(9999)).status === 409));
	for (let i = edits.length; i > 0; i--) {
		last = await desk.undo(last.answer.undo.step);
		found.push(...expect(`undone ${i}: ${JSON.stringify(archive.read(conf))}`, last.status === 200 && archive.read(conf) === kept[i - 1]));
	}
	last = await desk.save({ line: 5, key: "kind", value: "notice" });
	archive.append(conf, "# by hand\n");
	last = await desk.undo(last.answer.undo.step);
	found.push(...expect(`undone beside what somebody wrote: ${JSON.stringify(archive.read(conf))}`, last.status === 200 &&
		archive.read(conf).endsWith("# by hand\n") && !archive.read(conf).includes("notice")));
	last = await desk.save({ line: 5, key: "kind", value: "notice" });
	archive.replace(conf, "kind = notice", "kind = news");
	const again = await desk.undo(last.answer.undo.step);
	found.push(...expect(`not undone what somebody changed: ${again.status}`, again.status === 409 && archive.read(conf).includes("kind = news")));
	archive.replace(conf, "kind = news", "kind = notice");
	found.push(...expect("and undone when it is as it was", (await desk.undo(last.answer.undo.step)).status === 200));
	return found;
}

/** Two tabs: neither loses what the other wrote. */
async function tabs(desk, archive) {
	const found = [];
	rmSync(archive.path(conf), { force: true });
	const other = await new Desk(desk.preview).open();
	await desk.save({ line: 1, key: "kind", value: "notice" });
	const late = await other.save({ line: 1, key: "kind", value: "news" });
	found.push(...expect(`a value that the tab has not seen: ${late.status} ${late.answer.messages}`, late.status === 409 &&
		late.answer.messages[0].includes("kind = notice") && late.answer.sections[0].keys.kind === "notice"));
	const keys = ["headline", "deck", "byline", "order", "text"];
	const values = { headline: "标题", deck: "副题", byline: "张波", order: "2", text: "县医院迁入新址" };
	const results = await Promise.all(keys.map((key, i) => (i % 2 ? desk : other).save({ line: 5, key, value: values[key] })));
	found.push(...expect(`at once: ${results.map((r) => r.status)}`, results.every((r) => r.status === 200)));
	const { answer } = await desk.ask();
	const all = answer.sections.find((s) => s.line === 5)?.keys;
	found.push(...expect(`all are there: ${JSON.stringify(all)}`, keys.every((key) => all[key] === values[key])));
	return found;
}

/** An editor saves the file again and again, each time with a line more; every line of his stays. */
async function editor(desk, archive) {
	const found = [];
	archive.write(conf, `[${file}:1]\nheadline = a\n`);
	let busy = true, lines = 0;
	const writing = (async () => {
		while (busy) {
			const text = archive.read(conf);
			await new Promise((done) => setTimeout(done, 1));
			/* As an editor that looks whether the file changed since it was read. */
			if (archive.read(conf) === text)
				archive.write(conf, `${text}# line ${lines++} of an editor\n`);
			await new Promise((done) => setTimeout(done, 60));
		}
	})();
	let answer = (await desk.ask()).answer, saved = 0;
	for (let i = 0; i < 40; i++) {
		const was = answer.sections.find((s) => s.line === 5)?.keys.deck ?? null;
		const result = await desk.save({ line: 5, key: "deck", value: `副题 ${i}`, was });
		answer = result.answer;
		saved += result.status === 200;
		found.push(...expect(`a status ${result.status}`, result.status === 200 || result.status === 409));
	}
	busy = false;
	await writing;
	const text = archive.read(conf);
	for (let i = 0; i < lines; i++)
		found.push(...expect(`the editor's line ${i} of ${lines} is lost`, text.includes(`# line ${i} of`)));
	return [...found, ...expect(`saved: ${saved}`, saved > 10)];
}

async function fileStays(desk, archive) {
	const found = [];
	rmSync(archive.path(conf));
	writeFileSync(archive.path("real.conf"), "# real\n");
	chmodSync(archive.path("real.conf"), 0o640);
	symlinkSync("../real.conf", archive.path(conf));
	const { status } = await desk.save({ line: 1, key: "deck", value: "副题" });
	found.push(...expect(`through a link: ${status}`, status === 200 && lstatSync(archive.path(conf)).isSymbolicLink() &&
		archive.read("real.conf").startsWith("# real\n") && archive.read("real.conf").includes("deck = 副题")));
	found.push(...expect("its mode", (statSync(archive.path("real.conf")).mode & 0o777) === 0o640));
	found.push(...expect("nothing else lies about", readdirSync(archive.path("pages")).every((n) => n === "corrections.conf" || n.endsWith(".txt"))));
	rmSync(archive.path(conf));
	archive.write(conf, "[broken\n");
	const broken = await desk.save({ line: 1, key: "deck", value: "x" });
	found.push(...expect(`a file that cannot be read: ${broken.status} ${broken.answer.fault}`, broken.status === 422 &&
		/corrections\.conf:1:1: /.test(broken.answer.fault) && archive.read(conf) === "[broken\n"));
	rmSync(archive.path(conf));
	return found;
}

/**
 * Killed again and again while it saves: the old file or the new one, and the next preview goes on.
 * A third is killed at a moment of the time that a saving takes here, a third when the new file
 * gets its name. Of the rest one half is killed when it has answered, and one as soon as it was
 * asked: so some are killed before and some after, however busy this machine is.
 */
async function killed(archive, times) {
	const found = [];
	const comment = `# ${"先前的话".repeat(2000)}\n`;
	let old = `${comment}[${file}:1]\nheadline = 0\n`, wrote = 0, takes = 0;
	archive.write(conf, old);
	for (let i = 1; i <= times && found.length === 0; i++) {
		const p = await new Preview(program, archive, ["--review"]).started();
		const desk = await new Desk(p).open();
		const was = old.match(/headline = (.*)/)[1];
		/* The moments are spread over the time that a saving takes here. */
		if (i === 1) {
			const begun = Date.now();
			await desk.save({ line: 1, key: "headline", value: "先", was });
			takes = Date.now() - begun;
			archive.write(conf, old);
		}
		const answer = desk.save({ line: 1, key: "headline", value: `标题 ${i}`, was }).catch(() => null);
		const eye = i % 3 === 0 && watch(archive.path("pages"), (_, name) => name?.endsWith("-new") && p.child.kill("SIGKILL"));
		if (i % 3 !== 1)
			await new Promise((done) => setTimeout(done, (takes + 20) * 2 * (i / times)));
		else if (i % 2 === 1)
			await answer;
		await p.stop("SIGKILL");
		eye && eye.close();
		const told = await answer.catch(() => null);
		const now = archive.read(conf);
		const fresh = old.replace(`headline = ${was}`, `headline = 标题 ${i}`);
		if (now !== old && now !== fresh)
			found.push(`killed ${i}: half a file: ${now.slice(-200)}`);
		if (told?.status === 200 && now !== fresh)
			found.push(`killed ${i}: told to be saved, and is not`);
		wrote += now === fresh;
		old = now;
	}
	return [...found, ...expect(`each was killed before it wrote, or each after: ${wrote} of ${times}`, wrote > 0 && wrote < times)];
}

/** Only the review on this machine has the desk. */
async function whereThereIsNone(archive) {
	const found = [];
	for (const [what, options, address] of [["without --review", [], "127.0.0.1"], ["for other machines", ["--review", "--listen", "0.0.0.0"], "127.0.0.1"]]) {
		const p = await new Preview(program, archive, options).started();
		const page = await p.ask(`/some/where/${options.length > 0 ? reviewPage : ""}`, { address });
		found.push(...expect(`${what}: the page`, page.status === 200 && !page.body.includes("desk.js") && !page.body.includes("data-token")));
		const { status } = await new Desk(p).post(JSON.stringify({ file }), { "X-Broadsheet-Token": "0".repeat(32) });
		found.push(...expect(`${what}: POST ${status}`, status === 405));
		const script = await p.ask("/.broadsheet/desk.js");
		found.push(...expect(`${what}: script ${script.status}`, script.status === 404));
		found.push(...expect(`${what}: it says so`, options.length === 0 || p.out.includes("writes no corrections here")));
		await p.stop();
	}
	return found;
}

const archive = new Archive("base_url = https://example.org/some/where/\n[topic road]\nname = 公路\nwords = 公路\n");
try {
	const p = await new Preview(program, archive, ["--review"]).started();
	const desk = await new Desk(p).open();
	test("review: its pages have a token, and no other page has", [
		...expect("a token", desk.token),
		...expect("the list", (await p.ask("/some/where/review/index.html")).body.includes(desk.token)),
		...expect("the front page", !(await p.ask("/some/where/")).body.includes("desk.js")),
		...expect("a page of it is not kept", (await p.ask(`/some/where/${reviewPage}`)).headers["cache-control"] === "no-store")]);
	const { answer } = await desk.ask();
	test("review: it tells what there is", expect(JSON.stringify(answer), answer.sections.length === 0 && answer.undo === null &&
		answer.fault === null && JSON.stringify(answer.topics) === '[{"id":"road","name":"公路"}]'));
	test("review: strangers write nothing", await strangers(desk, archive));
	test("review: nonsense does it no harm", await nonsense(desk, archive));
	test("review: what a build would refuse is not written", await refusals(desk, archive));
	test("review: a correction is written, and shown", await saves(desk, archive));
	test("review: undone to the byte", await undoes(desk, archive));
	test("review: two tabs lose nothing", await tabs(desk, archive));
	test("review: nor does an editor", await editor(desk, archive));
	test("review: the file stays what it is", await fileStays(desk, archive));
	test("review: SIGINT ends it with status 0", expect(`status ${p.status}`, (await p.stop()) === 0));
	test("review: nothing of it is in the site", expect("desk", !readFileSync(archive.path(`public/${reviewPage}`), "utf8").match(/<script|data-token/)));
	test("review: killed while it saves", await killed(archive, sanitized ? 4 : 24));
	test("review: no desk elsewhere", await whereThereIsNone(archive));
} catch (error) {
	test("review: to the end", [error.stack]);
} finally {
	await stopAll();
	archive.remove();
}
finish();
