/*
 * Reading the files of the search index, and folding. generator/search/FORMAT.md
 * describes both; what each character folds to comes from the index itself.
 */
var broadsheetCore = (function () {
	"use strict";

	/* What is wrong with the index: missing or damaged files. */
	class IndexError extends Error {
		constructor(kind, file) {
			super(kind + ": " + file);
			this.kind = kind;
			this.file = file;
		}
	}

	/* ── files ── */

	const VERSION = 2;
	const ESCAPE = 1;
	const FLIP = 0x8000;

	/* The bytes that a file's string holds; throws if they are not what was written. */
	function unpack(name, text) {
		const units = new Uint16Array(text.length);
		let count = 0;
		for (let i = 0; i < text.length; i++) {
			const unit = text.charCodeAt(i);
			units[count++] = unit === ESCAPE ? text.charCodeAt(++i) ^ FLIP : unit;
		}
		let hash = 0x811C9DC5;
		for (let i = 0; i < name.length; i++)
			hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
		for (let i = 2; i < count; i++)
			hash = Math.imul(hash ^ units[i], 0x01000193);
		if (count < 2 || (hash >>> 0) !== units[0] + units[1] * 0x10000)
			throw new IndexError("damaged", name);
		const bytes = new Uint8Array((count - 2) * 2);
		for (let i = 2; i < count; i++) {
			bytes[i * 2 - 4] = units[i] & 0xFF;
			bytes[i * 2 - 3] = units[i] >> 8;
		}
		return bytes;
	}

	const arrived = new Map(); /* script element → the string it handed over */

	/* Loads search/NAME.js below root with a script element; each file once. */
	function scriptLoader(root) {
		const files = new Map();
		globalThis.broadsheet = function (text) {
			arrived.set(document.currentScript, text);
		};
		function load(name) {
			return new Promise(function (resolve, reject) {
				const script = document.createElement("script");
				script.src = root + "search/" + name + ".js";
				script.onload = function () {
					const text = arrived.get(script);
					arrived.delete(script);
					script.remove();
					if (text === undefined)
						reject(new IndexError("damaged", name));
					else
						resolve(text);
				};
				script.onerror = function () {
					script.remove();
					reject(new IndexError("missing", name));
				};
				document.head.append(script);
			});
		}
		return function (name) {
			if (!files.has(name)) {
				const file = load(name);
				files.set(name, file);
				file.catch(() => files.delete(name));
			}
			return files.get(name);
		};
	}

	/* ── bits ── */

	class Bits {
		constructor(bytes, name) {
			this.bytes = bytes;
			this.name = name;
			this.at = 0;
		}

		/* The next 32 bits, zeros behind the end. */
		peek() {
			const { bytes } = this;
			const i = this.at >> 3, shift = this.at & 7;
			const word = bytes[i] << 24 | bytes[i + 1] << 16 | bytes[i + 2] << 8 | bytes[i + 3];
			return (word << shift | bytes[i + 4] >> 8 - shift) >>> 0;
		}

		move(count) {
			this.at += count;
			if (this.at > this.bytes.length * 8)
				throw new IndexError("damaged", this.name);
		}

		/* An unsigned number of at most 24 bits. */
		take(count) {
			const word = this.peek();
			this.move(count);
			return count > 0 ? word >>> 32 - count : 0;
		}

		bit() {
			return this.take(1);
		}

		/* An Exp-Golomb code of order k. */
		number(k) {
			const word = this.peek();
			const zeros = Math.clz32(word), count = zeros + k + 1;
			if (zeros + count <= 32) {
				this.move(zeros + count);
				return (word << zeros >>> 32 - count) - 2 ** k;
			}
			if (count > 32)
				throw new IndexError("damaged", this.name);
			this.move(zeros);
			const high = count > 16 ? this.take(count - 16) : 0;
			return high * 0x10000 + this.take(Math.min(16, count)) - 2 ** k;
		}

		/* Twelve hexadecimal digits. */
		hash() {
			return this.take(24).toString(16).padStart(6, "0") + this.take(24).toString(16).padStart(6, "0");
		}
	}

	/* The manifest, and what it says of each period, newest first. */
	async function readManifest(load) {
		const bits = new Bits(unpack("manifest", await load("manifest")), "manifest");
		if (bits.number(0) !== VERSION)
			throw new IndexError("version", "manifest");
		const fold = "fold-" + bits.hash();
		const periods = [];
		for (let left = bits.number(4); left > 0; left--) {
			const period = { name: bits.hash(), docs: bits.number(12) + 1, first: bits.number(16) };
			period.last = period.first + bits.number(8);
			periods.push(period);
		}
		return { fold, periods };
	}

	/* ── folding ── */

	class Fold {
		constructor(bytes, name) {
			const bits = new Bits(bytes, name);
			this.joins = Fold.runs(bits);
			this.han = Fold.runs(bits);
			this.dropped = Fold.runs(bits);
			this.mapped = Fold.mappings(bits);
		}

		static runs(bits) {
			const runs = [];
			let at = 0;
			for (let left = bits.number(8); left > 0; left--) {
				const first = at + bits.number(5);
				at = first + bits.number(1) + 1;
				runs.push(first, at);
			}
			return runs;
		}

		static mappings(bits) {
			const mapped = new Map();
			let at = 0, distance = 0;
			for (let left = bits.number(12); left > 0; left--) {
				at += bits.number(2);
				if (bits.bit()) {
					mapped.set(at, [at + distance]);
				} else if (bits.bit()) {
					const zigzag = bits.number(12);
					distance = zigzag % 2 ? -(zigzag + 1) / 2 : zigzag / 2;
					mapped.set(at, [at + distance]);
				} else {
					const codes = [];
					for (let n = bits.number(1); n > 0; n--)
						codes.push(bits.take(21));
					mapped.set(at, codes);
				}
				at++;
			}
			return mapped;
		}

		/* Whether code is in the runs, which begin and end in turn. */
		static has(runs, code) {
			let low = 0, high = runs.length;
			while (low < high) {
				const middle = (low + high) >> 1;
				if (runs[middle] <= code)
					low = middle + 1;
				else
					high = middle;
			}
			return low % 2 === 1;
		}

		isHan(code) {
			return code >= 0x4E00 && code <= 0x9FFF || Fold.has(this.han, code);
		}

		/*
		 * The folded characters of text, and where in it each comes from:
		 * at[i] to ends[i].
		 */
		text(text) {
			const out = { codes: [], at: [], ends: [] };
			let blank = false;
			for (let at = 0; at < text.length;) {
				let end = at + (text.codePointAt(at) > 0xFFFF ? 2 : 1);
				while (end < text.length && Fold.has(this.joins, text.codePointAt(end)))
					end += text.codePointAt(end) > 0xFFFF ? 2 : 1;
				for (const code of this.segment(text.slice(at, end))) {
					if (code === 32) {
						blank = true;
						continue;
					}
					const last = out.codes[out.codes.length - 1];
					if (blank && last !== undefined && !(this.isHan(last) && this.isHan(code))) {
						out.codes.push(32);
						out.at.push(out.ends[out.ends.length - 1]);
						out.ends.push(at);
					}
					blank = false;
					out.codes.push(code);
					out.at.push(at);
					out.ends.push(end);
				}
				at = end;
			}
			return out;
		}

		segment(text) {
			const codes = [];
			for (const character of text.normalize("NFKC")) {
				const code = character.codePointAt(0);
				const mapped = this.mapped.get(code);
				if (mapped)
					codes.push(...mapped);
				else if (!Fold.has(this.dropped, code))
					codes.push(code);
			}
			return codes;
		}
	}

	async function readFold(load, name) {
		return new Fold(unpack(name, await load(name)), name);
	}

	/*
	 * The terms of a query, folded and each once: what blanks separate, but a
	 * term in quotes may hold blanks.
	 */
	function readTerms(fold, query) {
		const terms = [];
		const seen = new Set();
		for (const match of query.matchAll(/["\uFF02]([^"\uFF02]+)["\uFF02](?=\s|$)|[\S\uFEFF]+/gu)) {
			const { codes } = fold.text(match[1] === undefined ? match[0] : match[1]);
			const key = codes.join();
			if (codes.length > 0 && !seen.has(key))
				terms.push(codes);
			seen.add(key);
		}
		return terms;
	}

	/* Where term begins in codes. */
	function findTerm(codes, term) {
		const found = [];
		for (let at = codes.indexOf(term[0]); at >= 0; at = codes.indexOf(term[0], at + 1)) {
			let i = 1;
			while (i < term.length && codes[at + i] === term[i])
				i++;
			if (i === term.length)
				found.push(at);
		}
		return found;
	}

	/* The parts of text that any of the terms match, as [from, to] in order, none touching. */
	function findMarks(fold, text, terms) {
		const { codes, at, ends } = fold.text(text);
		const marks = [];
		for (const term of terms) {
			for (const place of findTerm(codes, term))
				marks.push([at[place], ends[place + term.length - 1]]);
		}
		marks.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
		const merged = [];
		for (const mark of marks) {
			const last = merged[merged.length - 1];
			if (last && mark[0] <= last[1])
				last[1] = Math.max(last[1], mark[1]);
			else
				merged.push(mark);
		}
		return merged;
	}

	return { IndexError, Bits, Fold, unpack, scriptLoader, readManifest, readFold, readTerms, findTerm,
		findMarks };
}());
