/*
 * What else might have been meant: words that stand for letters in pinyin, or
 * for characters that were misread, where nothing is found; and, while one types,
 * words of headlines and names that go on with what is there.
 */
var broadsheetOffers = (function () {
	"use strict";

	const MOST = 24;       /* words that are looked up for one query */
	const LETTERS = 40;    /* of so long a word at most */
	const PARTS = 4000;    /* beginnings of words that are gone on with */

	/* ── pinyin ── */

	/* Letters without tones and signs between syllables; "" if it is no word of them. */
	function lettersOf(text) {
		const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s'’\-·]/g, "").replace(/v/g, "u");
		return /^[a-z]{2,}$/.test(bare) && bare.length <= LETTERS ? bare : "";
	}

	/* search-sounds.js: { readings, pairs } in lines, as { syllables: character → set, followers: character → string }. */
	function readSounds({ readings, pairs }) {
		const syllables = new Map(), followers = new Map();
		for (const line of readings.split("\n").filter((l) => l)) {
			const syllable = line.match(/^[a-z]+/)[0];
			for (const character of line.slice(syllable.length))
				syllables.set(character, (syllables.get(character) || []).concat(syllable));
		}
		for (const line of pairs.split("\n").filter((l) => l))
			followers.set(line[0], line.slice(1));
		return { syllables, followers };
	}

	/*
	 * Words of characters that stand side by side somewhere and are read so, those
	 * that use all letters in whole syllables first; the last syllable may be begun.
	 */
	function wordsOf(sounds, letters) {
		const whole = [], begun = [];
		let parts = [];
		const extend = function (word, rest, character) {
			for (const syllable of sounds.syllables.get(character) || []) {
				if (rest.startsWith(syllable))
					parts.push({ word: word + character, rest: rest.slice(syllable.length) });
				else if (word && syllable.startsWith(rest) && rest)
					begun.push(word + character);
			}
		};
		for (const character of sounds.followers.keys())
			extend("", letters, character);
		while (parts.length > 0) {
			const now = parts.slice(0, PARTS);
			parts = [];
			for (const { word, rest } of now) {
				if (!rest) {
					if (word.length > 1)
						whole.push(word);
					continue;
				}
				for (const character of sounds.followers.get(word[word.length - 1]) || "")
					extend(word, rest, character);
			}
		}
		return [...new Set(whole.concat(begun))];
	}

	/* ── misread characters ── */

	/* The word with one, then two, of its characters replaced by others of their group. */
	function likeWords(groups, text) {
		const characters = [...text], others = characters.map((c) => [...new Set(groups.filter((g) => g.includes(c)).join(""))].filter((o) => o !== c));
		const once = [], twice = [];
		others.forEach(function (all, i) {
			for (const other of all) {
				const changed = characters.slice();
				changed[i] = other;
				once.push(changed.join(""));
				others.slice(i + 1).forEach((more, k) => more.forEach(function (next) {
					const both = changed.slice();
					both[i + 1 + k] = next;
					twice.push(both.join(""));
				}));
			}
		});
		return once.concat(twice);
	}

	/* ── what goes on with what is typed ── */

	const segmenter = globalThis.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

	/* What a headline has from the beginning of text, which it holds, to the end of the word behind it. */
	function goneOn(headline, text) {
		const at = headline.indexOf(text), from = at + text.length;
		if (at < 0 || from >= headline.length || !segmenter)
			return "";
		const words = [...segmenter.segment(headline)];
		const next = words.find((w) => w.index + w.segment.length > from);
		return next && next.isWordLike ? headline.slice(at, next.index + next.segment.length) : "";
	}

	/* Words that go on with text, the most frequent first; a name that holds it goes on, too. */
	function goOn(text, headlines, names, most) {
		const counts = new Map();
		const add = (word) => word && word !== text && counts.set(word, (counts.get(word) || 0) + 1);
		headlines.forEach((headline) => add(goneOn(headline, text)));
		names.forEach((name) => name.includes(text) && add(name));
		return [...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([word]) => word);
	}

	return { MOST, lettersOf, readSounds, wordsOf, likeWords, goOn };
}());
