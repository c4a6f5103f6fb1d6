// The preview over the wire: what is sent, what is refused, and how it ends.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { finish, test } from "../web/tap.mjs";
import { listFiles } from "../web/site.mjs";
import { Archive, Preview, stopAll, until, versionOf } from "./preview.mjs";

const program = process.argv[2];
const base = "/some/where/";
const article = `${base}2022/01/19/01-1.html`;

/** The problems of an answer: what differs from what was expected. */
function differs(name, answer, status, headers = {}) {
	const found = answer.status === status ? [] : [`${name}: status ${answer.status}, expected ${status}`];
	for (const [header, value] of Object.entries(headers))
		if (answer.headers[header] !== value)
			found.push(`${name}: ${header} is ${answer.headers[header]}, expected ${value}`);
	return found;
}

function expect(name, truth) {
	return truth ? [] : [name];
}

/* --- What is sent --- */

async function addresses(p) {
	const found = [];
	for (const [path, status, location] of [
		[base, 200], ["/", 302, base], ["/some/where", 302, base], [`${base}2022`, 302, `${base}2022/`],
		[`${base}2022/`, 200], [`${base}index.html`, 200], [`${base}index.html?q=%2f..#x`, 200], [`${base}%69ndex.html`, 200],
		[`${base}gone.html`, 404], [`${base}index.html/`, 404], ["/some/", 404], ["/index.html", 404],
	])
		found.push(...differs(path, await p.ask(path), status, location ? { location } : {}));
	const page = await p.ask(`${base}gone/deeper/still.html`);
	found.push(...differs("404", page, 404, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }));
	found.push(...expect("the 404 page's links are below the site's path", page.body.includes(`href="${base}style.css"`)));
	found.push(...expect("the 404 page listens", page.body.includes("/.broadsheet/live.js")));
	return found;
}

async function media(p, archive) {
	const found = [];
	const asked = new Set();
	for (const file of listFiles(archive.path("public"))) {
		const ending = file.replace(/.*[./]/, "");
		if (asked.has(ending) || file.startsWith("."))
			continue;
		asked.add(ending);
		const answer = await p.ask(base + encodeURI(file));
		found.push(...differs(file, answer, 200, { "x-content-type-options": "nosniff" }));
		if (/octet-stream/.test(answer.headers["content-type"]) && !file.startsWith("_"))
			found.push(`${file} is sent as ${answer.headers["content-type"]}`);
		if (!file.endsWith(".html") && answer.body !== readFileSync(archive.path(`public/${file}`), "utf8"))
			found.push(`${file} is sent with other bytes`);
	}
	return found;
}

async function heads(p) {
	const found = [];
	for (const path of [article, `${base}style.css`, `${base}gone.html`, "/", "/.broadsheet/live.js"]) {
		const get = await p.ask(path);
		const head = await p.ask(path, { method: "HEAD", headers: { range: "bytes=0-9" } });
		found.push(...differs(`HEAD ${path}`, head, get.status, { ...get.headers, date: head.headers.date }));
		found.push(...expect(`HEAD ${path} has no content`, head.body === ""));
	}
	const refused = await p.ask(article, { method: "DELETE" });
	found.push(...differs("DELETE", refused, 405, { allow: "GET, HEAD" }));
	const posted = await p.send(`POST ${base} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\na=b`);
	return [...found, ...expect("POST is refused", posted.toString().startsWith("HTTP/1.1 405"))];
}

async function conditions(p) {
	const found = [];
	for (const path of [article, `${base}style.css`]) {
		const { headers: { etag, "last-modified": time } } = await p.ask(path);
		for (const [headers, status] of [
			[{ "if-none-match": etag }, 304], [{ "if-none-match": `"x", W/${etag}` }, 304], [{ "if-none-match": "*" }, 304],
			[{ "if-none-match": '"x"' }, 200], [{ "if-modified-since": time }, 304],
			[{ "if-modified-since": "Thu, 01 Jan 2015 00:00:00 GMT" }, 200], [{ "if-modified-since": "yesterday" }, 200],
			[{ "if-none-match": '"x"', "if-modified-since": time }, 200],
		]) {
			const answer = await p.ask(path, { headers });
			found.push(...differs(JSON.stringify(headers), answer, status, { etag, "last-modified": time, "cache-control": "no-cache" }));
			found.push(...expect("304 has no content", status === 200 || answer.body === ""));
		}
	}
	return found;
}

