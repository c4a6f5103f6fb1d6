#include "segment/body_type.h"

#include "segment/credit.h"
#include "segment/pattern.h"

enum {
	VERSE_LONGEST = 24, /* glyphs in a line of verse */
	VERSE_LEAST = 4,    /* lines together that can be verse */
	ROW_LONGEST = 48,
	ROW_LEAST = 4
};

/* A run of neighbouring parts, counted. */
struct run {
	size_t lines;
	size_t stops;     /* lines that end a sentence or clause, */
	size_t sentences; /* a sentence, */
	size_t items;     /* or an item of a list */
	size_t speech;    /* lines that begin or end with a quotation mark */
	size_t figures;   /* lines with a figure, or a number before them */
	size_t columns;   /* lines that a wide gap cuts into columns */
	size_t names;     /* lines of names */
	size_t lists;     /* lines with marks of enumeration or explanation inside */
	size_t same;      /* lines as long as the first */
	size_t first_len; /* glyphs */
};

static bool is_plain_line(const struct part *p, size_t longest)
{
	return p->one_line && p->label != LABEL_CAPTION && p->label != LABEL_START_CAPTION &&
	       p->glyphs.len > 0 && p->glyphs.len <= longest;
}

/* Two blanks together, or one that is as wide as an ideograph, part columns. */
static bool has_gap(const struct part *p)
{
	struct glyphs g = p->glyphs;
	for (size_t i = 1; i + 1 < g.len; i++) {
		bool wide = g.at[i + 1] - g.at[i] == 3; /* U+3000 is folded to a blank */
		if (glyph_is_blank(g.code[i]) && (wide || glyph_is_blank(g.code[i + 1])))
			return true;
	}
	return false;
}

static bool is_list_mark(uint32_t c)
{
	return c == ':' || c == 0x3001 || c == 0x300A || c == '(' || c == '/' || c == 0x3010;
}

static bool ends_clause(uint32_t c)
{
	return glyph_ends_sentence(c) || c == ',' || c == ';' || c == '.' || c == 0x2014;
}

/* A numeral before the line, and what ends it: "1." or "(1)", in figures or as words. */
static bool is_numbered(struct glyphs g)
{
	int n;
	size_t from = g.len > 0 && glyph_opens(g.code[0]);
	size_t end = pattern_number(g, from, &n);
	return end > from && end < g.len && !glyph_is_han(g.code[end]);
}

static void count_line(struct run *r, const struct part *p)
{
	struct glyphs g = p->glyphs;
	uint32_t last = g.code[g.len - 1];
	bool figure = false, list = false;
	struct credit_list names;
	for (size_t i = 0; i < g.len; i++) {
		figure = figure || glyph_is_digit(g.code[i]);
		list = list || is_list_mark(g.code[i]);
	}
	if (r->lines == 0)
		r->first_len = g.len;
	r->lines++;
	r->figures += figure || is_numbered(g);
	r->items += last == ';';
	r->sentences += glyph_ends_sentence(last);
	r->speech += glyph_opens(g.code[0]) || glyph_closes(last) || g.code[0] == 0x2014;
	r->lists += list;
	r->columns += has_gap(p);
	r->names += credit_read(g, 0, g.len, false, &names);
	r->stops += ends_clause(last);
	r->same += g.len == r->first_len;
}

/*
 * Lines that all are as long as each other and do not end clauses are cut by
 * the width of a column, not by a poet.
 */
static bool is_cut_by_width(const struct run *r)
{
	return r->same * 3 > r->lines * 2 && r->stops * 2 < r->lines;
}

/* text: how many parts the article's body has. */
static bool is_verse(const struct run *r, size_t text)
{
	bool bare = r->figures * 8 <= r->lines && r->lists * 6 <= r->lines &&
	            r->columns * 4 <= r->lines && r->speech * 6 <= r->lines &&
	            r->items * 4 <= r->lines && r->names * 3 <= r->lines;
	return r->lines >= VERSE_LEAST && r->lines * 5 >= text * 3 && bare &&
	       r->sentences * 5 <= r->lines * 3 && !is_cut_by_width(r);
}

