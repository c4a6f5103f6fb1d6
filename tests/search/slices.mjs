// How much a search does at most without letting the page do anything else.
//
//	node tests/search/slices.mjs SITE [STEPS_A_MS]
//
// Asks for what most articles hold, with all results. Steps are counted, not timed,
// so that any machine comes to the same: what is read of a file, and what is put into
// maps and arrays or asked of them. The clock that the scripts look at runs by these
// steps, of which STEPS_A_MS are thought to be one millisecond of a slow telephone;
// a desk's computer does ten times as many. A small site is as one of many articles where they are few.

import { finish, siteArgument, test } from "../web/tap.mjs";
import { allOf, core, openCold, quote, readFile } from "./index.mjs";

const STEPS_A_MS = Number(process.argv[3] ?? 2000), MOST = 50; /* milliseconds */
const QUERIES = ["的", "。", "一", "的一", "中国", "国家", "在的", "日"];

const site = siteArgument();
const known = new Map();
const later = globalThis.setTimeout, { set } = Map.prototype;
let steps = 0, began = 0, longest = 0, where = "";

/** Counts each call of a method as a step. */
function count(of, name) {
	const method = of[name];
	of[name] = function (...given) {
		steps++;
		return method.apply(this, given);
	};
}

/** A slice ended before what happens now: a timer, or a file that has come. */
function end(what) {
	if (steps - began > longest) {
		longest = steps - began;
		where = what;
	}
	began = steps;
}

globalThis.setTimeout = function (act, wait) {
	return later(function () {
		end("a break");
		act();
	}, wait);
};
performance.now = () => steps / STEPS_A_MS;
count(core.Bits.prototype, "peek");
for (const name of ["set", "get", "has"])
	count(Map.prototype, name);
count(Array.prototype, "push");

async function load(name) {
	const text = known.get(name) ?? readFile(`${site}/search/${name}.js`);
	set.call(known, name, text);
	await new Promise((go) => setImmediate(function () {
		end(name);
		go();
	}));
	return text;
}

async function ask(query) {
	const index = await openCold(load);
	let count = 0;
	await index.fold.know(query);
	end("");
	longest = 0;
	await index.search({ ...allOf(index.terms(quote(query))), enough: Infinity }, (results) => { count += results.length; });
	end("the end");
	return count;
}

for (const query of QUERIES) {
	const count = await ask(query), most = longest / STEPS_A_MS;
	test(`${query}: ${count} articles, ${most.toFixed(0)} ms without a break at most`, most <= MOST ? [] : [`before ${where}`]);
}
finish();