async function ranges(p) {
	const found = [];
	for (const path of [article, `${base}style.css`]) {
		const whole = (await p.ask(path)).body;
		const bytes = Buffer.from(whole), size = bytes.length;
		for (const [range, from, to] of [
			["bytes=0-9", 0, 10], ["bytes=5-", 5, size], ["bytes=-7", size - 7, size], [`bytes=3-${size * 2}`, 3, size],
			[`bytes=-${size * 2}`, 0, size], ["bytes=0-0", 0, 1],
		]) {
			const answer = await p.ask(path, { headers: { range } });
			found.push(...differs(range, answer, 206, { "content-range": `bytes ${from}-${to - 1}/${size}` }));
			found.push(...expect(`${range}: the bytes`, answer.body === bytes.subarray(from, to).toString()));
		}
		for (const range of [`bytes=${size}-`, "bytes=9-0", "bytes=-0", "bytes=x", "bytes=-", "bytes=1-2x", "bytes=99999999999999999999-"])
			found.push(...differs(range, await p.ask(path, { headers: { range } }), 416, { "content-range": `bytes */${size}` }));
		const { headers: { etag, "last-modified": time } } = await p.ask(path);
		for (const headers of [{ range: "bytes=0-1,5-6" }, { range: "lines=0-9" }, { range: "bytes=0-1", "if-range": '"x"' }]) {
			const answer = await p.ask(path, { headers });
			found.push(...differs(JSON.stringify(headers), answer, 200));
			found.push(...expect("the whole file", answer.body === whole));
		}
		for (const old of [etag, time])
			found.push(...differs(`if-range: ${old}`, await p.ask(path, { headers: { range: "bytes=0-1", "if-range": old } }), 206));
	}
	return found;
}

/* --- What is refused --- */

async function waysOut(p, archive) {
	const found = [];
	symlinkSync("../site.conf", archive.path("public/link.txt"));
	symlinkSync("..", archive.path("public/up"));
	for (const path of [
		"/../site.conf", `${base}../../site.conf`, `${base}../site.conf`, `${base}%2e%2e/site.conf`, `${base}.%2E/site.conf`,
		`${base}..%2fsite.conf`, `${base}2022/..%2F..%2Fsite.conf`, `${base}..%5csite.conf`, `${base}..\\site.conf`, `${base}/etc/passwd`,
		"//etc/passwd", `${base}%2fetc/passwd`, `${base}index.html%00.txt`, `${base}%`, `${base}%zz`, `${base}link.txt`, `${base}up/site.conf`,
		`${base}up/`, `${base}./index.html`, `${base}%252e%252e/site.conf`, "http://example.org/", "*", "",
	]) {
		const answer = await p.ask(path);
		if (answer.status < 400 || answer.body.includes("newspaper") || answer.body.includes("root:"))
			found.push(`${path} is answered with ${answer.status}`);
	}
	unlinkSync(archive.path("public/link.txt"));
	unlinkSync(archive.path("public/up"));
	return found;
}

async function hosts(p) {
	const found = [];
	for (const [host, status] of [
		["localhost", 200], [`LOCALHOST:${p.port}`, 200], ["127.0.0.1", 200], ["[::1]:80", 200], ["example.org", 403],
		["localhost.example.org", 403], ["127.0.0.1.example.org", 403], ["", 403], [null, 400],
	])
		for (const path of [base, "/.broadsheet/events", `${base}style.css`]) {
			if (status === 200 && path.endsWith("events"))
				continue;
			const answer = await p.ask(path, { host });
			if (answer.status !== status && !(host === null && answer.status === 403))
				found.push(`Host ${host} of ${path}: ${answer.status}`);
		}
	const { headers } = await p.ask(`${base}style.css`);
	return [...found, ...expect("pages of others may load nothing", headers["cross-origin-resource-policy"] === "same-origin")];
}

/** The local addresses at which this machine takes connections on the port, as Linux writes them. */
function listening(port) {
	const hex = port.toString(16).toUpperCase().padStart(4, "0");
	return ["/proc/net/tcp", "/proc/net/tcp6"].filter(existsSync).flatMap((file) =>
		readFileSync(file, "utf8").split("\n").map((line) => line.trim().split(/\s+/))
			.filter((f) => f[3] === "0A" && f[1].endsWith(`:${hex}`)).map((f) => f[1].split(":")[0]));
}

