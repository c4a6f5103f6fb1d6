// Every compressed file of a site unpacks to the file that it stands beside, and
// every text file from 1 kB on has both forms, smaller than itself, but for the
// search index, which is packed already.
//
//	node tests/sites/compressed.mjs SITE

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const site = process.argv[2];
const forms = { ".gz": gunzipSync, ".br": brotliDecompressSync };
const files = readdirSync(site, { recursive: true }).map((name) => join(site, name)).filter((f) => statSync(f).isFile());
const isPacked = (file) => /[/]search[/][^/]+[/]/.test(file);
const problems = [];
let seen = 0;

for (const file of files) {
	const form = Object.keys(forms).find((ending) => file.endsWith(ending));
	if (form) {
		seen++;
		if (!forms[form](readFileSync(file)).equals(readFileSync(file.slice(0, -form.length))))
			problems.push(`${file} is another text`);
		continue;
	}
	const size = statSync(file).size;
	const wanted = size >= 1024 && !isPacked(file) && /\.(html|xml|js|css|jsonl?|csv|txt|svg)$/.test(file) && !readFileSync(file).includes('http-equiv="refresh"');
	for (const ending of Object.keys(forms)) {
		if (existsSync(file + ending) !== wanted)
			problems.push(`${file}${ending} is ${wanted ? "not there" : "there"}`);
		else if (wanted && statSync(file + ending).size >= size)
			problems.push(`${file}${ending} is no smaller`);
	}
}
if (seen === 0)
	problems.push("nothing is compressed");
console.log(problems.slice(0, 20).join("\n"));
process.exit(problems.length > 0 ? 1 : 0);
