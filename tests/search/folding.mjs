// The program and the browser's script fold alike: every character alone, and
// random runs of all sorts of characters.
//
//	node tests/search/folding.mjs SITE TEST_FOLD

import { execFileSync } from "node:child_process";
import { finish, test } from "../web/tap.mjs";
import { core, diskLoader, open, openCold, quote } from "./index.mjs";
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

// A page that knows only what a query needs finds it in every text, variants and all.
const twins = [...index.fold.mapped].filter(([code, to]) => code >= 0x3400 && to.length === 1).map(([code, [to]]) => [code, to].map((c) => String.fromCodePoint(c)));
const missed = [];
for (let i = 0; i < 400; i++) {
	const cold = await openCold(diskLoader(site));
	let text = "", query = "";
	for (let n = 1 + pick(5); n > 0; n--) {
		const pair = pick(3) > 0 ? twins[pick(twins.length)] : Array.from({ length: 2 }, () => known[pick(known.length)]);
		text += pair[pick(2)];
		query += pair[pick(2)];
	}
	for (let n = pick(20); n > 0; n--)
		text += twins[pick(twins.length)][pick(2)] + (pick(4) ? "" : known[pick(known.length)]);
	await cold.fold.know(query);
	const wanted = core.readQuery(index.fold, quote(query)), got = core.readQuery(cold.fold, quote(query));
	const marks = [[index, wanted], [cold, got]].map(([{ fold }, { terms }]) => JSON.stringify([terms, core.findMarks(fold, text, terms)]));
	if (marks[0] !== marks[1] || cold.fold.blocks.size === 0)
		missed.push(`${query} in ${text}: ${marks[1]} in place of ${marks[0]}`);
}
test("what a query needs of the folding table is enough to find it", missed);
finish();
