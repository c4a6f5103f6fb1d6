// A small archive made of the seeds, for tests that build it again and again.

import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { random } from "../search/random.mjs";
import { filesOf } from "./folders.mjs";

const seeds = fs.readdirSync("seeds").filter((f) => f.endsWith(".txt")).sort()
	.map((f) => fs.readFileSync(join("seeds", f), "utf8"));

/** The topics of the seeds' own configuration. */
export function usualTopics() {
	const conf = fs.readFileSync("site.conf", "utf8");
	return conf.slice(conf.indexOf("[topic"));
}

/** An archive in a folder of its own; the seed decides about all that is random. */
export function makeArchive(program, seed) {
	const pick = random(Number(seed));
	const one = (list) => list[pick(list.length)];
	const work = fs.mkdtempSync(join(tmpdir(), "broadsheet-incremental-"));
	const at = (...names) => join(work, ...names);
	const read = (path) => fs.readFileSync(path, "utf8");
	const han = [...seeds.join("").match(/\p{Script=Han}/gu)];
	const settings = { page_size: 3, search: "yes", base_url: "https://example.org/a/", title: "档案", articles: null };
	const self = { work, at, read, pick, one, han, settings, topics: usualTopics(), pages, pageName, addPage, changeText,
		changePage, writeConf, build, remove: () => fs.rmSync(work, { recursive: true }) };

	fs.cpSync("templates", at("templates"), { recursive: true });
	fs.cpSync("static", at("static"), { recursive: true });
	fs.mkdirSync(at("pages"));
	for (let i = 0; i < 9; i++)
		addPage();
	return self;

	function pages() {
		return filesOf(at("pages")).filter((f) => f.endsWith(".txt"));
	}

	/** Some lines of one of the seeds, so that pages stay small and the builds quick. */
	function somePage() {
		const lines = one(seeds).split("\n");
		const from = pick(Math.max(1, lines.length - 12));
		return lines.slice(from, from + 6 + pick(14)).join("\n") + "\n";
	}

	function pageName() {
		const day = `20${20 + pick(3)}-0${1 + pick(2)}-${10 + pick(4)}`;
		return one([`${day}_0${1 + pick(5)}.txt`, `${day}_0${1 + pick(5)}.txt`, `${day}_A${1 + pick(3)}.txt`,
			`loose-${pick(6)}.txt`, `folder/${day}_0${1 + pick(4)}.txt`]);
	}

	function addPage() {
		const path = at("pages", pageName());
		fs.mkdirSync(join(path, ".."), { recursive: true });
		fs.writeFileSync(path, somePage());
		return path;
	}

	function changeText(path, text) {
		fs.writeFileSync(path, text);
		return path.slice(work.length);
	}

	function changePage() {
		const path = one(pages()), lines = read(path).split("\n"), i = pick(lines.length);
		const ways = [
			() => lines.splice(i, 1),
			() => lines.splice(i, 0, one(one(seeds).split("\n"))),
			() => { lines[i] = lines[i].replace(/\p{Script=Han}/u, one(han)); },
			() => { lines[i] = lines[i].replace(/\p{Script=Han}/gu, (c) => pick(8) ? c : one(han)); },
			() => lines.splice(i, 2, lines[i + 1] ?? "", lines[i]),
			() => lines.push(`本报讯（记者 ${one(han)}${one(han)}）${lines[i]}`),
		];
		one(ways)();
		return changeText(path, lines.join("\n"));
	}

	/** The configuration of the site in that folder; returns its path. */
	function writeConf(which) {
		const lines = ["[site]", "newspaper = 日报", "language = zh-Hans", `source = ${at("pages")}`,
			`output = ${at(which)}`, `state = ${at(`state-${which}`)}`, `templates = ${at("templates")}`,
			`static = ${at("static")}`];
		for (const [key, value] of Object.entries(settings))
			if (value !== null)
				lines.push(`${key} = ${value}`);
		fs.writeFileSync(at(`${which}.conf`), lines.join("\n") + "\n\n" + self.topics);
		return at(`${which}.conf`);
	}

	function build(which, env = {}) {
		return spawnSync(program, ["build", "-j", String(1 + pick(3)), "-c", writeConf(which)],
			{ encoding: "utf8", env: { ...process.env, ...env } });
	}
}
