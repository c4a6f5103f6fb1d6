#ifndef TESTS_PAGE_WHOLE_H
#define TESTS_PAGE_WHOLE_H

/*
 * The first invariant, for any text at all: nothing is lost. Each line that is
 * not blank is in one article or one furniture, and what is printed on it
 * comes out there, in its order.
 */
#include <string.h>

#include "base/buf.h"
#include "page/page.h"
#include "text/glyph.h"
#include "text/text.h"

/* What shares its lines: one article, several notices of one line, one furniture. */
struct whole_group {
	struct span span;
	struct buf printed; /* all visible characters of its fields */
};

/* White space as Unicode (and Python's str.strip) has it, for what a text can hold. */
static inline bool whole_is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F) || c == 0x85 ||
	       c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000;
}

static inline bool whole_is_blank(struct view line)
{
	for (size_t i = 0; i < line.len;)
		if (!whole_is_space(glyph_next(line, &i)))
			return false;
	return true;
}

static inline void whole_put_visible(struct buf *b, struct view v)
{
	for (size_t i = 0; i < v.len;) {
		size_t start = i;
		uint32_t c = glyph_next(v, &i);
		if (!whole_is_space(c) && glyph_fold(c) != 0)
			buf_put(b, view_slice(v, start, i - start));
	}
}

static inline bool whole_is_invisible(struct view v)
{
	struct buf b = { 0 };
	whole_put_visible(&b, v);
	bool invisible = b.len == 0;
	buf_free(&b);
	return invisible;
}

static inline void whole_put_article(struct buf *b, const struct article *a)
{
	whole_put_visible(b, a->kicker);
	if (a->headline_printed)
		whole_put_visible(b, a->headline);
	whole_put_visible(b, a->deck);
	for (size_t i = 0; i < a->body_count; i++)
		whole_put_visible(b, a->body[i].text);
}

/*
 * Articles from first on that share its lines, as one group. A byline that was
 * taken from the text stands there too, so bylines come last.
 */
static inline size_t whole_gather(const struct page *p, size_t first, struct whole_group *g)
{
	const struct article *a = &p->articles[first];
	size_t to = first;
	g->span = (struct span){ a->lines[0].first, a->lines[a->line_count - 1].last };
	while (to < p->article_count && p->articles[to].lines[0].first == g->span.first &&
	       p->articles[to].lines[0].last == g->span.last)
		whole_put_article(&g->printed, &p->articles[to++]);
	for (size_t i = first; i < to; i++) {
		buf_putc(&g->printed, '\n');
		whole_put_visible(&g->printed, p->articles[i].byline_text);
	}
	return to;
}

/* The next group in page order; false after the last. */
static inline bool whole_next(const struct page *p, size_t *a, size_t *f, struct whole_group *g)
{
	buf_truncate(&g->printed, 0);
	if (*a == p->article_count && *f == p->furniture_count)
		return false;
	if (*f == p->furniture_count ||
	    (*a < p->article_count && p->articles[*a].lines[0].first < p->furniture[*f].lines.first)) {
		*a = whole_gather(p, *a, g);
		return true;
	}
	g->span = p->furniture[*f].lines;
	whole_put_visible(&g->printed, p->furniture[(*f)++].text);
	return true;
}

/* Whether a line is drawn from dashes alone: it parts what it stands between as a blank line does, and is not shown. */
static inline bool whole_is_rule(struct view line)
{
	size_t drawn = 0;
	for (size_t i = 0; i < line.len;) {
		uint32_t c = glyph_fold(glyph_next(line, &i));
		bool draws = c == '-' || c == '=' || c == '_' || c == '~' || c == '+' || c == 0x2014 ||
		             c == 0x2015 || (c >= 0x2500 && c <= 0x257F);
		if (!draws && c != 0 && c != ' ')
			return false;
		drawn += draws;
	}
	return drawn >= 3;
}

/* The number of the first line that is not wholly in its group, or 0. */
static inline size_t whole_check_group(const struct text *t, const struct whole_group *g)
{
	struct buf line = { 0 };
	size_t fault = 0, from = 0;
	for (size_t n = g->span.first; !fault && n <= g->span.last; n++) {
		buf_truncate(&line, 0);
		whole_put_visible(&line, t->lines[n - 1]);
		if (line.len == 0 || whole_is_rule(t->lines[n - 1]))
			continue;
		ptrdiff_t at = view_find(buf_view(&g->printed), buf_view(&line), from);
		if (at < 0)
			at = view_find(buf_view(&g->printed), buf_view(&line), 0);
		if (at < 0)
			fault = n;
		else
			from = (size_t)at + line.len;
	}
	buf_free(&line);
	return fault;
}

/* Whether an article's or furniture's fields are what page.h promises. */
static inline const char *whole_check_fields(const struct page *p)
{
	for (size_t i = 0; i < p->article_count; i++) {
		const struct article *a = &p->articles[i];
		if (a->line_count == 0)
			return "an article without lines";
		if (a->headline.data == NULL)
			return "an article without a headline";
		if (whole_is_invisible(a->headline))
			return "an article whose headline shows nothing";
		if (!(a->confidence >= -1e-3 && a->confidence <= 1.001))
			return "a confidence that is no likelihood";
		for (size_t k = 0; k < a->body_count; k++)
			if (a->body[k].text.len == 0)
				return "an empty piece of body";
	}
	return NULL;
}

/* What is wrong with a page, or NULL; *line is where. */
static inline const char *whole_fault(const struct text *t, const struct page *p, size_t *line)
{
	struct whole_group g = { 0 };
	size_t a = 0, f = 0, next = 1;
	*line = 0;
	const char *fault = whole_check_fields(p);
	while (!fault && whole_next(p, &a, &f, &g)) {
		for (; next < g.span.first && next <= t->len && !fault; next++)
			if (!whole_is_blank(t->lines[next - 1]))
				fault = "a line is in no article", *line = next;
		if (fault)
			break;
		if (g.span.first < next)
			fault = "a line is in two articles", *line = g.span.first;
		else if (g.span.last < g.span.first || g.span.last > t->len)
			fault = "lines that the text has not", *line = g.span.last;
		else if ((*line = whole_check_group(t, &g)) != 0)
			fault = "characters of a line are lost";
		next = g.span.last + 1;
	}
	for (; !fault && next <= t->len; next++)
		if (!whole_is_blank(t->lines[next - 1]))
			fault = "a line is in no article", *line = next;
	buf_free(&g.printed);
	return fault;
}

#endif
