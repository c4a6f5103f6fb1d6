#include "segment/page_header.h"

#include "language/language.h"

enum {
	LONGEST = 60, /* glyphs; a header with slogan and editors' names is no longer */
	EDGE = 3      /* blocks from the top or bottom of a page */
};

/* Sentences, quotations and jump lines name pages and days too. */
static bool speaks(struct glyphs g)
{
	for (size_t i = 0; i < g.len; i++) {
		switch (g.code[i]) {
		case U'。':
		case U'、':
		case U'；':
		case ';':
		case U'《':
		case '?':
		case '!': return true;
		default:
			if (language_at(&g.language->header_stops, g, i))
				return true;
		}
	}
	return g.len > 0 && g.code[0] == '(';
}

/* Whether the words could be a header's at all: a quick look, for every block is asked. */
static bool may_be(struct glyphs g, enum label label)
{
	if (g.len > LONGEST * (size_t)g.language->width)
		return false;
	for (size_t i = 0; i < g.len; i++)
		if (language_at(&g.language->page_words, g, i) ||
		    language_at(&g.language->page_before, g, i) || language_at(&g.language->weekdays, g, i))
			return true;
	return label == LABEL_FURNITURE;
}

/* 今日8版 tells how many pages there are. Returns the glyph after it, or 0. */
static size_t page_count(struct glyphs g, size_t i)
{
	size_t from, to;
	const struct language_word *w = language_at(&g.language->edge_words, g, i);
	size_t at = w ? i + w->length : g.len;
	return at < g.len && glyph_is_digit(g.code[at]) ? pattern_page_number(g, at, &from, &to) : 0;
}

static void read_words(struct glyphs g, struct page_header *h)
{
	for (size_t i = 0; i < g.len;) {
		bool inside = i > 0 && glyph_is_digit(g.code[i]) && glyph_is_digit(g.code[i - 1]);
		struct printed_date d;
		size_t from, to, end;
		if (!inside && !h->date.day && (end = pattern_date(g, i, &d)) != 0 && d.month && d.day) {
			h->date = d;
			h->date_at = i;
		} else if (!inside && h->number_to == 0 &&
		           (end = pattern_page_number(g, i, &from, &to)) != 0) {
			h->number_from = from;
			h->number_to = to;
		} else if ((end = page_count(g, i)) != 0) {
			i = end;
			continue;
		} else if (h->weekday >= 0 || (end = pattern_weekday(g, i, &h->weekday)) == 0) {
			end = i + 1;
		}
		i = end;
	}
}

bool page_header_read(const struct blocks *blocks, size_t i, enum label label,
                      struct page_header *out)
{
	struct glyphs g = blocks->items[i].glyphs;
	struct page_header h = { .weekday = -1 };
	if (!may_be(g, label) || (label != LABEL_FURNITURE && speaks(g)))
		return false;
	read_words(g, &h);
	bool dated = h.date.month && h.date.day;
	bool numbered = h.number_to > 0;
	bool edge = i < EDGE || i + EDGE >= blocks->len;
	/* Days and weekdays are named together in many a sentence of other languages. */
	bool sure =
		dated && (numbered || (h.date.year && h.weekday >= 0)) && (edge || !g.language->spaced);
	bool likely = label == LABEL_FURNITURE && ((dated && h.date.year) || numbered);
	if (!sure && !likely && !(edge && numbered && g.len <= LONGEST / 3))
		return false;
	*out = h;
	return true;
}
