#include "segment/page_edge.h"

#include "language/language.h"
#include "segment/pattern.h"

enum {
	LONGEST = 80, /* glyphs of a line of a head */
	MOST_LINES = 12,
	SHORT_NAME =
		8, /* glyphs of a page's subject, and of what a line may hold beside what is known */
	FEWEST_DIGITS = 7 /* of a telephone number */
};

/* What a line of a head is made of: a bit each. */
enum part {
	PART_DAY = 1,
	PART_WEEKDAY = 2,
	PART_NUMBER = 4,
	PART_PAPER = 8,
	PART_IMPRINT = 16,
	PART_TELEPHONE = 32,
	PART_WORD = 64 /* of the weather, the calendar, the counting of issues */
};

static const unsigned day_and_number = PART_DAY | PART_NUMBER;

/* What the paper is and was called. */
struct own_names {
	struct glyphs *items;
	size_t count;
};

struct reading {
	struct glyphs g;
	const struct own_names *own;
	unsigned parts;
	size_t rest; /* ideographs and letters of nothing known */
};

static bool is_word_glyph(uint32_t c)
{
	return glyph_is_han(c) || glyph_is_letter(c);
}

/* Where the word at i ends, as blanks and marks part them. */
static size_t word_end(struct glyphs g, size_t i)
{
	while (i < g.len && (is_word_glyph(g.code[i]) || glyph_is_digit(g.code[i])))
		i++;
	return i;
}

static bool begins_word(struct glyphs g, size_t i)
{
	return i == 0 || !is_word_glyph(g.code[i - 1]);
}

/* Where the paper's own name ends, which heads set with blanks between its characters, or 0. */
static size_t own_name_at(struct glyphs g, struct glyphs name, size_t i)
{
	size_t n = 0;
	for (; n < name.len && i < g.len; i++) {
		if (language_same_letter(g.code[i], name.code[n]))
			n++;
		else if (n == 0 || g.code[i] != ' ')
			return 0;
	}
	return n > 1 && n == name.len ? i : 0;
}

/* The paper's own name, or a word that ends as names of papers do. */
static size_t paper_at(const struct reading *r, size_t i)
{
	enum { SHORTEST = 3, LONGEST_NAME = 10 };
	struct glyphs g = r->g;
	for (size_t n = 0; n < r->own->count; n++) {
		size_t own = own_name_at(g, r->own->items[n], i);
		if (own)
			return own;
	}
	size_t end = word_end(g, i);
	if (!begins_word(g, i) || end - i < SHORTEST || end - i > LONGEST_NAME)
		return 0;
	for (size_t k = i + 1; k < end; k++) {
		const struct language_word *w = language_at(&g.language->paper_ends, g, k);
		if (w && k + w->length == end)
			return end;
	}
	return 0;
}

/* 0351-1234567, 12345: digits, the parts joined by dashes. */
static size_t telephone_at(struct glyphs g, size_t i)
{
	size_t digits = 0, at = i;
	if (i > 0 && glyph_is_digit(g.code[i - 1]))
		return 0;
	for (; at < g.len; at++) {
		uint32_t c = g.code[at];
		bool joins = (c == '-' || c == 0x2014 || c == '(' || c == ')') && digits > 0;
		if (!glyph_is_digit(c) && !joins)
			break;
		digits += glyph_is_digit(c);
	}
	return digits >= FEWEST_DIGITS ? at : 0;
}

/* After a word for editors: their names, which stand in short words. */
static size_t names_after(struct glyphs g, size_t i)
{
	enum { LONGEST_NAME = 4 };
	for (;;) {
		size_t from = i;
		while (from < g.len && (g.code[from] == ' ' || g.code[from] == ':' || g.code[from] == '/' ||
		                        g.code[from] == 0x3001))
			from++;
		size_t end = word_end(g, from);
		if (end == from || end - from > LONGEST_NAME ||
		    language_at(&g.language->imprint_words, g, from) ||
		    language_at(&g.language->edge_words, g, from))
			return i;
		i = end;
	}
}

static size_t read_dated(struct reading *r, size_t i)
{
	struct printed_date d;
	size_t from, to;
	int weekday;
	size_t end = pattern_date(r->g, i, &d);
	if (end && d.day) {
		r->parts |= d.year && d.month ? PART_DAY : PART_WORD;
		return end;
	}
	if ((end = pattern_page_number(r->g, i, &from, &to)) != 0) {
		r->parts |= PART_NUMBER;
		return end;
	}
	if ((end = pattern_weekday(r->g, i, &weekday)) != 0)
		r->parts |= PART_WEEKDAY;
	return end;
}

/* What is known at i; returns the glyph after it, or 0. */
static size_t read_part(struct reading *r, size_t i)
{
	struct glyphs g = r->g;
	size_t end = paper_at(r, i);
	if (end) {
		r->parts |= PART_PAPER;
		return end;
	}
	if ((end = read_dated(r, i)) != 0)
		return end;
	if ((end = telephone_at(g, i)) != 0) {
		r->parts |= PART_TELEPHONE;
		return end;
	}
	const struct language_word *w = language_at(&g.language->imprint_words, g, i);
	if (w) {
		r->parts |= PART_IMPRINT;
		return names_after(g, i + w->length);
	}
	w = language_at(&g.language->edge_words, g, i);
	if (!w)
		return 0;
	r->parts |= w->value ? PART_IMPRINT : PART_WORD;
	return w->value ? names_after(g, i + w->length) : i + w->length;
}