async function rubbish(p) {
	for (const bytes of [
		"\r\n\r\n", "GET\r\n\r\n", `GET ${"/a".repeat(40000)} HTTP/1.1\r\n\r\n`, "\0\x01\x02\x03".repeat(500) + "\r\n\r\n",
		`GET / HTTP/1.1\r\nHost: localhost\r\n${"X: y\r\n".repeat(5000)}\r\n`, "GET / HTTP/9.9\r\n\r\n",
		`GET ${base} HTTP/1.0\r\nHost: localhost\r\nRange: bytes=${"0-1,".repeat(2000)}\r\nConnection: close\r\n\r\n`,
	])
		await Promise.race([p.send(bytes), new Promise((done) => setTimeout(done, 300))]);
	return differs("after rubbish", await p.ask(base), 200);
}

/* --- What it notices --- */

async function notices(p, archive) {
	const found = [];
	const [aside, day] = [archive.path("aside"), archive.path("pages/day")];
	// Whole folders come and go by one rename: one change, one build.
	mkdirSync(`${aside}/static`, { recursive: true });
	mkdirSync(`${aside}/day`);
	mkdirSync(`${aside}/sub`);
	archive.write("aside/static/new.txt", "mark 5");
	archive.write("aside/day/2022-01-21_03.txt", "桥梁通车\n\n本报讯 新桥昨天通车。\n");
	archive.write("aside/sub/2022-01-22_03.txt", "隧道通车\n\n本报讯 隧道昨天通车。\n");
	const bridge = `${base}2022/01/21/03-1.html`;
	const steps = [
		["a page", () => archive.replace("pages/2022-01-20_02.txt", "南村道口", "北村道口"), `${base}2022/01/20/02-1.html`, "北村道口"],
		["corrections", () => archive.write("pages/corrections.conf", "[2022-01-19_01.txt:1]\nheadline = 更正的标题\n"), article, "更正的标题"],
		["a template", () => archive.append("templates/article.mustache", "<!-- mark 1 -->\n"), article, "mark 1"],
		["a partial", () => archive.append("templates/partials/layout.mustache", "<!-- mark 2 -->\n"), article, "mark 2"],
		["a page of the site's own", () => archive.append("templates/pages/about.md", "\n记号三\n"), `${base}about.html`, "记号三"],
		["a static file", () => archive.append("static/style.css", "/*! mark 4 */\n"), `${base}style.css`, "mark 4"],
		["a static file in a new folder", () => renameSync(`${aside}/static`, archive.path("static/more")), `${base}more/new.txt`, "mark 5"],
		["a static file in that folder", () => archive.append("static/more/new.txt", "mark 6"), `${base}more/new.txt`, "mark 6"],
		["site.conf", () => archive.replace("site.conf", "title = 档案", "title = 新的档案"), base, "新的档案"],
		["a page in a new folder", () => renameSync(`${aside}/day`, day), bridge, "新桥昨天"],
		["a folder of another name", () => renameSync(day, `${day}s`), bridge, "days/2022"],
		["a page in that folder", () => archive.replace("pages/days/2022-01-21_03.txt", "新桥昨天", "老桥昨天"), bridge, "老桥昨天"],
		["a folder in that folder", () => renameSync(`${aside}/sub`, `${day}s/sub`), `${base}2022/01/22/03-1.html`, "隧道昨天"],
		["a page in the folder in that folder", () => archive.replace("pages/days/sub/2022-01-22_03.txt", "隧道昨天", "地道昨天"),
			`${base}2022/01/22/03-1.html`, "地道昨天"],
	];
	for (const [name, act, path, text] of steps) {
		const ear = p.listen(path);
		const before = await until("the first event", () => ear.version);
		await p.after(act);
		found.push(...expect(`${name}: ${text}`, (await p.ask(path)).body.includes(text)));
		await until(`${name}: an event`, () => ear.version !== before).catch((e) => found.push(e.message));
		ear.close();
	}
	await p.after(() => renameSync(`${day}s`, `${aside}/day`));
	return [...found, ...differs("a page of a folder that went", await p.ask(bridge), 404)];
}

