#include "segment/ragged.h"

#include <stdlib.h>

#include "language/language.h"
#include "segment/credit.h"
#include "text/glyph.h"

/* Narrower columns hold no sentence; a passage of so many lines tells its own. */
enum { NARROWEST = 16, TELLING = 5, INDENT = 2 };

struct ragged_line {
	size_t width; /* glyphs, with the indent; 0: nothing is printed */
	size_t indent;
	size_t first_word;
	bool capitals; /* it has letters, and no small ones */
	bool ends_sentence;
	bool credits; /* it begins as a byline does, or is an agency */
	bool office;  /* it begins or ends with what follows the names in one */
	bool comma;   /* it ends with one */
};

static bool is_small(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF);
}

/* Whether the last word, or the last two, say what somebody is who writes. */
static bool ends_as_office(struct glyphs g, size_t first, size_t last)
{
	enum { WORDS = 2, LONGEST = 40 };
	if (last - first > LONGEST)
		return false;
	size_t i = last;
	for (int n = 0; n < WORDS && i > first; n++) {
		while (i > first && !glyph_is_blank(g.code[i - 1]))
			i--;
		const struct language_word *w = language_at(&g.language->byline_words, g, i);
		if (w && i + w->length == last)
			return w->value == LANGUAGE_BYLINE_AFTER || w->value == LANGUAGE_BYLINE_PASS;
		while (i > first && glyph_is_blank(g.code[i - 1]))
			i--;
	}
	return false;
}

/* What a line says of bylines: By and Staff Reporter at its beginning, Staff Writer at its end. */
static void read_byline_words(struct view v, const struct language *language, struct arena *a,
                              struct ragged_line *l)
{
	struct glyphs g = glyph_read(v, language, a);
	size_t first = 0, last = g.len;
	while (first < last && glyph_is_blank(g.code[first]))
		first++;
	while (last > first && glyph_is_blank(g.code[last - 1]))
		last--;
	const struct language_word *w = language_at(&language->byline_words, g, first);
	struct credit_list list;
	const struct language_word *agency = language_at(&language->agencies, g, first);
	l->credits = (w && w->value == LANGUAGE_BYLINE_BEFORE) ||
	             (agency && first + agency->length == last) ||
	             (credit_read(g, first, last, false, &list) && list.unnamed);
	l->office = (w && !l->credits) || ends_as_office(g, first, last);
}

static struct ragged_line read_line(struct view v, const struct language *language, struct arena *a)
{
	struct ragged_line l = { 0 };
	bool small = false, letters = false, in_first = true;
	size_t at = 0;
	for (size_t i = 0; i < v.len;) {
		uint32_t c = glyph_fold(glyph_next(v, &i));
		if (c == 0)
			continue;
		at++;
		if (glyph_is_blank(c)) {
			in_first = in_first && l.width == 0;
			continue;
		}
		if (l.width == 0)
			l.indent = at - 1;
		l.first_word += in_first;
		l.width = at;
		l.comma = c == ',';
		l.ends_sentence =
			glyph_ends_sentence(c) || language_glyph(&language->sentence_marks, c) != NULL;
		small = small || is_small(c);
		letters = letters || glyph_is_letter(c);
	}
	l.capitals = letters && !small;
	read_byline_words(v, language, a, &l);
	return l;
}

static int compare_widths(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	return (x > y) - (x < y);
}

/* Of lines with another below, the width that one in eight reaches: heads of pages are wider still. */
static size_t column_of(const struct ragged_line *lines, size_t len, size_t *scratch)
{
	size_t n = 0;
	for (size_t i = 0; i + 1 < len; i++)
		if (lines[i].width > 0 && lines[i + 1].width > 0)
			scratch[n++] = lines[i].width;
	if (n == 0)
		return 0;
	qsort(scratch, n, sizeof(*scratch), compare_widths);
	return scratch[n - 1 - n / 8];
}

/*
 * Lines of a headline are short, and where they end is a matter of looks: those
 * with which a passage begins are one, up to the first that ends a sentence or
 * says who wrote.
 */
static size_t head_lines(const struct ragged_line *l, size_t len, size_t column)
{
	enum { MOST = 4 };
	size_t n = 0;
	while (n < len && l[n].width * 4 < column * 3 && !l[n].ends_sentence && !l[n].credits)
		n++;
	return n <= MOST ? n : 0;
}

static bool both_capitals(const struct ragged_line *l)
{
	return l[0].capitals && l[1].capitals;
}

static bool runs_on(const struct ragged_line *l, size_t column)
{
	if (l[1].width > 0 && ((l[0].credits && l[1].office) || (l[0].comma && both_capitals(l))))
		return true;
	return column >= NARROWEST && l[1].width > 0 && l[0].width + 1 + l[1].first_word > column &&
	       l[1].indent < l[0].indent + INDENT && l[0].capitals == l[1].capitals;
}

bool *ragged_lines(const struct text *t, struct arena *a)
{
	struct ragged_line *lines = arena_array(a, t->len + 1, sizeof(*lines));
	size_t *scratch = arena_array(a, t->len, sizeof(*scratch));
	bool *out = arena_array(a, t->len, sizeof(*out));
	for (size_t i = 0; i < t->len; i++)
		lines[i] = read_line(t->lines[i], t->language, a);
	size_t page = column_of(lines, t->len, scratch);
	for (size_t from = 0, to; from < t->len; from = to + 1) {
		for (to = from; to < t->len && lines[to].width > 0; to++)
			;
		size_t column = to - from >= TELLING ? column_of(lines + from, to - from, scratch) : page;
		size_t head = head_lines(lines + from, to - from, page);
		for (size_t i = from; i < to; i++)
			out[i] = i + 1 < from + head ? lines[i].capitals == lines[i + 1].capitals
			                             : runs_on(&lines[i], column);
	}
	return out;
}
