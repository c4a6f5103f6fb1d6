/*
 * Queries over the search index: which articles hold the terms, period by
 * period from the newest, and their titles. Needs search-core.js;
 * generator/search/FORMAT.md describes the files.
 */
var broadsheetIndex = (function () {
	"use strict";

	const { Bits, Files, readDate, readManifest, readFold, readQuery } = broadsheetCore;

	const BYLINE = 256, REST = 512;   /* where the zones of an article begin */
	const ANY = -1;                   /* in a term: one character, whichever */
	const END = 1;                    /* stands behind the last character of a text; 0 and 1 are in none */
	const DOCS = 0x110000;            /* added to the second character where documents alone are listed */
	const SECOND = 0x200000;          /* a key is first * SECOND + second */
	const FEW = 4;
	const FREQUENT = 8;               /* files that begin with a character which is told to be frequent */
	const LOOKED = 3;                 /* pairs of a term that are thought rare and looked at before one is read */
	const MANY = 64;                  /* articles that are in question: then one pair after the other is asked */
	const PLACE_USUAL = 8;
	const AHEAD = 6;                  /* periods that are asked at once where results are few */
	const ENOUGH = 10;                /* results that need no further period for now */
	const LISTED = 128;               /* files of titles that a list of them tells of */
	const BLOCK = 4096;               /* articles of a block of a column */
	const SLICE = 12;                 /* milliseconds of work without a break */
	const RUN = 4096;                 /* results that are put in order at once */
	const OFTEN = 512;                /* so many steps are between two looks at the clock */
	const SEVERAL = 3;                /* hits where it is known only that there are several */
	const EPOCH = -719163;            /* day 0, in days since 1970-01-01 */

	const isoDays = new Map();

	/* The day as 1998-03-01; "" for none. Most results share their days with others. */
	function isoOf(day) {
		if (!isoDays.has(day))
			isoDays.set(day, day ? new Date((day + EPOCH) * 86400000).toISOString().slice(0, 10) : "");
		return isoDays.get(day);
	}

	let steps = 0;    /* of work in slices */
	let breathed = 0; /* when the page could do something else last */

	/* Whether it is time for that: work of any length is cut into slices by asking. */
	function isDue() {
		return performance.now() - breathed > SLICE;
	}

	/* Lets the page do what else it has to. */
	async function breathe() {
		await new Promise((go) => setTimeout(go, 0));
		breathed = performance.now();
	}

	/* Calls act with each item, in slices. */
	async function each(items, act) {
		for (const item of items) {
			if (++steps % OFTEN === 0 && isDue())
				await breathe();
			act(item);
		}
	}

	/* The items in order, equals as they were, made in slices. */
	async function sort(items, compare) {
		let runs = [];
		for (let at = 0; at < items.length; at += RUN) {
			runs.push(items.slice(at, at + RUN).sort(compare));
			if (isDue())
				await breathe();
		}
		while (runs.length > 1) {
			const merged = [];
			for (let i = 0; i < runs.length; i += 2)
				merged.push(i + 1 < runs.length ? await merge(runs[i], runs[i + 1], compare) : runs[i]);
			runs = merged;
		}
		return runs[0] || [];
	}

	async function merge(a, b, compare) {
		const merged = [];
		let next = 0; /* of b */
		await each(a, function (item) {
			while (next < b.length && compare(b[next], item) < 0)
				merged.push(b[next++]);
			merged.push(item);
		});
		await each(b.slice(next), (item) => merged.push(item));
		return merged;
	}

	/* ── posting lists ── */

	function readStart(bits, before, order) {
		const key = (Math.floor(before.key / SECOND) + bits.number(order)) * SECOND;
		if (!bits.bit())
			return { key, doc: 0 };
		const zeros = 4 * bits.take(2);
		return { key: key + bits.number(14 - zeros) * 2 ** zeros, doc: bits.number(0) };
	}

	/* Where files begin, and the hashes of what they hold: { key, doc, hash }. */
	function readStarts(bits) {
		const starts = [];
		let left = bits.number(8), start = { key: 0 };
		for (const order = bits.take(5); left > 0; left--) {
			start = readStart(bits, start, order);
			start.hash = bits.hash();
			starts.push(start);
		}
		return starts;
	}

	/* Of characters that begin many pairs, about how many files tell of these: character → count. */
	function readFrequent(bits) {
		const often = new Map();
		let code = 0;
		for (let left = bits.number(8); left > 0; left--) {
			code += bits.number(3);
			often.set(code, FREQUENT * 2 ** bits.number(1));
		}
		return often;
	}

	function countStarts(starts) {
		const often = new Map();
		for (const { key } of starts) {
			const code = Math.floor(key / SECOND);
			often.set(code, (often.get(code) || 0) + 1);
		}
		return often;
	}

	/* What the file is called that begins there. */
	function startName({ key, doc }) {
		return [Math.floor(key / SECOND), key % SECOND, doc].map((n) => n.toString(16)).join("-");
	}

	/* Which of the zones the place is in. */
	function zoneOf(place) {
		return place < BYLINE ? 0 : place < REST ? 1 : 2;
	}

	/* The places of one document, ascending. */
	function readPlaces(bits, measure) {
		if (!bits.bit())
			return [REST + bits.number(measure)];
		const places = [];
		let last = -1;
		for (let left = bits.number(0) + 1; left > 0; left--) {
			if (last >= REST)
				last += 1 + bits.number(measure);
			else if (bits.bit())
				last = bits.take(9);
			else
				last = REST + bits.number(measure);
			places.push(last);
		}
		return places;
	}

	function readUses(bits) {
		return { hits: bits.bit() ? SEVERAL : 1, headline: bits.bit() === 1 };
	}

	/* Adds so many documents to list, unless it is null: doc → array of places, or { hits, headline } in one of documents alone. next is the least that may come, and what is returned. */
	function readDocs(bits, list, docs, gap, measure, next) {
		for (; docs > 0; docs--) {
			const doc = next + bits.number(gap);
			const known = measure === undefined ? readUses(bits) : readPlaces(bits, measure);
			if (list)
				list.set(doc, known);
			next = doc + 1;
		}
		return next;
	}

	/* The same for a whole list, in slices. */
	async function readList(bits, list, docs, gap, measure) {
		for (let next = 0; docs > 0; docs -= OFTEN) {
			next = readDocs(bits, list, Math.min(docs, OFTEN), gap, measure, next);
			if (isDue())
				await breathe();
		}
	}

	/* The lists of a shard with keys from key to last: key → list. */
	async function readShard(bits, end, key, last) {
		const lists = new Map();
		let left = bits.number(6) + 1;
		let first = bits.take(21), second = bits.take(21);
		for (;;) {
			const at = first * SECOND + second;
			const count = bits.number(0) + 1;
			const few = count < FEW;
			const gap = few ? 31 - Math.clz32(Math.max(1, Math.floor(end / (count + 1)))) : bits.take(5);
			const measure = second === 0 || second >= DOCS ? undefined : few ? PLACE_USUAL : bits.take(5);
			const wanted = at >= key && at <= last;
			if (wanted && !lists.has(at))
				lists.set(at, new Map());
			await readList(bits, wanted ? lists.get(at) : null, count, gap, measure);
			if (--left === 0 || at > last)
				return lists;
			const more = bits.number(0);
			first += more;
			second = more ? bits.number(12) : second + bits.number(6);
		}
	}

	/* ── titles ── */

	function readHashes(bits) {
		const hashes = [];
		while (bits.at + 32 <= bits.bytes.length * 8)
			hashes.push(bits.hash());
		return hashes;
	}

	const FIELDS = { 2: "url", 3: "page", 4: "kind", 5: "kicker", 6: "headline", 7: "opening", 8: "text" };

	/* A control character tells what follows; 31 ends an article. Page and kind are those of the article before if they are not told. */
	function readTitles(bits) {
		const records = new TextDecoder("utf-16le").decode(bits.bytes).split("\x1F");
		let before = { url: "" };
		return records.slice(0, -1).map(function (record) {
			if (!record)
				return null;
			const title = { page: before.page, kind: before.kind };
			for (const [, code, text] of record.matchAll(/([\x02-\x08])([^\x02-\x08]*)/g))
				title[FIELDS[code.charCodeAt(0)]] = text;
			title.url = readUrl(before.url, title.url || "");
			before = title;
			return title;
		});
	}

	/* An address that tells how much of the one before it begins and ends with. */
	function readUrl(before, told) {
		const front = told.charCodeAt(0) - 32, end = told.charCodeAt(1) - 32;
		return before.slice(0, front) + told.slice(2) + (end > 0 ? before.slice(-end) : "");
	}

	/* ── columns ── */

	/* What each article of a block has of a facet: an array of values for each of so many numbers. */
	function readColumn(bits, size) {
		const values = [], column = [];
		for (let left = bits.number(5); left > 0; left--)
			values.push(bits.text(bits.number(3)));
		const width = values.length > 1 ? 32 - Math.clz32(values.length - 1) : 0;
		while (column.length < size) {
			if (bits.bit()) {
				column.push(column[column.length - 1]);
				continue;
			}
			const own = [], count = bits.number(0);
			if (count > values.length)
				throw new broadsheetCore.IndexError("damaged", bits.name);
			for (let left = count; left > 0; left--)
				own.push(values[bits.take(width)]);
			column.push(own);
		}
		return column;
	}

	/* ── one period ── */

	/* The number of the last of starts that is not behind (key, doc). */
	function lastStart(starts, key, doc) {
		let low = 0, high = starts.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const start = starts[middle];
			if (start.key < key || start.key === key && start.doc <= doc)
				low = middle + 1;
			else
				high = middle;
		}
		return Math.max(0, low - 1);
	}

	/*
	 * Which pairs of a term are left to be looked for when one has been: every
	 * character has to be in one of them.
	 */
	function coverRest(length, done) {
		const rest = [];
		for (let at = done - 1; at >= 0; at -= 2)
			rest.push(Math.max(0, at - 1));
		for (let at = done + 2; at < length; at += 2)
			rest.push(Math.min(at, length - 2));
		return rest;
	}

	class Period {
		constructor(files, facets, line) {
			this.files = files;
			this.facets = facets;
			Object.assign(this, line);
			if (this.bytes)
				this.known = this.readHead(new Bits(this.bytes, "manifest"));
		}

		/* A file of the period, as parse makes it of its bits; each once. */
		file(name, hash, parse) {
			return this.files.read(this.folder + name, hash, parse);
		}

		/* What a query needs that finds nothing: above all numbers, and where files begin. */
		async head() {
			return this.known || this.file("head", this.hash, (bits) => this.readHead(bits));
		}

		readHead(bits) {
			const end = bits.number(12) + 1;
			const paged = bits.bit() === 1, starts = readStarts(bits);
			const often = paged ? readFrequent(bits) : countStarts(starts);
			const apart = bits.bit() === 1 && bits.hash();
			return { end, paged, starts, often, apart, about: apart ? null : this.readAbout(bits, end) };
		}

		/* What else is known of its articles: their days, and the hashes of the files that show them. */
		async about() {
			const { end, apart, about } = await this.head();
			return about || this.file("about", apart, (bits) => this.readAbout(bits, end));
		}

		readAbout(bits, end) {
			const days = [];
			let next = 0, doc = 0;
			let left = bits.number(6) + 1;
			const room = bits.number(8) + 1, calendar = bits.bit();
			for (; left > 0; left--) {
				const gap = bits.number(days.length ? 0 : 16);
				doc += days.length && calendar ? gap * room : 0;
				days.push({ number: next + gap, doc });
				doc += (bits.number(0) + 1) * room;
				next += gap + 1;
			}
			const share = bits.number(8), apart = bits.bit() === 1, titles = [];
			for (let files = Math.ceil(Math.ceil(end / share) / (apart ? LISTED : 1)); files > 0; files--)
				titles.push(bits.hash());
			const behind = bits.bit() === 1 && bits.hash();
			return { days, share, apart, titles, behind, counts: behind ? null : this.readCounts(bits, end, days) };
		}

		/* What facets need, and a question without words: how many articles a day has, and the hashes of the files that tell of all. */
		async counts() {
			const { end } = await this.head(), { days, behind, counts } = await this.about();
			return counts || this.file("counts", behind, (bits) => this.readCounts(bits, end, days));
		}

		readCounts(bits, end, days) {
			const docs = days.map(() => bits.number(5) + 1);
			const columns = this.facets.map(() => Array.from({ length: Math.ceil(end / BLOCK) }, () => bits.hash()));
			return { docs, columns, used: bits.hash() };
		}

		/* The lists of a shard with keys from key to last. */
		async lists(shard, key, last) {
			const { end } = await this.head();
			const bits = await this.file(startName(shard), shard.hash, (b) => b);
			const mine = bits.again(); /* others may read it in between */
			const lists = await readShard(mine, end, key, last);
			bits.at = mine.at;
			return lists;
		}

		/* The shards that may hold lists from key to last. */
		async shards(key, last) {
			const head = await this.head();
			let { starts } = head;
			if (head.paged) {
				const pages = starts.slice(lastStart(starts, key, 0), lastStart(starts, last, Infinity) + 1);
				starts = (await Promise.all(pages.map((p) => this.file("d" + startName(p), p.hash, readStarts)))).flat();
			}
			return starts.slice(lastStart(starts, key, 0), lastStart(starts, last, Infinity) + 1);
		}

		/* The list of key: doc → what is known. wanted, if given, are the only documents of interest. */
		async list(key, wanted) {
			let shards = await this.shards(key, key);
			if (wanted && shards.length > 1)
				shards = Period.wantedShards(shards, key, wanted);
			const parts = await Promise.all(shards.map((s) => this.lists(s, key, key)));
			if (parts.length === 1)
				return parts[0].get(key) || new Map();
			const whole = new Map();
			for (const part of parts)
				await each(part.get(key) || [], ([doc, known]) => whole.set(doc, known));
			return whole;
		}

		/* Of the shards of one long list those that some wanted document is in. */
		static wantedShards(shards, key, wanted) {
			const docs = Uint32Array.from(wanted).sort();
			let at = 0; /* of docs: those before are in shards before */
			return shards.filter(function (s, i) {
				const from = s.key === key ? s.doc : 0;
				const to = i + 1 < shards.length ? shards[i + 1].doc : Infinity;
				while (at < docs.length && docs[at] < from)
					at++;
				return at < docs.length && docs[at] < to;
			});
		}

		/* All places of one character: from its own list, or from those of its neighbours. */
		async single(code, places) {
			const own = places ? new Map() : await this.list(code * SECOND);
			if (own.size > 0)
				return own;
			const first = code * SECOND + 1, last = code * SECOND + DOCS - 1;
			const shards = await this.shards(first, last);
			const whole = new Map();
			const add = ([doc, more]) => whole.set(doc, (whole.get(doc) || []).concat(more));
			for (const lists of await Promise.all(shards.map((s) => this.lists(s, first, last)))) {
				for (const list of lists.values())
					await each(list, add);
			}
			await each(whole.values(), (all) => all.sort((a, b) => a - b));
			return whole;
		}

		/*
		 * Where a term of two or more characters begins: doc → places. A pair that is
		 * rare comes first, wherever it is; then others that cover the rest, as long as
		 * something is left.
		 */
		async phrase(term) {
			const { often, paged } = await this.head();
			const of = (code) => often.get(code) || 1;
			const pairs = [];
			for (let at = 0; at + 1 < term.length; at++)
				pairs.push({ at, key: term[at] * SECOND + term[at + 1], often: of(term[at]) * of(term[at + 1]), files: 1 });
			const rare = pairs.slice().sort((a, b) => a.often - b.often || a.at - b.at);
			const first = await this.rarest(rare.slice(0, LOOKED));
			let found = await Period.meet(null, await this.list(first.key), first.at);
			const rest = coverRest(term.length, first.at).map((at) => pairs[at]);
			/* Long lists come last: of them only files are read that hold what is still in question. How long they are is asked where it matters. */
			if (found.size > MANY || found.size > 0 && !paged)
				await Promise.all(rest.map(async (p) => p.files = (await this.shards(p.key, p.key)).length));
			rest.sort((a, b) => a.files - b.files || a.often - b.often || a.at - b.at);
			for (let turn = 0; rest.length > 0 && found.size > 0; turn++) {
				/* What two pairs leave in question is mostly there. */
				const together = rest.splice(0, turn > 0 && found.size <= MANY ? rest.length : 1);
				const lists = await Promise.all(together.map((p) => this.list(p.key, found.keys())));
				for (let k = 0; k < together.length; k++)
					found = await Period.meet(found, lists[k], together[k].at);
			}
			return found;
		}

		/* The first of the pairs whose list is in few files. */
		async rarest(pairs) {
			let best = pairs[0], least = Infinity;
			for (const pair of pairs) {
				const { length } = await this.shards(pair.key, pair.key);
				if (length < least) {
					best = pair;
					least = length;
				}
				if (length <= 2)
					break;
			}
			return best;
		}

		/* What is left of found when the list's places, less at, must be among it. */
		static async meet(found, list, at) {
			const met = new Map();
			await each(list, function ([doc, places]) {
				const before = found && found.get(doc);
				if (found && !before)
					return;
				const known = before && new Set(before);
				const both = [];
				for (const place of places) {
					if (place >= at && (!known || known.has(place - at)))
						both.push(place - at);
				}
				if (both.length > 0)
					met.set(doc, both);
			});
			return met;
		}

		/* Where a term begins in which some characters may be any. */
		async pattern(term) {
			let found = null;
			for (let at = 0; at < term.length && (!found || found.size > 0);) {
				let end = at;
				while (end < term.length && term[end] !== ANY)
					end++;
				const piece = term.slice(at, end);
				if (piece.length > 0) {
					let list = piece.length > 1 ? await this.phrase(piece) : await this.single(piece[0], true);
					if (end < term.length)
						list = await Period.without(list, await this.list(piece[piece.length - 1] * SECOND + END), piece.length - 1);
					found = await Period.meet(found, list, at);
				}
				at = end + 1;
			}
			return found;
		}

		/* The places of list but for those where, so much behind them, the other has one. */
		static async without(list, other, behind) {
			const left = new Map();
			await each(list, function ([doc, places]) {
				const taken = new Set(other.get(doc));
				const rest = places.filter((p) => !taken.has(p + behind));
				if (rest.length > 0)
					left.set(doc, rest);
			});
			return left;
		}

		/* doc → { hits, headline, places or undefined } for one term in the zone that is asked for. */
		async term(term, zone, placed) {
			if (term.some((code) => code <= END && code !== ANY))
				return new Map();
			if (term.length === 2 && !placed && zone !== "byline" && !term.includes(ANY)) {
				const known = await this.pairDocs(term);
				if (known)
					return Period.inZone(known, zone);
			}
			const raw = term.includes(ANY) ? await this.pattern(term)
				: term.length > 1 ? await this.phrase(term) : await this.single(term[0], placed || zone === "byline");
			return Period.inZone(raw, zone);
		}

		/* The documents with a pair that occurs so often that its list is cut; null for others. */
		async pairDocs([first, second]) {
			const key = first * SECOND + second;
			const shards = await this.shards(key, key);
			return second + DOCS < SECOND && shards.some((s) => s.key === key && s.doc > 0) ? this.list(key + DOCS) : null;
		}

		static async inZone(raw, zone) {
			const found = new Map();
			await each(raw, function ([doc, known]) {
				if (!Array.isArray(known)) {
					if (zone !== "headline" || known.headline)
						found.set(doc, known);
					return;
				}
				let places = known;
				if (zone === "headline")
					places = known.filter((p) => p < BYLINE);
				else if (zone === "byline")
					places = known.filter((p) => p >= BYLINE && p < REST);
				if (places.length > 0)
					found.set(doc, { hits: places.length, headline: places.some((p) => p < BYLINE), places });
			});
			return found;
		}

		/* Where two terms stand with at most so many characters between them, in either order. */
		async near({ near: [a, b], most }, zone) {
			const [left, right] = await Promise.all([this.term(a, zone, true), this.term(b, zone, true)]);
			const met = new Map();
			await each(left, function ([doc, { places }]) {
				const others = right.has(doc) ? right.get(doc).places : [];
				const both = places.filter((p) => others.some(function (q) {
					const between = p < q ? q - p - a.length : p - q - b.length;
					return between >= 0 && between <= most && zoneOf(p) === zoneOf(q);
				}));
				if (both.length > 0)
					met.set(doc, both);
			});
			return Period.inZone(met, zone);
		}

		/* Values of a facet: doc → array of them, of the blocks that some doc of interest is in. */
		async column(facet, docs) {
			const number = this.facets.indexOf(facet);
			if (number < 0)
				return () => [];
			const { end } = await this.head(), { columns } = await this.counts();
			const wanted = new Set([...docs].map((doc) => Math.floor(doc / BLOCK)));
			const blocks = new Map();
			await Promise.all([...wanted].map(async (block) => {
				const count = Math.min(BLOCK, end - block * BLOCK);
				blocks.set(block, await this.file("f" + number + "-" + block, columns[number][block], (bits) => readColumn(bits, count)));
			}));
			return (doc) => blocks.get(Math.floor(doc / BLOCK))[doc % BLOCK];
		}

		/* All articles: their numbers, ascending. */
		async all() {
			const { end } = await this.head(), { used } = await this.counts();
			return this.file("u", used, function (bits) {
				const docs = [];
				for (let doc = 0; doc < end; doc++) {
					if (bits.bit())
						docs.push(doc);
				}
				return docs;
			});
		}

		/* The days from and to as documents: [first, behind the last]. */
		async docsOf(from, to) {
			const { end } = await this.head(), { days } = await this.about();
			const first = days.find((d) => d.number >= from), behind = days.find((d) => d.number > to);
			return [first ? first.doc : end, behind ? behind.doc : end];
		}

		/* What an atom asks of a document that is not looked up by words: a test of it; null for others. */
		async test(atom, docs) {
			if (atom.days) {
				const [first, behind] = await this.docsOf(...atom.days);
				return (doc) => doc >= first && doc < behind;
			}
			if (!atom.facet)
				return null;
			const values = await this.column(atom.facet, docs);
			return (doc) => values(doc).some(atom.matches);
		}

		async atom(atom, zone) {
			if (atom.term)
				return this.term(atom.term, atom.zone || zone);
			if (atom.near)
				return this.near(atom, atom.zone || zone);
			const found = new Map();
			const docs = await this.all();
			const holds = await this.test(atom, docs);
			await each(docs, function (doc) {
				if (holds(doc))
					found.set(doc, { hits: 0, headline: false });
			});
			return found;
		}

		/* The documents of which one of the atoms holds. */
		async any(atoms, zone) {
			const lists = await Promise.all(atoms.map((atom) => this.atom(atom, zone)));
			const whole = lists[0];
			for (const list of lists.slice(1)) {
				await each(list, function ([doc, known]) {
					const before = whole.get(doc);
					whole.set(doc, before ? { hits: before.hits + known.hits, headline: before.headline || known.headline } : known);
				});
			}
			return whole;
		}

		/* The documents that answer the question: { period, doc, day, score }, newest day first, or oldest, in order within it. */
		async search({ all, none, zone, oldest }) {
			const isTest = (any) => any.length === 1 && (any[0].days || any[0].facet);
			const looked = all.filter((any) => !isTest(any)), tested = all.filter(isTest);
			if (looked.length === 0)
				looked.push(tested.pop());
			const lists = await this.meetAll(looked, zone);
			const left = async function (some, holds) {
				const rest = [];
				await each(some, (doc) => holds(doc) && rest.push(doc));
				return rest;
			};
			let docs = await left(lists[0].keys(), (doc) => lists.every((l) => l.has(doc)));
			for (const [atom] of tested) {
				const holds = docs.length > 0 && await this.test(atom, docs);
				docs = await left(docs, holds);
			}
			for (const atom of docs.length > 0 ? none : []) {
				const holds = await this.test(atom, docs), list = holds ? null : await this.atom(atom, zone);
				docs = await left(docs, (doc) => holds ? !holds(doc) : !list.has(doc));
			}
			return docs.length > 0 ? this.inOrder(docs, lists, oldest) : [];
		}

		/* The lists of all, two at a time: where nothing is left of the first, the others are not needed. */
		async meetAll(all, zone) {
			const lists = [];
			for (let i = 0; i < all.length && !lists.some((l) => l.size === 0); i += 2)
				lists.push(...await Promise.all(all.slice(i, i + 2).map((any) => this.any(any, zone))));
			return lists.some((l) => l.size === 0) ? [new Map()] : lists.sort((a, b) => a.size - b.size);
		}

		async inOrder(docs, lists, oldest) {
			const { days } = await this.about();
			const sorted = Uint32Array.from(docs).sort(), parts = []; /* one a day */
			for (let i = 0, day = 0; i < sorted.length; i++) {
				const before = day;
				while (day + 1 < days.length && days[day + 1].doc <= sorted[i])
					day++;
				if (i === 0 || day > before)
					parts.push({ day: days[day].number, from: i });
			}
			parts.forEach((part, i) => part.docs = sorted.subarray(part.from, i + 1 < parts.length ? parts[i + 1].from : sorted.length));
			const results = [];
			for (const part of oldest ? parts : parts.reverse())
				await each(part.docs, (doc) => results.push({ period: this, doc, day: part.day, score: Period.score(lists.map((l) => l.get(doc))) }));
			return results;
		}

		/* Headline before body, several hits before one, terms that are near before those apart. */
		static score(found) {
			let score = 0;
			for (const f of found)
				score += (f.headline ? 4 : 0) + Math.min(3, Math.log2(1 + f.hits));
			const placed = found.filter((f) => f.places);
			if (placed.length > 1) {
				let far = 0;
				for (let i = 1; i < placed.length; i++)
					far = Math.max(far, Period.distance(placed[0].places, placed[i].places));
				score += 3 / (1 + far / 20);
			}
			return score / found.length;
		}

		static distance(a, b) {
			let least = Infinity;
			for (let i = 0, k = 0; i < a.length && k < b.length;) {
				least = Math.min(least, Math.abs(a[i] - b[k]));
				if (a[i] < b[k])
					i++;
				else
					k++;
			}
			return least;
		}

		/* What results show of one document: { url, page, kind, kicker, headline, opening, text }, where known; text is one for all that have the same. */
		async title(doc) {
			const { share, apart, titles } = await this.about();
			const number = Math.floor(doc / share);
			const listed = Math.floor(number / LISTED);
			const hash = apart ? (await this.file("tl" + listed, titles[listed] || 0, readHashes))[number % LISTED] : titles[number];
			const title = (await this.file("t" + number, hash || 0, readTitles))[doc % share];
			if (!title)
				throw new broadsheetCore.IndexError("damaged", this.folder + "t" + number);
			return title;
		}
	}

	/* ── all periods ── */

	class Index {
		constructor(fold, periods, manifest) {
			this.manifest = manifest;
			this.fold = fold;
			this.periods = periods;
		}

		/*
		 * Reads a query, of which fold.know() was told. fields is as readQuery() has it;
		 * names tells what a value of a facet is called on the page.
		 */
		query(query, fields = {}, names = (facet, value) => value) {
			const read = readQuery(this.fold, query, fields);
			const same = (text) => String.fromCodePoint(...this.fold.text(text).codes).replace(/(^|\D)0+(?=\d)/g, "$1");
			for (const atom of read.all.concat([read.none]).reduce((flat, any) => flat.concat(any), [])) {
				if (atom.facet) {
					const wanted = same(atom.value);
					atom.matches = (value) => same(value) === wanted || same(names(atom.facet, value)) === wanted;
				}
			}
			return read;
		}

		/* The terms of a query, for those that ask for nothing else. */
		terms(query) {
			return this.query(query).terms;
		}

		/*
		 * Searches from the newest period on, or from the oldest. The question is what
		 * query() reads, with zone, "headline", "byline" or undefined, for what has none
		 * of its own; from and to are days, 0 and Infinity where open; only, a test of
		 * periods, leaves out others. found(results,
		 * done, all) hears of each period in turn; it returns false to stop, or a promise
		 * that the next is waited with. Of the periods behind it as many are asked at once as
		 * it may take to find enough, as far as those before tell.
		 */
		async search({ all, none = [], zone, from = 0, to = Infinity, oldest = false, only = () => true, enough = ENOUGH }, found) {
			if (all.length === 0)
				return;
			const days = from > 0 || to < Infinity ? [[{ days: [from, to] }]] : [];
			const question = { all: all.concat(days), none, zone, oldest };
			const periods = this.periods.filter((p) => p.last >= from && p.first <= to && only(p));
			if (oldest)
				periods.sort((a, b) => (a.first || Infinity) - (b.first || Infinity));
			const ahead = [];
			let width = enough === Infinity ? AHEAD : 1, count = 0;
			let known = 0, asked = 0; /* articles of the periods that have answered, and of those that are asked */
			let wanted = enough;
			const likely = () => count + (asked - known) * (count + 1) / (known + 1);
			for (let i = 0; i < periods.length; i++) {
				for (let k = ahead.length; k < Math.min(periods.length, i + width) && (k === i || likely() < wanted); k++) {
					ahead.push(periods[k].search(question));
					ahead[k].catch(() => {});
					asked += periods[k].docs;
				}
				const results = await ahead[i];
				count += results.length;
				known += periods[i].docs;
				ahead[i] = null;
				const answer = found(results, i + 1, periods.length);
				if (answer === false)
					return;
				if (answer && answer.then) {
					await answer;
					wanted = Infinity; /* whoever has waited wants all */
				} else {
					await breathe();
				}
				width = Math.min(AHEAD, width * 2);
			}
		}

		/* How many articles there are of each year, "0" for those without a day. */
		async years() {
			const counts = new Map();
			const known = await Promise.all(this.periods.map(async (p) => ({ ...await p.about(), ...await p.counts() })));
			known.forEach(({ days, docs }) => days.forEach(function ({ number }, i) {
				const year = number ? String(Number(isoOf(number).slice(0, 4))) : "0";
				counts.set(year, (counts.get(year) || 0) + docs[i]);
			}));
			return counts;
		}

		/* How many articles answer a question as search() takes it. */
		async count(question) {
			let count = 0;
			await this.search({ ...question, enough: Infinity }, function (results) {
				count += results.length;
			});
			return count;
		}

		async has(term) {
			let there = false;
			await this.search({ all: [[{ term }]] }, function (results) {
				there = there || results.length > 0;
				return !there;
			});
			return there;
		}

		/* The longest part of the term that some article holds, as [from, to], or null; the first of equals. */
		async longestPart(term) {
			let best = null;
			for (let from = 0, to = 1; to <= term.length; to++) {
				/* What holds a part holds all parts of that: only longer ones are of interest. */
				if (await this.has(term.slice(from, to)))
					best = [from, to];
				else
					from++;
			}
			return best;
		}
	}

	/* again: the index may have been built anew, and whatever is known of it be old. */
	async function open(load, again) {
		const manifest = await readManifest(load, again);
		const files = new Files(load);
		const periods = manifest.periods.map((line) => new Period(files, manifest.facets, line));
		return new Index(await readFold(files, manifest.fold), periods, manifest.text);
	}

	return { open, startName, readDate, isoOf, each, sort };
}());
