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

	const VERSION = 9;
	const ESCAPE = 1;
	const FLIP = 0x8000;
	const WAIT = 12000; /* milliseconds until a file that does not come is given up */

	function checksum(name, units, from, count) {
		let hash = 0x811C9DC5;
		for (let i = 0; i < name.length; i++) {
			hash = Math.imul(hash ^ name.charCodeAt(i), 0x9E3779B1);
			hash ^= hash >>> 15;
		}
		for (let i = from; i < count; i++) {
			hash = Math.imul(hash ^ units[i], 0x9E3779B1);
			hash ^= hash >>> 15;
		}
		return hash >>> 0;
	}

	/*
	 * The bytes that a file's string holds; throws if they are not what was
	 * written. Without a hash, the file tells its own in its first two characters.
	 */
	function unpack(name, text, hash) {
		const units = new Uint16Array(text.length);
		let count = 0;
		for (let i = 0; i < text.length; i++) {
			const unit = text.charCodeAt(i);
			units[count++] = unit === ESCAPE ? text.charCodeAt(++i) ^ FLIP : unit;
		}
		const from = hash === undefined ? 2 : 0;
		const wanted = from ? units[0] + units[1] * 0x10000 : hash;
		if (count < from || checksum(name, units, from, count) !== wanted)
			throw new IndexError("damaged", from ? name : fileName(name, hash));
		const bytes = new Uint8Array((count - from) * 2);
		for (let i = from; i < count; i++) {
			bytes[(i - from) * 2] = units[i] & 0xFF;
			bytes[(i - from) * 2 + 1] = units[i] >> 8;
		}
		return bytes;
	}

	/* What a file is called that is named by its content. */
	function fileName(name, hash) {
		return name + "-" + hash.toString(16).padStart(8, "0");
	}

	/* Something to put behind an address that no cache knows. */
	function pastCaches() {
		return "again=" + Date.now().toString(36);
	}

	const arrived = new WeakMap(); /* script element → the string it handed over */

	/* Loads search/NAME.js below root with a script element; again goes behind the address. */
	function scriptLoader(root) {
		globalThis.broadsheet = function (text) {
			if (document.currentScript)
				arrived.set(document.currentScript, text);
		};
		const slow = new Set(); /* what did not come is asked for at another address: the first may hang on */
		return function (name, again) {
			const behind = again || (slow.delete(name) ? pastCaches() : "");
			return new Promise(function (resolve, reject) {
				const script = document.createElement("script");
				const end = function (kind) {
					clearTimeout(timer);
					script.onload = script.onerror = null;
					script.remove();
					if (kind === "slow") {
						slow.add(name);
						window.stop(); /* what hangs keeps a connection, of which there are few: nothing else would come */
					}
					if (kind)
						reject(new IndexError(kind, name));
					else
						resolve(arrived.get(script));
				};
				const timer = setTimeout(() => end("slow"), WAIT);
				script.onload = () => end(arrived.has(script) ? "" : "damaged");
				script.onerror = () => end("missing");
				script.src = root + "search/" + name + ".js" + (behind && "?" + behind);
				document.head.append(script);
			});
		};
	}

	/*
	 * The files of the index. load hands over the string of a file, and rejects
	 * with what is wrong. What a file holds never changes, so it is asked for once;
	 * one that arrives damaged is asked for once more, past all caches.
	 */
	class Files {
		constructor(load) {
			this.load = load;
			this.known = new Map();
		}

		/* What parse makes of the bits of NAME-HASH.js. */
		read(name, hash, parse) {
			const path = fileName(name, hash);
			if (!this.known.has(path)) {
				const unpacked = (text) => unpack(name, text, hash);
				const made = this.load(path).then(unpacked).catch((e) => {
					if (!(e instanceof IndexError) || e.kind !== "damaged")
						throw e;
					return this.load(path, pastCaches()).then(unpacked);
				}).then((bytes) => parse(new Bits(bytes, path)));
				this.known.set(path, made);
				made.catch(() => this.known.delete(path));
			}
			return this.known.get(path);
		}
	}

	/* ── bits ── */

	class Bits {
		constructor(bytes, name) {
			this.bytes = bytes;
			this.name = name;
			this.at = 0;
		}

		/* The same from the beginning: what two readers take apart. */
		again() {
			return new Bits(this.bytes, this.name);
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

		/* So many bytes of UTF-8. */
		text(length) {
			if (length > this.bytes.length)
				throw new IndexError("damaged", this.name);
			const bytes = new Uint8Array(length);
			for (let i = 0; i < length; i++)
				bytes[i] = this.take(8);
			return new TextDecoder().decode(bytes);
		}

		/* 32 bits. */
		hash() {
			return this.take(16) * 0x10000 + this.take(16);
		}
	}

	/* The manifest, and what it says of each period, newest first. again: past all caches. */
	async function readManifest(load, again) {
		let text = "", bytes = null;
		try {
			text = await load("manifest", again && pastCaches());
			bytes = unpack("manifest", text);
		} catch (e) {
			if (again || !(e instanceof IndexError) || e.kind !== "damaged")
				throw e;
			return readManifest(load, true);
		}
		const bits = new Bits(bytes, "manifest");
		if (bits.number(0) !== VERSION) {
			if (again)
				throw new IndexError("version", "manifest");
			return readManifest(load, true);
		}
		const fold = bits.hash();
		const facets = [];
		for (let left = bits.number(0); left > 0; left--)
			facets.push(bits.text(bits.number(3)));
		const periods = [], count = bits.number(4), together = bits.number(4);
		while (periods.length < count) {
			const folder = [bits.number(16), bits.take(5), bits.number(0)].join("-") + "/";
			const period = { folder, docs: bits.number(12) + 1, first: bits.number(16) };
			period.last = period.first + bits.number(8);
			period.hash = periods.length < together ? null : bits.hash();
			periods.push(period);
		}
		const lengths = periods.slice(0, together).map(() => bits.number(8));
		let at = Math.ceil(bits.at / 8);
		lengths.forEach(function (length, i) {
			periods[i].bytes = bytes.subarray(at, at + length);
			at += length;
		});
		return { text, fold, facets, periods };
	}

	/* ── folding ── */

	const BLOCKS = 0x2E80; /* from here on mappings stand in blocks */

	/* The characters of level 1 of GB 2312: of 40 rows, the last of which ends early. */
	function commonCharacters() {
		const bytes = [];
		for (let row = 0xB0; row <= 0xD7; row++) {
			for (let cell = 0xA1; cell <= (row < 0xD7 ? 0xFE : 0xF9); cell++)
				bytes.push(row, cell);
		}
		return new Set(Array.from(new TextDecoder("gbk").decode(Uint8Array.from(bytes)), (c) => c.codePointAt(0)));
	}

	/*
	 * Folding. Of characters that are in blocks it knows those that were asked for
	 * with know(), whatever becomes one of them and what they become: enough to find
	 * them in any text.
	 */
	class Fold {
		constructor(files, bits) {
			this.files = files;
			this.joins = Fold.runs(bits);
			this.han = Fold.runs(bits);
			this.dropped = Fold.runs(bits);
			this.common = bits.bit() ? commonCharacters() : new Set(); /* which need no block */
			this.mapped = new Map(Fold.mappings(bits));
			this.blocks = new Map(); /* number → hash; those that are not known */
			for (let left = bits.number(5), number = 0; left > 0; left--, number++) {
				number += bits.number(0);
				this.blocks.set(number, bits.hash());
			}
		}

		static blockOf(code) {
			return code < BLOCKS ? -1 : code < 0x20000 ? code >> 10 : 0x20000 >> 10;
		}

		/* Learns what the text needs that is looked for; without one, all. Whoever waited may use text(). */
		async know(text) {
			for (;;) {
				const codes = text === undefined ? [] : Array.from(text.normalize("NFKC"), (c) => c.codePointAt(0)).concat(this.text(text).codes);
				const rare = codes.filter((code) => !this.common.has(code) && !this.common.has((this.mapped.get(code) || [])[0]));
				const wanted = text === undefined ? [...this.blocks.keys()] : [...new Set(rare.map(Fold.blockOf))].filter((n) => this.blocks.has(n));
				if (wanted.length === 0)
					return;
				await Promise.all(wanted.map((n) => this.learn(n)));
			}
		}

		async learn(number) {
			const mappings = await this.files.read("fold" + number, this.blocks.get(number), Fold.mappings);
			for (const [code, codes] of mappings)
				this.mapped.set(code, codes);
			this.blocks.delete(number);
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

		/* [character, what it becomes] of each mapping. */
		static mappings(bits) {
			const mapped = [];
			const signed = (n) => n % 2 ? -(n + 1) / 2 : n / 2;
			let at = 0, distance = 0, to = 0;
			for (let left = bits.number(8); left > 0; left--) {
				at += bits.number(2);
				const sort = bits.bit() ? 1 : bits.bit() ? 2 : bits.bit() ? 3 : 0;
				if (sort > 0) {
					to = sort === 1 ? at + distance : sort === 2 ? to + signed(bits.number(4)) : at + signed(bits.number(13));
					distance = to - at;
					mapped.push([at, [to]]);
				} else {
					const codes = [];
					for (let n = bits.number(1); n > 0; n--)
						codes.push(bits.take(21));
					mapped.push([at, codes]);
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
					if (blank && last !== undefined && !this.isHan(last) && !this.isHan(code)) {
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

	function readFold(files, hash) {
		return files.read("fold", hash, (bits) => new Fold(files, bits));
	}

	/* ── what is asked for ── */

	const ANY = -1; /* in a term: one character, whichever */
	const DAY = 86400000, EPOCH = -719163; /* day 0, in days since 1970-01-01 */

	function dayNumber(year, month, day) {
		const date = new Date(Date.UTC(2000, month - 1, day));
		date.setUTCFullYear(year, month - 1, day);
		return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY - EPOCH : NaN;
	}

	/* The days of 1998, 1998-03 or 1998-03-01, as [first, last]; null if it is no date. */
	function readDate(text) {
		const [, year, month, day] = /^(\d{4})(?:[-.\/](\d{1,2})(?:[-.\/](\d{1,2}))?)?$/.exec(text) || [];
		if (!year || Number(year) === 0)
			return null;
		const first = dayNumber(Number(year), Number(month || 1), Number(day || 1));
		const last = day ? first : month ? dayNumber(Number(year) + (month === "12" ? 1 : 0), Number(month) % 12 + 1, 1) - 1
			: dayNumber(Number(year), 12, 31);
		return first >= 0 && last >= first ? [first, last] : null;
	}

	/* A date, or two with .. between them, either of which may lack. */
	function readDates(text) {
		const parts = text.split(/\.\.|…|—+|～|~/);
		const dates = parts.map((part) => part ? readDate(part) : [0, Infinity]);
		return parts.length > 2 || dates.includes(null) || !parts.some((part) => part) ? null
			: [dates[0][0], dates[dates.length - 1][1]];
	}

	/* What stands in a query between blanks: { text, quoted, not, field }. */
	const WORDS = /(-?)(?:([^\s:："\u201C\u201D＂-][^\s:："\u201C\u201D＂]*)[:：])?(?:"([^"]+)"(?=\s|$)|＂([^＂]+)＂(?=\s|$)|\u201C([^\u201C\u201D]+)\u201D(?=\s|$)|"([^"]+)$|([\S\uFEFF]+))/gu;

	function splitQuery(query, fields) {
		const words = [];
		for (const match of query.matchAll(WORDS)) {
			const [whole, minus, name, ...texts] = match;
			const field = name && fields[name.toLowerCase()];
			const quoted = texts.slice(0, 4).find((t) => t !== undefined);
			if (name && !field) /* a colon like any other character */
				words.push(plainWord(whole));
			else if (quoted !== undefined)
				words.push({ text: quoted, quoted: true, not: minus === "-", field });
			else
				words.push({ ...plainWord(texts[4]), not: minus === "-", field });
		}
		return words;
	}

	function plainWord(text) {
		const quoted = /^-?["\u201C＂]([^"\u201C\u201D＂]+)["\u201D＂]$/u.exec(text);
		if (quoted)
			return { text: quoted[1], quoted: true, not: text[0] === "-" };
		return text.length > 1 && text[0] === "-" ? { text: text.slice(1), not: true } : { text, not: false };
	}

	/* The folded characters of a word; ? that is not quoted is any character. */
	function readTerm(fold, text, quoted) {
		if (quoted || !text.includes("?"))
			return fold.text(text).codes;
		const codes = [];
		text.split("?").forEach(function (part, i) {
			if (i > 0)
				codes.push(ANY);
			codes.push(...fold.text(part).codes);
		});
		return codes;
	}

	/* What is wrong with a term, if anything: a word for the page. */
	function termFault(codes) {
		if (!codes.includes(ANY))
			return "";
		if (codes[0] === ANY)
			return "anyFirst";
		return codes.some((code, i) => code === ANY && codes[i + 1] === ANY) ? "anyTwice" : "";
	}

	/*
	 * Reads a query. fields tells what stands before a colon: name → "headline",
	 * "byline", "date" or "facet:NAME". The answer is { all, none, faults }: each of
	 * all is a list of atoms of which one must hold, none of none may; an atom is
	 * { term, zone, quoted }, { near: [term, term], most, zone }, { facet, value } or
	 * { days: [first, last] }. A fault is [word for the page, what it is about].
	 */
	function readQuery(fold, query, fields = {}) {
		const words = splitQuery(query, fields);
		const all = [], none = [], faults = [];
		let joined = ""; /* what stands between the word before and this one: OR, NEAR */
		let most = 0;
		words.forEach(function (word, i) {
			const operator = !word.quoted && !word.field && !word.not && word.text;
			const near = /^NEAR(?:\/(\d{1,3}))?$/.exec(operator || "");
			if (operator === "OR" || near) {
				if (joined || i === 0 || i === words.length - 1 || words[i - 1].not || words[i + 1].not)
					faults.push(["faultBetween", operator]);
				else
					joined = near ? "NEAR" : "OR";
				most = near && near[1] ? Number(near[1]) : 10;
				return;
			}
			const atom = readAtom(fold, word, faults);
			const last = all[all.length - 1];
			if (!atom) {
				joined = "";
				return;
			}
			if (word.not)
				none.push(atom);
			else if (joined === "OR" && last)
				last.push(atom);
			else if (joined === "NEAR" && last)
				last.push(nearAtom(last.pop(), atom, most, word, faults));
			else
				all.push([atom]);
			joined = "";
		});
		if (all.length === 0 && none.length > 0)
			faults.push(["faultNot", words[0].text]);
		return { all, none, faults, terms: termsOf(all) };
	}

	function readAtom(fold, word, faults) {
		if (word.field === "date") {
			const days = readDates(word.text);
			if (!days)
				faults.push(["faultDate", word.text]);
			return days && { days };
		}
		if (word.field && word.field.startsWith("facet:"))
			return { facet: word.field.slice(6), value: word.text };
		const zone = word.field;
		const [, left, most, right] = !word.quoted && /^(.+?)~(\d{1,3})(.+)$/u.exec(word.text) || [];
		if (left)
			return nearAtom(termAtom(fold, { ...word, text: left }, zone, faults), termAtom(fold, { ...word, text: right }, zone, faults), Number(most), word, faults);
		return termAtom(fold, word, zone, faults);
	}

	function termAtom(fold, word, zone, faults) {
		const term = readTerm(fold, word.text, word.quoted);
		const fault = termFault(term);
		if (fault)
			faults.push([fault, word.text]);
		return fault || term.length === 0 ? null : { term, zone, quoted: Boolean(word.quoted) };
	}

	function nearAtom(a, b, most, word, faults) {
		if (a && b && a.term && b.term && a.zone === b.zone)
			return { near: [a.term, b.term], most, zone: a.zone };
		faults.push(["faultNear", word.text]);
		return a || b;
	}

	/* All terms that an article is found by, each once: they are marked. */
	function termsOf(all) {
		const terms = new Map();
		for (const atom of all.reduce((flat, any) => flat.concat(any), [])) {
			for (const term of atom.near || (atom.term ? [atom.term] : []))
				terms.set(term.join(), term);
		}
		return [...terms.values()];
	}

	/* Where term begins in codes. */
	function findTerm(codes, term) {
		const found = [];
		for (let at = codes.indexOf(term[0]); at >= 0; at = codes.indexOf(term[0], at + 1)) {
			let i = 1;
			while (i < term.length && (codes[at + i] === term[i] || term[i] === ANY && at + i < codes.length))
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

	return { IndexError, Bits, Files, Fold, unpack, fileName, scriptLoader, readManifest, readFold, readDate, readQuery, findTerm,
		findMarks };
}());
