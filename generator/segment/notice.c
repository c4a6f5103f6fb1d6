#include "segment/notice.h"

#include "language/language.h"
#include "segment/pattern.h"

/* Title at i: the longest run of ideographs that ends with a title's word. */
static size_t title_end(struct glyphs g, size_t i)
{
	enum { LONGEST = 16 };
	size_t end = i;
	while (end < g.len && end < i + LONGEST && glyph_is_han(g.code[end]))
		end++;
	if (end == i || end >= g.len || !glyph_is_blank(g.code[end]))
		return 0;
	const struct language_word *w = language_before(&g.language->notice_titles, g, end);
	return w && end - i >= w->length ? end : 0;
}

/* A death told in the first words: X同志逝世, followed by a blank. */
static size_t death_end(struct glyphs g)
{
	enum { LONGEST = 20 };
	for (size_t i = 2; i < g.len && i < LONGEST; i++) {
		if (glyph_is_blank(g.code[i]))
			return language_before(&g.language->deaths_told, g, i) ? i : 0;
		if (!glyph_is_han(g.code[i]))
			return 0;
	}
	return 0;
}

/* TO LET. and the like, alone on a line, with a point behind or without. */
static bool is_heading(struct glyphs g)
{
	const struct language_word *w = language_at(&g.language->notice_headings, g, 0);
	size_t end = w ? w->length : 0;
	end += end < g.len && language_glyph(&g.language->sentence_marks, g.code[end]);
	return w && end == g.len;
}

bool notice_begins(struct glyphs g)
{
	if (title_end(g, 0))
		return true;
	enum { LONGEST = 16 }; /* a title on a line of its own */
	if (g.len <= LONGEST * (size_t)g.language->width &&
	    language_before(&g.language->notice_titles, g, g.len))
		return true;
	return is_heading(g) || language_at(&g.language->notice_openings, g, 0);
}

bool notice_ends(struct glyphs g)
{
	enum { CLOSING = 60 };
	return language_search(&g.language->notice_closings, g,
	                       g.len > CLOSING ? g.len - CLOSING : 0) >= 0;
}

static size_t closing_end(struct glyphs g, size_t i)
{
	const struct language_word *w = language_at(&g.language->notice_closings, g, i);
	return w ? i + w->length : 0;
}

/*
 * Where the next notice begins after from, or 0: after words that close one,
 * after the day it is signed on, or at a title, each with a blank before more
 * text.
 */
static size_t next_notice(struct glyphs g, size_t from)
{
	enum { SHORTEST = 12 };
	for (size_t i = from; i + SHORTEST < g.len;) {
		struct printed_date d;
		size_t end = closing_end(g, i);
		if (!end) {
			end = pattern_date(g, i, &d);
			if (!(end && d.year && d.month && d.day))
				end = 0;
		}
		if (!end) {
			i++;
			continue;
		}
		size_t stop = end;
		while (stop < g.len && glyph_ends_sentence(g.code[stop]))
			stop++;
		size_t next = pattern_blanks(g, stop);
		if (next > stop && next + SHORTEST < g.len)
			return next;
		i = end;
	}
	return 0;
}

static struct part cut_part(const struct part *p, size_t from, size_t to, struct arena *a)
{
	while (to > from && glyph_is_blank(p->glyphs.code[to - 1]))
		to--;
	struct part piece = *p;
	piece.text = glyph_slice(p->text, p->glyphs, from, to);
	piece.glyphs = glyph_read(piece.text, p->glyphs.language, a);
	return piece;
}

static bool is_notice(const struct draft *d)
{
	return d->count == 1 && d->to == d->first + 1 && draft_is_paragraph(&d->parts[0]) &&
	       (notice_begins(d->parts[0].glyphs) || notice_ends(d->parts[0].glyphs) ||
	        language_search(&d->parts[0].glyphs.language->notice_marks, d->parts[0].glyphs, 0) >=
	            0);
}

static void split(const struct draft *d, struct drafts *out, struct arena *a)
{
	const struct part *whole = &d->parts[0];
	size_t from = 0, next = 0;
	do {
		next = next_notice(whole->glyphs, from);
		struct draft *piece = array_push(&out->items);
		*piece = *d;
		piece->in_notices = from > 0 || next > 0;
		piece->parts = arena_array(a, 1, sizeof(*piece->parts));
		piece->parts[0] = cut_part(whole, from, next ? next : whole->glyphs.len, a);
		from = next;
	} while (next);
}

void notice_split(struct drafts *drafts, struct arena *a)
{
	struct drafts out = { 0 };
	for (size_t i = 0; i < drafts->items.len; i++) {
		const struct draft *d = &drafts->items.items[i];
		if (is_notice(d))
			split(d, &out, a);
		else
			*array_push(&out.items) = *d;
	}
	array_free(&drafts->items);
	drafts->items.items = out.items.items;
	drafts->items.len = out.items.len;
	drafts->items.cap = out.items.cap;
}

/* The model has found a headline elsewhere, or somebody has named one or its deck. */
static bool has_headline(const struct draft *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (draft_is_headline(&d->parts[i]) || d->parts[i].label == LABEL_DECK)
			return true;
	return false;
}

void notice_headline(struct draft *d, struct arena *a)
{
	if (d->count == 0 || d->parts[0].label != LABEL_START_LEAD || has_headline(d))
		return;
	const struct part whole = d->parts[0];
	size_t end = title_end(whole.glyphs, 0);
	if (!end)
		end = death_end(whole.glyphs);
	size_t rest = end ? pattern_blanks(whole.glyphs, end) : 0;
	if (!end || rest >= whole.glyphs.len)
		return;
	struct part *parts = arena_array(a, d->count + 1, sizeof(*parts));
	parts[0] = cut_part(&whole, 0, end, a);
	parts[0].label = LABEL_START_HEADLINE;
	parts[1] = cut_part(&whole, rest, whole.glyphs.len, a);
	parts[1].label = LABEL_LEAD;
	for (size_t i = 1; i < d->count; i++)
		parts[i + 1] = d->parts[i];
	d->parts = parts;
	d->count++;
}
