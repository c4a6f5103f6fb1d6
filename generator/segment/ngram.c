#include "segment/ngram.h"

#include "language/language.h"

enum {
	HEAD = 8,
	TAIL = 6,   /* so many characters are an edge */
	SHORT = 24, /* all characters of a line no longer than this count */
	MOST = 160, /* of a longer block only the beginning tells what it speaks of */
	EDGE_MOST = 2 * HEAD + 2 * TAIL + SHORT + 2,
};

enum sort {
	HEAD_AT = 1,
	HEAD_PAIR,
	TAIL_AT,
	TAIL_PAIR,
	ANYWHERE,
	FIRST_PAIR,
	LAST_PAIR,
	CONTENT,
	CONTENT_PAIR
};

static uint32_t row_of(enum sort sort, uint32_t a, uint32_t b)
{
	uint32_t x = (uint32_t)sort * 0xC2B2AE3Du + a * 0x9E3779B1u + b * 0x85EBCA77u;
	x ^= x >> 15;
	x *= 0x2C1B3C6Du;
	x ^= x >> 13;
	return x;
}

static uint32_t plain(uint32_t c)
{
	return c >= '0' && c <= '9' ? '0' : c;
}

static uint32_t edge_row(enum sort sort, uint32_t a, uint32_t b)
{
	return row_of(sort, a, b) & (NGRAM_EDGE_ROWS - 1);
}

static void find_edges(struct glyphs g, struct ngrams *n)
{
	size_t head = g.len < HEAD ? g.len : HEAD, tail = g.len < TAIL ? g.len : TAIL;
	uint32_t *to = n->edge;
	for (size_t i = 0; i < head; i++)
		*to++ = edge_row(HEAD_AT, plain(g.code[i]), (uint32_t)i);
	for (size_t i = 0; i + 1 < head; i++)
		*to++ = edge_row(HEAD_PAIR, plain(g.code[i]), plain(g.code[i + 1]));
	for (size_t i = 0; i < tail; i++)
		*to++ = edge_row(TAIL_AT, plain(g.code[g.len - 1 - i]), (uint32_t)i);
	for (size_t i = 0; i + 1 < tail; i++)
		*to++ = edge_row(TAIL_PAIR, plain(g.code[g.len - 1 - i]), plain(g.code[g.len - 2 - i]));
	for (size_t i = 0; i < g.len && g.len <= SHORT; i++)
		*to++ = edge_row(ANYWHERE, plain(g.code[i]), 0);
	*to++ = edge_row(FIRST_PAIR, plain(g.code[0]), g.len > 1 ? plain(g.code[1]) : 0);
	*to++ = edge_row(LAST_PAIR, plain(g.code[g.len - 1]), g.len > 1 ? plain(g.code[g.len - 2]) : 0);
	n->edge_len = (size_t)(to - n->edge);
}

static void find_content(struct glyphs g, struct ngrams *n)
{
	size_t len = g.len < MOST ? g.len : MOST;
	bool before = false;
	for (size_t i = 0; i < len; i++) {
		bool han = glyph_is_han(g.code[i]);
		if (han)
			n->content[n->content_len++] = row_of(CONTENT, g.code[i], 0) & (NGRAM_CONTENT_ROWS - 1);
		if (han && before)
			n->content[n->content_len++] =
				row_of(CONTENT_PAIR, g.code[i - 1], g.code[i]) & (NGRAM_CONTENT_ROWS - 1);
		before = han;
	}
}

struct ngrams ngram_find(struct glyphs g, struct arena *a)
{
	struct ngrams n = { arena_room(a, EDGE_MOST, sizeof(uint32_t)), 0,
		                arena_room(a, 2 * (g.len < MOST ? g.len : MOST), sizeof(uint32_t)), 0 };
	/* The rows were learned of ideographs: what stands in them says nothing of letters. */
	if (g.language->spaced)
		return n;
	if (g.len > 0)
		find_edges(g, &n);
	find_content(g, &n);
	return n;
}