static bool is_rows(const struct run *r)
{
	return r->lines >= ROW_LEAST && r->columns * 3 >= r->lines * 2 &&
	       r->sentences * 4 <= r->lines && r->items * 4 <= r->lines;
}

/* The part after the run of lines that begins at i. */
static size_t end_of_run(const struct draft *d, const bool *in_body, size_t i, size_t longest)
{
	while (i < d->count && in_body[i] && is_plain_line(&d->parts[i], longest))
		i++;
	return i;
}

static struct run count_run(const struct draft *d, size_t from, size_t to)
{
	struct run r = { 0 };
	for (size_t i = from; i < to; i++)
		count_line(&r, &d->parts[i]);
	return r;
}

static bool is_day(struct glyphs g)
{
	struct printed_date d;
	return pattern_date(g, 0, &d) == g.len && d.month;
}

/*
 * Where lines from i to end, the article's last, begin to sign what stands above:
 * the last is a day, those before it name offices or people, and a sentence ends
 * above them. end where they do not.
 */
static size_t signature_of(const struct draft *d, size_t i, size_t end)
{
	if (end < d->count || end < i + 2 || !is_day(d->parts[end - 1].glyphs))
		return end;
	size_t from = end - 1;
	while (from > 0 && d->parts[from - 1].glyphs.len > 0) {
		struct glyphs above = d->parts[from - 1].glyphs;
		if (glyph_ends_sentence(above.code[above.len - 1]))
			return from > i ? from : i;
		if (from == i)
			return end;
		from--;
	}
	return end;
}

static enum body_type plain_type(const struct part *p)
{
	switch (p->label) {
	case LABEL_SUBHEAD: return BODY_SUBHEAD;
	case LABEL_CAPTION:
	case LABEL_START_CAPTION: return BODY_CAPTION;
	default: return BODY_PARAGRAPH;
	}
}

/* What somebody said goes before what was seen. */
static enum body_type said_type(const struct part *p, enum body_type seen)
{
	switch (p->role) {
	case LINE_ROLE_VERSE: return BODY_VERSE;
	case LINE_ROLE_ROW: return BODY_ROW;
	case LINE_ROLE_BODY:
	case LINE_ROLE_SUBHEAD:
	case LINE_ROLE_CAPTION: return plain_type(p);
	default: return seen;
	}
}

/* The title of a poem among others stays a subhead, if the next line is no subhead, too. */
static bool is_title(const struct draft *d, size_t i, size_t end)
{
	return d->parts[i].label == LABEL_SUBHEAD && i + 1 < end &&
	       d->parts[i + 1].label != LABEL_SUBHEAD;
}

static void set(const struct draft *d, size_t from, size_t to, enum body_type type,
                enum body_type *types)
{
	for (size_t i = from; i < to; i++)
		types[i] = is_title(d, i, to) ? BODY_SUBHEAD : type;
}

void body_type_find(const struct draft *d, const bool *in_body, enum body_type *types)
{
	size_t text = 0;
	for (size_t i = 0; i < d->count; i++) {
		types[i] = plain_type(&d->parts[i]);
		text += in_body[i] && types[i] != BODY_CAPTION;
	}
	for (size_t i = 0; i < d->count;) {
		size_t end = end_of_run(d, in_body, i, ROW_LONGEST);
		struct run run = count_run(d, i, end);
		if (is_rows(&run)) {
			set(d, i, end, BODY_ROW, types);
			i = end;
			continue;
		}
		end = end_of_run(d, in_body, i, VERSE_LONGEST);
		size_t told = signature_of(d, i, end);
		run = count_run(d, i, told);
		if (is_verse(&run, text))
			set(d, i, told, BODY_VERSE, types);
		i = end > i ? end : i + 1;
	}
	for (size_t i = 0; i < d->count; i++)
		types[i] = said_type(&d->parts[i], types[i]);
}
