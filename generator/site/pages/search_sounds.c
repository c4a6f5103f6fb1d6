#include <stdlib.h>

#include "base/json.h"
#include "base/mem.h"
#include "site/list.h"
#include "site/pages/pages.h"
#include "site/renderer.h"
#include "site/site.h"
#include "text/glyph.h"

/*
 * What static/search-offers.js takes a word of letters for that no text has:
 * how characters are read, and which ones stand side by side in headlines and
 * names. Which words there are is found there, and looked up in the index.
 */
#define HEADLINES_MOST 100000u    /* of a larger archive, as many as that, from all its years */
#define PAIRS_MOST     30000u     /* the most frequent ones are told */
#define TABLE          (1u << 18) /* what is new once it is three quarters full is left out */

struct pair {
	uint64_t key; /* the first character in the upper half, the second in the lower; 0 is free */
	uint32_t count;
};

struct counting {
	const struct language *language;
	struct pair *table;
	size_t len;
	struct arena arena;
};

static size_t count(const struct plan *p)
{
	const struct config *c = p->archive->config;
	return c->search && config_paper(c)->readings.count > 0;
}

static void count_pair(struct counting *c, uint64_t key, uint32_t times)
{
	size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 46);
	while (c->table[at].key != 0 && c->table[at].key != key)
		at = (at + 1) % TABLE;
	if (c->table[at].key == 0) {
		if (c->len >= TABLE / 4 * 3)
			return;
		c->len++;
		c->table[at].key = key;
	}
	c->table[at].count += times;
}

static bool is_read(uint32_t c)
{
	return c >= LANGUAGE_FIRST_CHARACTER && c <= LANGUAGE_LAST_CHARACTER;
}

static void count_text(struct counting *c, struct view text, uint32_t times)
{
	struct glyphs g = glyph_read(text, c->language, &c->arena);
	for (size_t i = 0; i + 1 < g.len; i++) {
		if (is_read(g.code[i]) && is_read(g.code[i + 1]))
			count_pair(c, (uint64_t)g.code[i] << 32 | g.code[i + 1], times);
	}
	arena_reset(&c->arena);
}

static void count_all(struct counting *c, const struct archive *a)
{
	size_t step = 1 + a->articles.len / HEADLINES_MOST;
	for (size_t i = 0; i < a->articles.len; i += step) {
		if (!a->articles.items[i].withdrawn)
			count_text(c, a->articles.items[i].headline, 1);
	}
	for (uint32_t i = 0; i < a->names.len; i++) {
		size_t times;
		list_articles(a, LIST_AUTHOR, i, &times);
		count_text(c, a->names.items[i].text, (uint32_t)times);
	}
	for (size_t i = 0; i < a->places.len; i++)
		count_text(c, a->places.items[i].text, 1);
}

static int compare_count(const void *x, const void *y)
{
	const struct pair *a = x, *b = y;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return (a->key > b->key) - (a->key < b->key);
}

static int compare_first(const void *x, const void *y)
{
	const struct pair *a = x, *b = y;
	uint64_t first = a->key >> 32, other = b->key >> 32;
	return first != other ? (first > other) - (first < other) : compare_count(x, y);
}

/* The most frequent pairs come to the front, by their first character, then by count. Returns how many. */
static size_t choose(struct counting *c)
{
	size_t kept = 0;
	for (size_t i = 0; i < TABLE; i++) {
		if (c->table[i].key != 0)
			c->table[kept++] = c->table[i];
	}
	if (kept == 0)
		return 0;
	qsort(c->table, kept, sizeof(*c->table), compare_count);
	kept = kept < PAIRS_MOST ? kept : PAIRS_MOST;
	qsort(c->table, kept, sizeof(*c->table), compare_first);
	return kept;
}

/* A line for each first character: that, and what follows it. */
static void put_pairs(struct buf *out, const struct pair *pairs, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		uint32_t first = (uint32_t)(pairs[i].key >> 32);
		if (i == 0 || first != (uint32_t)(pairs[i - 1].key >> 32)) {
			buf_puts(out, i > 0 ? "\n" : "");
			buf_put_code(out, first);
		}
		buf_put_code(out, (unsigned)pairs[i].key);
	}
}

#define CHARACTERS (LANGUAGE_LAST_CHARACTER - LANGUAGE_FIRST_CHARACTER + 1)

static void note_characters(bool *there, const struct pair *pairs, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		there[(pairs[i].key >> 32) - LANGUAGE_FIRST_CHARACTER] = true;
		there[(uint32_t)pairs[i].key - LANGUAGE_FIRST_CHARACTER] = true;
	}
}

/* The letters of a line, and those of its characters that are there; nothing if none is. */
static void put_reading(struct buf *out, const struct language_word *word, const bool *there)
{
	size_t begin = out->len, letters = 0, found = 0;
	buf_puts(out, begin > 0 ? "\n" : "");
	for (; letters < word->length && word->text[letters] < 0x80; letters++)
		buf_putc(out, (char)word->text[letters]);
	for (size_t i = letters; i < word->length; i++) {
		if (!is_read(word->text[i]) || !there[word->text[i] - LANGUAGE_FIRST_CHARACTER])
			continue;
		buf_put_code(out, word->text[i]);
		found++;
	}
	if (found == 0)
		buf_truncate(out, begin);
}

static void put_readings(struct buf *out, const struct language_list *readings,
                         const struct pair *pairs, size_t len)
{
	bool *there = mem_array(CHARACTERS, sizeof(*there));
	note_characters(there, pairs, len);
	for (size_t i = 0; i < readings->count; i++)
		put_reading(out, &readings->words[i], there);
	free(there);
}

static void put(struct renderer *m, struct view path, struct page_ref page)
{
	(void)page;
	const struct language *l = site_paper_language(m->site);
	struct counting c = { .language = l, .table = mem_array(TABLE, sizeof(*c.table)) };
	struct buf out = { 0 }, lines = { 0 };
	count_all(&c, m->site->archive);
	size_t len = choose(&c);
	put_readings(&lines, &l->readings, c.table, len);
	buf_puts(&out, "window.broadsheetSounds={readings:");
	json_put_string(&out, buf_view(&lines));
	buf_truncate(&lines, 0);
	put_pairs(&lines, c.table, len);
	buf_puts(&out, ",pairs:");
	json_put_string(&out, buf_view(&lines));
	buf_puts(&out, "};\n");
	renderer_put(m, path, buf_view(&out));
	buf_free(&lines);
	buf_free(&out);
	arena_free(&c.arena);
	free(c.table);
}

const struct page_kind page_search_sounds = {
	.name = "sounds of words",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "search-sounds.js",
	.count = count,
	.put = put,
};