/** A page has another version when its file is another, or what it loads, and else the same. */
async function versions(p, archive) {
	const found = [];
	const look = async () => new Map(await Promise.all(listFiles(archive.path("public")).filter((f) => f.endsWith(".html"))
		.map(async (f) => [f, [readFileSync(archive.path(`public/${f}`), "utf8"), versionOf(await p.ask(base + f))]])));
	const before = await look();
	await p.after(() => archive.write("pages/corrections.conf", "[2022-01-19_01.txt:5]\nheadline = 又一个标题\n"));
	const corrected = await look();
	await p.after(() => archive.append("static/style.css", "/*! another */\n"));
	const restyled = await look();
	let changed = 0;
	for (const [file, [bytes, version]] of corrected) {
		const [oldBytes, oldVersion] = before.get(file) ?? [];
		changed += bytes !== oldBytes;
		found.push(...expect(`${file}: after a correction`, (bytes === oldBytes) === (version === oldVersion)));
		found.push(...expect(`${file}: after a change of style`, restyled.get(file)[1] !== version));
	}
	return [...found, ...expect(`${changed} of ${corrected.size} pages changed`, changed > 0 && changed < corrected.size)];
}

async function restsWhereNothingMatters(p, archive) {
	const before = p.builds;
	archive.append("public/notes.txt", "mine\n");
	archive.append("pages/.hidden", "x");
	await p.after(() => archive.append("static/style.css", "/*! the one */\n"));
	return expect(`${p.builds - before} builds for one change`, p.builds === before + 1);
}

/** The build fails: told with file and line, the site as it was; mended: told as well. */
async function faults(p, archive) {
	const found = [];
	for (const [name, place, spoil] of [
		["templates/article.mustache", "article.mustache:1:", (text) => `{{#article\n${text}`],
		["pages/corrections.conf", "corrections.conf:1:", () => "[gone.txt\n"],
		["site.conf", "site.conf:6:", (text) => `${text}nonsense = x\n`],
	]) {
		const whole = archive.read(name);
		const [page, ear, told] = [await p.ask(article), p.listen(article), p.err.length];
		await p.after(() => archive.write(name, spoil(whole)));
		await until("the event", () => ear.events.includes("event: failed")).catch((e) => found.push(e.message));
		found.push(...expect(`${name}: on the terminal`, p.err.slice(told).includes(place)));
		found.push(...expect(`${name}: in the event: ${ear.events}`, ear.events.split("event: failed")[1]?.includes(place)));
		found.push(...expect(`${name}: the site stays`, (await p.ask(article)).body === page.body));
		await p.after(() => archive.write(name, whole));
		await until("the event", () => ear.events.lastIndexOf("event: built") > ear.events.indexOf("event: failed"))
			.catch((e) => found.push(e.message));
		ear.close();
	}
	return found;
}

/** The site's folder and address change while it is shown. */
async function moves(p, archive) {
	const found = [];
	const conf = archive.read("site.conf");
	await p.after(() => archive.write("site.conf", conf.replace("/some/where/", "/else/档案/")));
	found.push(...expect(`the new address is told: ${p.url}`, new URL(p.url).pathname === "/else/%E6%A1%A3%E6%A1%88/"));
	found.push(...differs("the new path", await p.ask(`${new URL(p.url).pathname}2022/`), 200));
	found.push(...differs("the old path", await p.ask(article), 404));
	await p.after(() => archive.write("site.conf", `${conf}output = elsewhere\n`));
	rmSync(archive.path("public"), { recursive: true });
	found.push(...differs("the new folder", await p.ask(article), 200));
	await p.after(() => archive.append("static/style.css", "/*! mark 6 */\n"));
	found.push(...expect("and its changes", (await p.ask(`${base}style.css`)).body.includes("mark 6")));
	const before = p.builds;
	await p.after(() => archive.write("site.conf", conf));
	await p.after(() => archive.append("static/style.css", "/*! mark 7 */\n"));
	return [...found, ...expect("no build causes another", p.builds === before + 2)];
}

/* --- How it begins and ends --- */

async function begins(archive) {
	const found = [];
	const whole = archive.read("templates/article.mustache");
	rmSync(archive.path("public"), { recursive: true, force: true });
	archive.write("templates/article.mustache", `{{#article\n${whole}`);
	const p = await new Preview(program, archive).started();
	const page = await p.ask(article);
	found.push(...differs("without a site", page, 503, { "content-type": "text/html; charset=utf-8" }));
	found.push(...expect("the fault is shown", page.body.includes("article.mustache:1:") && page.body.includes("live.js")));
	await p.after(() => archive.write("templates/article.mustache", whole));
	found.push(...differs("mended", await p.ask(article), 200));
	const second = new Preview(program, archive, ["-p", String(p.port)]);
	await until("a refusal", () => second.status !== null);
	found.push(...expect(`port in use: ${second.status} ${second.err}`, second.status === 1 &&
		new RegExp(`port ${p.port} of 127.0.0.1 .*-p`).test(second.err)));
	const ear = p.listen(article);
	await until("an event", () => ear.events);
	found.push(...expect("SIGINT ends it with status 0 while a page listens", (await p.stop()) === 0));
	return found;
}

