// A preview as a user starts it: an archive of its own in a scratch folder, and
// `broadsheet serve` running on it.

import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Asks again and again until the answer is true; a machine may be slow, but not for ever. */
export async function until(what, ask) {
	const end = Date.now() + 60000;
	for (;;) {
		const answer = await ask();
		if (answer)
			return answer;
		if (Date.now() > end)
			throw new Error(`waited in vain: ${what}`);
		await new Promise((done) => setTimeout(done, 20));
	}
}

/** An archive of two pages in the tree's templates: paths below it are read and written by name. */
export class Archive {
	constructor(conf = "base_url = https://example.org/some/where/\n") {
		this.folder = mkdtempSync(join(tmpdir(), "broadsheet-serve-"));
		for (const part of ["templates", "static"])
			cpSync(part, join(this.folder, part), { recursive: true });
		cpSync("tests/serve/pages", join(this.folder, "pages"), { recursive: true });
		this.write("site.conf", `[site]\ntitle = 档案\nnewspaper = 日报\nsource = pages\n${conf}`);
	}

	path(name) {
		return join(this.folder, name);
	}

	read(name) {
		return readFileSync(this.path(name), "utf8");
	}

	/** As many editors save: another file, which nobody watches, takes the place of the old one. */
	write(name, text) {
		const other = join(dirname(this.path(name)), `.${basename(name)}.new`);
		writeFileSync(other, text);
		renameSync(other, this.path(name));
	}

	/** As others do: into the file itself. */
	append(name, text) {
		appendFileSync(this.path(name), text);
	}

	replace(name, from, to) {
		const text = this.read(name);
		if (!text.includes(from))
			throw new Error(`${name} does not hold ${from}`);
		this.write(name, text.replace(from, to));
	}

	remove() {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

const running = new Set();

/** Ends all that a test has left running. */
export async function stopAll() {
	for (const preview of running)
		await preview.stop("SIGKILL");
}

/** `broadsheet serve` on the archive, at a port that is free. */
export class Preview {
	constructor(program, archive, options = []) {
		this.out = "";
		this.err = "";
		this.status = null;
		this.child = spawn(program, ["serve", "-p", "0", ...options], { cwd: archive.folder, stdio: ["ignore", "pipe", "pipe"] });
		running.add(this);
		this.child.stdout.on("data", (text) => (this.out += text));
		this.child.stderr.on("data", (text) => (this.err += text));
		this.child.on("exit", (code, signal) => {
			this.status = signal ?? code;
			running.delete(this);
		});
	}

	/** How many builds have ended, well or not. */
	get builds() {
		return this.out.match(/^(not )?built/gm)?.length ?? 0;
	}

	/** The address that it told last. */
	get url() {
		return this.out.match(/^http:.*$/gm)?.at(-1);
	}

	get port() {
		return Number(new URL(this.url).port);
	}

	async started() {
		await until("the first build", () => this.builds > 0 || this.status !== null);
		return this;
	}

	/** Does something, and waits until the build that it causes has ended. */
	async after(act) {
		const before = this.builds;
		act();
		await until("a build", () => this.builds > before);
	}

	/** {status, headers, body} of a request, sent as it is: no path is made tidy. */
	ask(path, { method = "GET", headers = {}, host = `127.0.0.1:${this.port}`, address = "127.0.0.1" } = {}) {
		const lines = [`${method} ${path} HTTP/1.1`, ...(host === null ? [] : [`Host: ${host}`]), "Connection: close"];
		for (const [name, value] of Object.entries(headers))
			lines.push(`${name}: ${value}`);
		return this.send(`${lines.join("\r\n")}\r\n\r\n`, address).then(readAnswer);
	}

	/** All bytes that come back for these, until the other side closes. */
	send(bytes, address = "127.0.0.1") {
		return new Promise((done, fail) => {
			const parts = [];
			const socket = createConnection(this.port, address, () => socket.write(bytes));
			socket.on("data", (part) => parts.push(part));
			socket.on("close", () => done(Buffer.concat(parts)));
			socket.on("error", (error) => (error.code === "ECONNRESET" ? done(Buffer.concat(parts)) : fail(error)));
		});
	}

	/** An open page's ear: {events, version, close}; events is all that was told so far, version the last one. */
	listen(path) {
		const ear = {
			events: "",
			get version() {
				return this.events.match(/event: built\ndata: .+/g)?.at(-1).replace(/.*\ndata: /s, "");
			},
			close: () => socket.destroy(),
		};
		const socket = createConnection(this.port, "127.0.0.1", () =>
			socket.write(`GET /.broadsheet/events${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`));
		socket.on("data", (part) => (ear.events += part));
		socket.on("error", () => {});
		return ear;
	}

	/** Its exit status, or the signal that ended it. */
	async stop(signal = "SIGINT") {
		this.child.kill(signal);
		await until("the end", () => this.status !== null);
		return this.status;
	}
}

/** The version that a page was sent with. */
export function versionOf(answer) {
	return answer.body.match(/data-version="([^"]*)"/)?.[1];
}

function readAnswer(bytes) {
	const end = bytes.indexOf("\r\n\r\n");
	const [first, ...lines] = bytes.subarray(0, end).toString().split("\r\n");
	const headers = Object.fromEntries(lines.map((line) => [line.split(":")[0].toLowerCase(), line.slice(line.indexOf(":") + 2)]));
	return { status: Number(first.split(" ")[1]), headers, body: bytes.subarray(end + 4).toString() };
}
