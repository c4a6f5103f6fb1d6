/*
 * Queries over the search index: which articles hold the terms, period by
 * period from the newest, and their titles. Needs search-core.js;
 * generator/search/FORMAT.md describes the files.
 */
var broadsheetIndex = (function () {
	"use strict";

	const { Files, readManifest, readFold, readTerms } = broadsheetCore;

	const BYLINE = 256, REST = 512;   /* where the zones of an article begin */
	const END = 1;                    /* stands behind the last character of a text; 0 and 1 are in none */
	const TOPIC = 0x110000;           /* the first character of topic 0's key */
	const SECOND = 0x200000;          /* a key is first * SECOND + second */
	const FEW = 4;
	const WARM = 3;                   /* periods whose heads are loaded at once */
	const PLACE_USUAL = 8;
	const SEVERAL = 3;                /* hits where it is known only that there are several */
	const EPOCH = -719163;            /* day 0, in days since 1970-01-01 */

	function dayOf(iso) {
		return iso ? Date.parse(iso + "T00:00:00Z") / 86400000 - EPOCH : 0;
	}

	function isoOf(day) {
		return day ? new Date((day + EPOCH) * 86400000).toISOString().slice(0, 10) : "";
	}

	/* ── posting lists ── */

	function readStart(bits, before) {
		const key = (Math.floor(before.key / SECOND) + bits.number(2)) * SECOND;
		return bits.bit() ? { key: key + bits.number(14), doc: bits.number(0) } : { key, doc: 0 };
	}

	/* Where files begin, and the hashes of what they hold: { key, doc, hash }. */
	function readStarts(bits) {
		const starts = [];
		let start = { key: 0 };
		for (let left = bits.number(8); left > 0; left--) {
			start = readStart(bits, start);
			start.hash = bits.hash();
			starts.push(start);
		}
		return starts;
	}

	/* What the file is called that begins there. */
	function startName({ key, doc }) {
		return [Math.floor(key / SECOND), key % SECOND, doc].map((n) => n.toString(16)).join("-");
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

	/* Adds to list, unless it is null: doc → array of places, or { hits, headline } in one of documents alone. */
	function readList(bits, list, docs, gap, measure) {
		for (let next = 0; docs > 0; docs--) {
			const doc = next + bits.number(gap);
			const known = measure === undefined ? readUses(bits) : readPlaces(bits, measure);
			if (list)
				list.set(doc, known);
			next = doc + 1;
		}
	}

	/* The lists of a shard with keys from key to last: key → list. */
	function readShard(bits, docs, key, last) {
		const lists = new Map();
		bits.at = 0;
		let left = bits.number(6) + 1;
		let first = bits.take(21), second = bits.take(21);
		for (;;) {
			const at = first * SECOND + second;
			const count = bits.number(0) + 1;
			const few = count < FEW;
			const gap = few ? 31 - Math.clz32(Math.max(1, Math.floor(docs / (count + 1)))) : bits.take(5);
			const measure = second === 0 ? undefined : few ? PLACE_USUAL : bits.take(5);
			const wanted = at >= key && at <= last;
			if (wanted && !lists.has(at))
				lists.set(at, new Map());
			readList(bits, wanted ? lists.get(at) : null, count, gap, measure);
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

	const FIELDS = { 1: "url", 2: "page", 3: "kind", 4: "kicker", 5: "headline", 6: "opening" };

	/* A control character tells what follows; 31 ends an article. */
	function readTitles(bits) {
		const titles = [];
		let title = {}, field = "";
		for (const character of new TextDecoder().decode(bits.bytes)) {
			const code = character.codePointAt(0);
			if (code === 31) {
				titles.push(title);
				title = {};
			} else if (FIELDS[code]) {
				field = FIELDS[code];
				title[field] = "";
			} else {
				title[field] += character;
			}
		}
		return titles;
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

	class Period {
		constructor(files, line) {
			this.files = files;
			Object.assign(this, line);
		}

		/* A file of the period, as parse makes it of its bits; each once. */
		file(name, hash, parse) {
			return this.files.read(this.folder + name, hash, parse);
		}

		head() {
			return this.file("head", this.hash, (bits) => {
				const days = [];
				let next = 0, doc = 0;
				for (let left = bits.number(6) + 1; left > 0; left--) {
					const number = next + bits.number(days.length ? 0 : 16);
					days.push({ number, doc });
					doc += bits.number(5) + 1;
					next = number + 1;
				}
				const paged = bits.bit() === 1;
				const starts = readStarts(bits), share = bits.number(8);
				const apart = bits.bit() === 1;
				const titles = [];
				for (let left = apart ? 1 : Math.ceil(this.docs / share); left > 0; left--)
					titles.push(bits.hash());
				return { days, paged, starts, share, apart, titles };
			});
		}

		/* The lists of a shard with keys from key to last. */
		async lists(shard, key, last) {
			return readShard(await this.file(startName(shard), shard.hash, (bits) => bits), this.docs, key, last);
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
			const whole = new Map();
			for (const part of parts) {
				for (const [doc, known] of part.get(key) || [])
					whole.set(doc, known);
			}
			return whole;
		}

		/* Of the shards of one long list those that some wanted document is in. */
		static wantedShards(shards, key, wanted) {
			const docs = [...wanted].sort((a, b) => a - b);
			return shards.filter(function (s, i) {
				const from = s.key === key ? s.doc : 0;
				const to = i + 1 < shards.length ? shards[i + 1].doc : Infinity;
				return docs.some((d) => d >= from && d < to);
			});
		}

		/* All places of one character: from its own list, or from those of its neighbours. */
		async single(code, places) {
			const own = places ? new Map() : await this.list(code * SECOND);
			if (own.size > 0)
				return own;
			const first = code * SECOND + 1, last = (code + 1) * SECOND - 1;
			const shards = await this.shards(first, last);
			const whole = new Map();
			for (const lists of await Promise.all(shards.map((s) => this.lists(s, first, last)))) {
				for (const list of lists.values()) {
					for (const [doc, more] of list)
						whole.set(doc, (whole.get(doc) || []).concat(more));
				}
			}
			for (const all of whole.values())
				all.sort((a, b) => a - b);
			return whole;
		}

		/*
		 * Where a term of two or more characters begins: doc → places. Pairs that
		 * cover the term are enough, and the shortest lists come first.
		 */
		async phrase(term) {
			const pairs = [];
			for (let at = 0; at + 1 < term.length; at += 2)
				pairs.push({ at, key: term[at] * SECOND + term[at + 1] });
			if (term.length % 2)
				pairs.push({ at: term.length - 2, key: term[term.length - 2] * SECOND + term[term.length - 1] });
			const shards = await Promise.all(pairs.slice(0, 8).map((p) => this.shards(p.key, p.key)));
			shards.forEach((found, i) => pairs[i].cost = found.length);
			pairs.sort((a, b) => (a.cost || 2) - (b.cost || 2) || a.at - b.at);
			let found = null;
			for (let i = 0; i < pairs.length && (!found || found.size > 0); i += 2) {
				const together = pairs.slice(i, i + 2);
				/* What is short comes with the next; what is long waits for what is wanted of it. */
				const apart = together.length > 1 && together[1].cost > 1;
				const lists = apart ? [await this.list(together[0].key, found && found.keys())]
					: await Promise.all(together.map((p) => this.list(p.key, found && found.keys())));
				lists.forEach((list, k) => found = Period.meet(found, list, together[k].at));
				if (apart && found.size > 0)
					found = Period.meet(found, await this.list(together[1].key, found.keys()), together[1].at);
			}
			return found;
		}

		/* What is left of found when the list's places, less at, must be among it. */
		static meet(found, list, at) {
			const met = new Map();
			for (const [doc, places] of list) {
				const before = found && found.get(doc);
				if (found && !before)
					continue;
				const known = before && new Set(before);
				const both = [];
				for (const place of places) {
					if (place >= at && (!known || known.has(place - at)))
						both.push(place - at);
				}
				if (both.length > 0)
					met.set(doc, both);
			}
			return met;
		}

		/* doc → { hits, headline, places or undefined } for one term in the zone that is asked for. */
		async term(term, zone) {
			if (term.some((code) => code <= END))
				return new Map();
			const raw = term.length > 1 ? await this.phrase(term) : await this.single(term[0], zone === "byline");
			const found = new Map();
			for (const [doc, known] of raw) {
				if (!Array.isArray(known)) {
					if (zone !== "headline" || known.headline)
						found.set(doc, known);
					continue;
				}
				let places = known;
				if (zone === "headline")
					places = known.filter((p) => p < BYLINE);
				else if (zone === "byline")
					places = known.filter((p) => p >= BYLINE && p < REST);
				if (places.length > 0)
					found.set(doc, { hits: places.length, headline: places.some((p) => p < BYLINE), places });
			}
			return found;
		}

		/* The documents that hold all terms, oldest first: { period, doc, day, score }. */
		async search(terms, bylines, zone) {
			const wanted = terms.map((t) => [t, zone]).concat(bylines.map((t) => [t, "byline"]));
			const lists = await Promise.all(wanted.map(([t, z]) => this.term(t, z)));
			lists.sort((a, b) => a.size - b.size);
			const docs = [...lists[0].keys()].filter((d) => lists.every((l) => l.has(d)));
			docs.sort((a, b) => a - b);
			const { days } = await this.head();
			let day = 0;
			return docs.map((doc) => {
				while (day + 1 < days.length && days[day + 1].doc <= doc)
					day++;
				return { period: this, doc, day: days[day].number, score: Period.score(lists.map((l) => l.get(doc))) };
			});
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

		/* The documents of a topic, as a set. */
		async topic(number) {
			return new Set((await this.list((TOPIC + number) * SECOND)).keys());
		}

		/* What results show of one document: { url, page, kind, kicker, headline, opening }, where known. */
		async title(doc) {
			const { share, apart, titles } = await this.head();
			const number = Math.floor(doc / share);
			const hashes = apart ? await this.file("t", titles[0], readHashes) : titles;
			const title = (await this.file("t" + number, hashes[number] || 0, readTitles))[doc % share];
			if (!title)
				throw new broadsheetCore.IndexError("damaged", this.folder + "t" + number);
			return title;
		}
	}

	/* ── all periods ── */

	class Index {
		/* heads: the promise of what most queries begin with, which is loaded while the reader still types. */
		constructor(fold, periods, heads, manifest) {
			this.manifest = manifest;
			this.fold = fold;
			this.periods = periods;
			this.heads = heads;
		}

		terms(query) {
			return readTerms(this.fold, query);
		}

		/*
		 * Searches from the newest period on. terms and bylines are folded; zone is
		 * "headline" or undefined; from and to are days, 0 and Infinity where open.
		 * found(results, done, all) hears of each period in turn, newest first within
		 * it, and returns false to stop.
		 */
		async search({ terms, bylines = [], zone, from = 0, to = Infinity }, found) {
			if (terms.length + bylines.length === 0)
				return;
			const periods = this.periods.filter((p) => p.last >= from && p.first <= to);
			const ahead = [];
			for (let i = 0; i < periods.length; i++) {
				for (let k = ahead.length; k < Math.min(periods.length, i + 6); k++) {
					ahead.push(periods[k].search(terms, bylines, zone));
					ahead[k].catch(() => {});
				}
				const results = (await ahead[i]).filter((r) => r.day >= from && r.day <= to);
				if (found(results.reverse(), i + 1, periods.length) === false)
					return;
			}
		}

		/* How many articles answer a question as search() takes it. */
		async count(question) {
			let count = 0;
			await this.search(question, function (results) {
				count += results.length;
			});
			return count;
		}

		async has(term) {
			let there = false;
			await this.search({ terms: [term] }, function (results) {
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
		const periods = manifest.periods.map((line) => new Period(files, line));
		const heads = Promise.all(periods.slice(0, WARM).map((p) => p.head()));
		heads.catch(() => {}); /* whoever needs one hears of it */
		return new Index(await readFold(files, manifest.fold), periods, heads, manifest.text);
	}

	return { open, startName, dayOf, isoOf };
}());