/** A signal ends it, whatever it is doing. */
async function ends(archive) {
	const found = [];
	for (const [signal, wait] of [["SIGINT", 0], ["SIGINT", 20], ["SIGTERM", 60], ["SIGTERM", 150]]) {
		rmSync(archive.path("public"), { recursive: true, force: true });
		const p = new Preview(program, archive);
		await until("the address", () => p.url);
		await new Promise((done) => setTimeout(done, wait));
		found.push(...expect(`${signal} after ${wait} ms: ${await p.stop(signal)} ${p.err}`, p.status === 0));
	}
	return found;
}

async function options(archive) {
	const found = [];
	archive.write("other.conf", archive.read("site.conf").replace("title = ", "title = 另外"));
	const other = await new Preview(program, archive, ["-c", "other.conf", "-o", "preview", "--review", "--look", "--listen", "127.0.0.2"]).started();
	const ask = (path, more = {}) => other.ask(path, { address: "127.0.0.2", host: `127.0.0.2:${other.port}`, ...more });
	if (other.url) { // not all systems have more than one loopback address
		found.push(...expect("-c", (await ask(base)).body.includes("另外")));
		found.push(...expect("-o", existsSync(archive.path("preview/index.html"))));
		found.push(...differs("--review", await ask(`${base}review/index.html`), 200));
		archive.append("static/style.css", "/*! looked */\n");
		await until("--look", async () => (await ask(`${base}style.css`)).body.includes("looked")).catch((e) => found.push(e.message));
		found.push(...differs("its own name", await ask(base), 200));
		found.push(...differs("another name", await ask(base, { host: "example.org" }), 403));
		found.push(...expect("SIGTERM ends it", (await other.stop("SIGTERM")) === 0));
	}
	const open = await new Preview(program, archive, ["--listen", "0.0.0.0"]).started();
	found.push(...differs("asked to be there for all, it answers to any name", await open.ask(base, { host: "example.org" }), 200));
	await open.stop();
	const wrong = new Preview(program, archive, ["--listen", "example.org"]);
	await until("a refusal", () => wrong.status !== null);
	return [...found, ...expect("no name is taken for an address", wrong.status === 1 && wrong.err.includes('"example.org" is no address'))];
}

const archive = new Archive();
try {
	const p = await new Preview(program, archive).started();
	test("serve: every address has its answer", await addresses(p));
	test("serve: media types, and the files' own bytes", await media(p, archive));
	test("serve: HEAD, and nothing but reading", await heads(p));
	test("serve: conditional requests", await conditions(p));
	test("serve: ranges", await ranges(p));
	test("serve: no way out of the folder", await waysOut(p, archive));
	test("serve: no other name than this machine's", await hosts(p));
	if (existsSync("/proc/net/tcp"))
		test("serve: at no other address", expect(listening(p.port).join(), listening(p.port).join() === "0100007F"));
	test("serve: rubbish does it no harm", await rubbish(p));
	test("serve: every change is noticed", await notices(p, archive));
	test("serve: a page is loaded again when it changed, and only then", await versions(p, archive));
	test("serve: what is no part of the site is not", await restsWhereNothingMatters(p, archive));
	test("serve: a fault is told with file and line, and the site stays", await faults(p, archive));
	test("serve: the site's folder and address may change", await moves(p, archive));
	const checked = spawnSync(program, ["check", "public"], { cwd: archive.folder });
	test("serve: check finds nothing wrong in the site", expect(checked.stderr.toString(), checked.status === 0));
	test("serve: SIGINT ends it with status 0", expect(`status ${p.status}`, (await p.stop()) === 0));
	test("serve: a first build that fails, a port in use, an end", await begins(archive));
	test("serve: a signal while it builds", await ends(archive));
	test("serve: options", await options(archive));
} catch (error) {
	test("serve: to the end", [error.stack]);
} finally {
	await stopAll();
	archive.remove();
}
finish();
