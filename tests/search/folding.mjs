// The program and the browser's script fold alike: every character alone, and
// random runs of all sorts of characters.
//
//	node tests/search/folding.mjs SITE TEST_FOLD

import { execFileSync } from "node:child_process";
import { finish, test } from "../web/tap.mjs";
import { diskLoader, open } from "./index.mjs";
import { random } from "./random.mjs";

const [site, program] = process.argv.slice(2);
const index = await open(diskLoader(site));
const pick = random(20220119);

/** Characters that Node.js knows: others may be normalized by the program alone. */
const known = [];
for (let code = 0x20; code < 0x110000; code++) {
	const c = String.fromCodePoint(code);
	if (!/[\p{Cn}\p{Cs}\p{Co}\p{Cc}]/u.test(c) && !/\p{Cn}/u.test(c.normalize("NFKC")))
		known.push(c);
}
const marks = known.filter((c) => /[\p{M}\u1160-\u11FF\uFF9E\uFF9F]/u.test(c));
const low = known.filter((c) => c.codePointAt(0) < 0x3000);
const mixed = [known, low, marks, [" ", "　", "\u00A0", "\u200B"], ["张", "波", "臺", "灣", "a", "É"]];

const lines = known.slice();
for (let i = 0; i < 20000; i++) {
	let line = "";
	for (let n = 1 + pick(12); n > 0; n--) {
		const from = mixed[pick(mixed.length)];
		line += from[pick(from.length)];
	}
	lines.push(line);
}

const folded = execFileSync(program, ["-"], { input: lines.join("\n") + "\n", maxBuffer: 1 << 28 }).toString().split("\n");
const problems = [];
lines.forEach(function (line, i) {
	const ours = String.fromCodePoint(...index.fold.text(line).codes);
	if (folded[i] !== "?" && ours !== folded[i])
		problems.push(`${JSON.stringify(line)} (${[...line].map((c) => c.codePointAt(0).toString(16))}): ` +
			`${JSON.stringify(folded[i])} in the program, ${JSON.stringify(ours)} in the script`);
});
test(`${lines.length} texts are folded alike`, problems);
finish();