/* Marks of sentences and titles: none of them stands in a head. */
static bool speaks(uint32_t c)
{
	return glyph_ends_sentence(c) || c == U'《' || c == U'；' || c == U'“' || c == ';';
}

/* The parts of a line that is a head's by its words, or 0. */
static unsigned read_line(struct reading *r)
{
	struct glyphs g = r->g;
	if (g.len == 0 || g.len > LONGEST * (size_t)g.language->width || g.code[0] == '(')
		return 0;
	for (size_t i = 0; i < g.len;) {
		if (speaks(g.code[i]))
			return 0;
		size_t end = read_part(r, i);
		r->rest += !end && is_word_glyph(g.code[i]);
		i = end ? end : i + 1;
	}
	bool several = (r->parts & (r->parts - 1)) != 0;
	size_t most = SHORT_NAME * (size_t)g.language->width;
	return r->rest == 0 || (several && r->rest <= most) ? r->parts : 0;
}

static unsigned parts_of(const struct block *b, const struct own_names *own)
{
	struct reading r = { .g = b->glyphs, .own = own };
	return b->role == LINE_ROLE_UNSAID ? read_line(&r) : 0;
}

/* 要闻 between the lines of a head: the page's subject. */
static bool is_subject(const struct block *b)
{
	return b->role == LINE_ROLE_UNSAID && b->glyphs.len > 0 && b->glyphs.len <= SHORT_NAME &&
	       word_end(b->glyphs, 0) == b->glyphs.len;
}

/* The year of a line that is nothing but a day, or 0. */
static int lone_year(struct glyphs g)
{
	struct printed_date d;
	bool lone = g.len > 0 && g.len <= LONGEST / 2 && pattern_date(g, 0, &d) == g.len;
	return lone && d.day ? d.year : 0;
}

/* A day alone is the paper's unless days of other years stand alone too: a column of history. */
static bool tells_history(const struct blocks *blocks)
{
	int first = 0;
	for (size_t i = 0; i < blocks->len; i++) {
		int year = lone_year(blocks->items[i].glyphs);
		if (first && year && year != first)
			return true;
		first = first ? first : year;
	}
	return false;
}

/* How many blocks the head has. */
static size_t find_head(const struct blocks *blocks, const struct own_names *own)
{
	unsigned all = 0;
	size_t len = 0;
	for (size_t i = 0; i < blocks->len && i < MOST_LINES; i++) {
		unsigned parts = parts_of(&blocks->items[i], own);
		if (parts)
			len = i + 1;
		else if (len == 0 || len < i || !is_subject(&blocks->items[i]))
			break;
		all |= parts;
	}
	bool day_alone = len > 0 && (all & ~(unsigned)PART_WEEKDAY) == PART_DAY;
	if (day_alone && tells_history(blocks))
		return 0;
	bool sure = all & (day_and_number | PART_PAPER) || (all & PART_IMPRINT && all & PART_TELEPHONE);
	return sure ? len : 0;
}

/* How many blocks the foot has: reports are signed with a day there, and by papers. */
static size_t find_foot(const struct blocks *blocks, size_t head, const struct own_names *own)
{
	unsigned all = 0;
	size_t len = 0;
	while (len < blocks->len - head && len < MOST_LINES) {
		unsigned parts = parts_of(&blocks->items[blocks->len - 1 - len], own);
		if (!parts)
			break;
		all |= parts;
		len++;
	}
	bool sure = all & PART_NUMBER || (all & PART_IMPRINT && all & PART_TELEPHONE) ||
	            (all & PART_PAPER && all & PART_DAY && all & PART_WEEKDAY);
	return sure ? len : 0;
}

static struct own_names read_names(struct view newspaper, const struct language *language,
                                   struct arena *a)
{
	struct own_names own = { NULL, 1 };
	for (size_t i = 0; i < newspaper.len; i++)
		own.count += newspaper.data[i] == '\n';
	own.items = arena_array(a, own.count, sizeof(*own.items));
	for (size_t n = 0; n < own.count; n++)
		own.items[n] = glyph_read(view_cut(&newspaper, '\n'), language, a);
	return own;
}

uint8_t *page_edge_find(const struct blocks *blocks, struct view newspaper, struct arena *a)
{
	if (blocks->len < 2)
		return NULL;
	struct own_names own = read_names(newspaper, blocks->items[0].glyphs.language, a);
	size_t head = find_head(blocks, &own);
	size_t foot = find_foot(blocks, head, &own);
	if (head + foot == 0 || head + foot == blocks->len)
		return NULL;
	uint8_t *found = arena_array(a, blocks->len, sizeof(*found));
	for (size_t i = 0; i < blocks->len; i++)
		found[i] = i < head || i + foot >= blocks->len;
	return found;
}
