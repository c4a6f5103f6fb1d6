#include "segment/publication_date.h"

#include "base/ascii.h"
#include "segment/date_mention.h"
#include "segment/dating.h"
#include "input/filename.h"
#include "segment/page_header.h"

/* The number as pages are called: figures have two places at least. */
static struct view number_of(const struct block *b, const struct page_header *h, struct arena *a)
{
	int n;
	if (pattern_number(b->glyphs, h->number_from, &n) != h->number_to)
		return arena_view(a, glyph_slice(b->text, b->glyphs, h->number_from, h->number_to));
	return n > 0 ? arena_printf(a, "%02d", n) : VIEW_NULL;
}

/* The number that a page header prints: 第2版 is "02". */
static void number_from_header(const struct blocks *blocks, const enum label *labels,
                               struct page *out)
{
	for (size_t i = 0; i < blocks->len && !out->number.data; i++) {
		struct page_header h;
		if (page_header_read(blocks, i, labels[i], &h) && h.number_to > h.number_from)
			out->number = number_of(&blocks->items[i], &h, &out->arena);
	}
}

/* The number of a file's part-th page, where first is that of its first, or absent: A05, A06 … */
static struct view count_on(struct view first, uint32_t part, struct arena *a)
{
	size_t figures = first.len;
	unsigned number = 0;
	while (figures > 0 && ascii_is_digit(first.data[figures - 1]))
		figures--;
	for (size_t i = figures; i < first.len && i < figures + 6; i++)
		number = number * 10 + (unsigned)(first.data[i] - '0');
	number = (first.len > figures ? number : 1) + part - 1;
	return arena_printf(a, "%.*s%02u", (int)figures, first.data ? first.data : "", number);
}

/* Visible glyphs of a line. */
static size_t visible(struct view line)
{
	size_t n = 0;
	for (size_t i = 0; i < line.len;) {
		uint32_t c = glyph_fold(glyph_next(line, &i));
		n += c != 0 && c != ' ';
	}
	return n;
}

/* A place in a page that only moves on: mentions are asked for in order. */
struct cursor {
	uint32_t block;
	size_t glyph;
	size_t left; /* visible glyphs up to there that line does not yet account for */
	uint32_t line;
};

/* Moves on to a glyph of a block; returns its source line: a wrapped block has several. */
static uint32_t line_of(const struct text *t, const struct blocks *blocks, struct cursor *at,
                        const struct date_mention *m)
{
	const struct block *b = &blocks->items[m->block];
	if (at->line == 0 || at->block != m->block)
		*at = (struct cursor){ .block = m->block, .line = b->lines.first };
	if (b->lines.first == b->lines.last)
		return at->line;
	for (; at->glyph < m->glyph; at->glyph++)
		at->left += b->glyphs.code[at->glyph] != ' ';
	for (; at->line < b->lines.last; at->line++) {
		size_t n = visible(text_line(t, at->line));
		if (at->left < n)
			break;
		at->left -= n;
	}
	return at->line;
}

/* The first lines that speak for the day, in page order as mentions come: enough to judge by. */
static void keep_evidence(const struct text *t, const struct blocks *blocks,
                          const struct date_mentions *all, struct page *out)
{
	enum { MOST = 24 };
	struct cursor at = { 0 };
	out->evidence = arena_array(&out->arena, MOST, sizeof(*out->evidence));
	for (size_t i = 0; i < all->items.len && out->evidence_count < MOST; i++) {
		const struct date_mention *m = &all->items.items[i];
		if (!dating_supports(m, out->published))
			continue;
		uint32_t line = line_of(t, blocks, &at, m);
		if (out->evidence_count == 0 || out->evidence[out->evidence_count - 1].last != line)
			out->evidence[out->evidence_count++] = (struct span){ line, line };
	}
}

void publication_date_find(const struct text *t, const struct blocks *blocks,
                           const enum label *labels, struct page *out)
{
	const struct language *language = t->language ? t->language : language_default();
	struct filename name = filename_read(view_of(t->name), language, &out->arena);
	out->number = t->stated.number.len ? arena_view(&out->arena, t->stated.number)
	              : t->parts           ? VIEW_NULL
	                                   : name.number;
	if (!out->number.data)
		number_from_header(blocks, labels, out);
	if (!out->number.data && t->parts)
		out->number = count_on(name.number, t->part, &out->arena);
	if (date_known(t->stated.date)) {
		out->published = t->stated.date;
		out->published_by = DATE_SOURCE;
		return;
	}
	if (date_known(name.day)) {
		out->published = name.day;
		out->published_by = DATE_FILENAME;
		return;
	}
	struct date_mentions all = { 0 };
	date_mention_find(blocks, labels, &all);
	out->published = dating_decide(&all);
	if (date_known(out->published)) {
		out->published_by = DATE_TEXT;
		keep_evidence(t, blocks, &all, out);
	}
	array_free(&all.items);
}
