#include "segment/facts.h"

#include <stdlib.h>

#include "language/language.h"
#include "segment/credit.h"
#include "segment/creditplace.h"
#include "segment/lexical_cohesion.h"
#include "segment/pattern.h"
#include "segment/punctuation.h"

static enum first_class first_of(uint32_t c)
{
	if (glyph_is_han(c))
		return FIRST_HAN;
	if (glyph_is_digit(c))
		return FIRST_DIGIT;
	if (c == 0x201C || c == 0x2018 || c == 0x300C || c == 0x300E)
		return FIRST_QUOTE;
	if (c == 0x300A || c == 0x3008)
		return FIRST_TITLE;
	if (c == '(' || c == 0x3010 || c == 0x3014 || c == '[')
		return FIRST_PAREN;
	if (c == 0x2014 || c == '-' || c == 0x2500 || c == 0x2015)
		return FIRST_DASH;
	if (glyph_is_bullet(c))
		return FIRST_BULLET;
	if (glyph_is_of(c, U",。、;:!?.”’》）」』…%") || glyph_closes(c))
		return FIRST_STRAY;
	return glyph_is_letter(c) ? FIRST_LETTER : FIRST_OTHER;
}

static enum last_class last_of(struct glyphs g)
{
	uint32_t c = g.code[g.len - 1];
	if (language_ends_sentence(g, g.len - 1))
		return LAST_SENTENCE;
	if (c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F)
		return g.len > 1 && glyph_ends_sentence(g.code[g.len - 2]) ? LAST_QUOTED_SENTENCE
		                                                           : LAST_QUOTE;
	if (c == ',' || c == 0x3001 || c == ';')
		return LAST_COMMA;
	if (c == ':')
		return LAST_COLON;
	if (glyph_closes(c))
		return LAST_PAREN;
	if (glyph_is_han(c))
		return LAST_HAN;
	if (glyph_is_digit(c) || c == '%')
		return LAST_DIGIT;
	if (c == 0x2014 || c == '-' || c == 0x2500)
		return LAST_DASH;
	return glyph_is_letter(c) ? LAST_LETTER : LAST_OTHER;
}

static enum number_class number_of(struct glyphs g, int *n)
{
	if (g.code[0] == '(') {
		size_t end = pattern_number(g, 1, n);
		return end && end < g.len && g.code[end] == ')' && end + 1 < g.len ? NUMBER_PAREN
		                                                                   : NUMBER_NONE;
	}
	if (g.code[0] >= 0x2460 && g.code[0] <= 0x2473) { /* ① to ⑳ */
		*n = (int)(g.code[0] - 0x2460) + 1;
		return NUMBER_PAREN;
	}
	const struct language_word *ordinal = language_at(&g.language->ordinals, g, 0);
	if (ordinal) { /* 第三 */
		size_t end = pattern_number(g, ordinal->length, n);
		return end && end < g.len ? NUMBER_ORDINAL : NUMBER_NONE;
	}
	size_t end = pattern_number(g, 0, n);
	if (!end || end >= g.len ||
	    !(glyph_is_of(g.code[end], U"、.,:") || language_at(&g.language->number_marks, g, end)))
		return NUMBER_NONE;
	return glyph_is_digit(g.code[0]) ? NUMBER_DIGIT : NUMBER_HAN;
}

/* What glyphs from to to, inside a bracket, say. */
static enum paren_class paren_of(struct glyphs g, size_t from, size_t to)
{
	struct credit_list credits;
	struct printed_date d;
	enum pattern_jump way;
	size_t a, b, dated;
	if (to - from < 60 && credit_read(g, from, to, false, &credits)) {
		for (size_t i = 0; i < credits.len; i++)
			if (credits.items[i].role == CREDIT_PHOTOGRAPHER)
				return PAREN_PHOTO;
		return PAREN_NAMES;
	}
	if (to > from && language_before(&g.language->photo_verbs, g, to))
		return PAREN_PHOTO;
	if (language_at(&g.language->picture_notes, g, from))
		return PAREN_PICTURE_NOTE;
	if (pattern_date(g, from, &d) == to)
		return PAREN_DATE;
	if (pattern_jump(g, from - 1, &way, &a, &b))
		return PAREN_JUMP;
	return pattern_agency(g, from) || pattern_dateline(g, from, &dated) ? PAREN_AGENCY
	                                                                    : PAREN_OTHER;
}

/* Where the bracket that closes before end opens; some other glyph if it does not. */
static size_t opening_of(struct glyphs g, size_t end)
{
	size_t open = end - 1;
	while (open > 0 && g.code[open] != '(' && end - open < 200)
		open--;
	return open;
}

static void read_brackets(struct facts *f, struct glyphs g)
{
	size_t end = g.len;
	while (end > 0 && (g.code[end - 1] == 0x3002 || g.code[end - 1] == ' '))
		end--;
	if (end < 3 || g.code[end - 1] != ')')
		return;
	size_t open = opening_of(g, end);
	if (g.code[open] != '(')
		return;
	/* （新华社记者…摄）（传真照片）: the first of a row says most */
	while (open > 2 && g.code[open - 1] == ')' && g.code[opening_of(g, open)] == '(') {
		end = open;
		open = opening_of(g, end);
	}
	enum paren_class p = paren_of(g, open + 1, end - 1);
	if (open == 0)
		f->whole = p;
	else
		f->ending = p;
}

static void read_words(struct facts *f, struct glyphs g)
{
	enum { OPENING = 24 };
	const struct language *l = g.language;
	f->going_on = language_at(&l->going_on, g, 0) != NULL;
	f->notice = f->notice || language_at(&l->notice_starts, g, 0);
	f->death = g.len < OPENING ? language_before(&l->death_ends, g, g.len) != NULL
	                           : language_search(&l->death_words, glyph_head(g, OPENING), 0) >= 0;
}

/* A line with nothing but a day and its year, as in "this day in history". */
static bool is_day_line(struct glyphs g)
{
	struct printed_date d;
	return g.len <= 24 && pattern_date(g, 0, &d) == g.len && d.year && d.month && d.day;
}

/* 第2版 要闻 1998年1月1日 星期四, in any order: page furniture. */
static bool is_page_header(struct glyphs g)
{
	if (g.len > 60)
		return false;
	const struct language *l = g.language;
	bool page = false, date = false;
	size_t rest = 0;
	for (size_t i = 0; i < g.len;) {
		struct printed_date d;
		size_t from, to, end;
		uint32_t c = g.code[i];
		if (glyph_is_han(c) && !pattern_begins_number(g, i) && !language_at(&l->ordinals, g, i))
			end = i + 1, rest++;
		else if ((end = pattern_page_number(g, i, &from, &to)) != 0)
			page = true;
		else if ((end = pattern_date(g, i, &d)) != 0 && d.month && d.day)
			date = true;
		else
			end = i + 1, rest += glyph_is_han(g.code[i]);
		i = end;
	}
	return (page && date && rest <= 16) || (page && rest <= 4 && g.code[0] != '(') ||
	       (date && rest <= 12 && language_search(&l->header_words, g, 0) >= 0);
}

/* 3日, 三日 in the first words, or just after a month. */
static bool names_day(struct glyphs g)
{
	enum { OPENING = 36 };
	for (size_t i = 0; i < g.len && i < OPENING; i++) {
		struct printed_date d;
		bool begins = pattern_begins_number(g, i) || language_at(&g.language->months, g, i);
		if (begins && pattern_date(g, i, &d) && d.day && !d.year)
			return true;
	}
	return false;
}

static void read_people(struct facts *f, struct glyphs g)
{
	struct credit_list credits;
	size_t from, dated;
	if (g.len <= 60 * (g.language->spaced ? 2U : 1U)) {
		/* Where names are told by their capitals, so are the words of a headline. */
		bool capitals = g.language->names == LANGUAGE_NAMES_CAPITALS;
		f->credits = credit_read(g, 0, g.len, false, &credits) && (credits.says_role || !capitals);
		f->maybe_names =
			!f->credits && !capitals && g.len <= 12 && credit_read(g, 0, g.len, true, &credits);
	}
	f->office = !f->credits && g.len <= 24 && creditplace_after_office(g, 0, g.len, &credits);
	f->photo_credit = creditplace_of_photo(g, &from, &credits);
	size_t end = pattern_dateline(g, 0, &dated);
	f->dateline = end > 0;
	f->dateline_place = end > 4;
	if (end)
		f->says_reporter = creditplace_after_dateline(g, end, &credits) > end;
}

static void read_jumps(struct facts *f, struct glyphs g)
{
	enum pattern_jump way;
	size_t from, to;
	size_t end = pattern_jump(g, 0, &way, &from, &to);
	f->jump_from = end && way == JUMP_FROM;
	size_t tail = g.len > 24 ? g.len - 24 : 0;
	for (size_t i = tail; i < g.len && !f->jump_to; i++)
		if (glyph_opens(g.code[i]) && pattern_jump(g, i, &way, &from, &to) == g.len)
			f->jump_to = way == JUMP_TO;
}

static uint32_t pair(uint32_t a, uint32_t b)
{
	return (a * 0x9E3779B1u) ^ (b * 0x85EBCA77u);
}

/* 张三：…… */
static bool begins_speech(struct glyphs g)
{
	enum { LONGEST_NAME = 6 };
	struct glyphs head = glyph_head(g, LONGEST_NAME + 1);
	ptrdiff_t colon = glyph_find(head, U":", 0);
	return colon > 0 && (size_t)colon + 1 < g.len;
}

static enum shape shape_of(const struct facts *f)
{
	bool caption = f->ending == PAREN_PHOTO || f->photo_credit;
	if (f->credits || f->whole == PAREN_NAMES)
		return SHAPE_NAMES;
	if (f->whole)
		return SHAPE_PAREN;
	if (f->dateline)
		return SHAPE_DATELINE;
	if (!f->is_short)
		return caption                    ? SHAPE_CAPTION
		       : f->ending == PAREN_NAMES ? SHAPE_SIGNED
		       : f->last == LAST_COLON    ? SHAPE_TEXT_COLON
		       : f->last == LAST_HAN || f->last == LAST_COMMA || f->last == LAST_DIGIT ? SHAPE_TORN
		                                                                               : SHAPE_TEXT;
	if (caption)
		return SHAPE_CAPTION;
	if (f->ending == PAREN_PICTURE_NOTE)
		return SHAPE_LINE_NOTE;
	if (f->number)
		return SHAPE_LINE_NUMBER;
	if (f->maybe_names)
		return SHAPE_MAYBE_NAMES;
	if (f->length <= 4)
		return SHAPE_TINY;
	if (f->last == LAST_COLON || f->last == LAST_SENTENCE)
		return SHAPE_LINE_COLON;
	return f->fills ? SHAPE_FULL_LINE : SHAPE_LINE;
}

/* What opens speech in one language closes it in another: "…", „…“, »…«, « … ». */
static bool opens_speech(uint32_t c)
{
	return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB;
}

/*
 * What the model learned of ideographs it is told of letters, where these are
 * what a paper is printed in.
 */
static void take_letters_for_han(struct facts *f, struct glyphs g)
{
	if (!g.language->spaced)
		return;
	f->length = (g.len + (size_t)g.language->width - 1) / (size_t)g.language->width;
	if (f->first == FIRST_LETTER)
		f->first = FIRST_HAN;
	else if (opens_speech(g.code[0]))
		f->first = FIRST_QUOTE;
	if (f->last == LAST_LETTER)
		f->last = LAST_HAN;
	else if (opens_speech(g.code[g.len - 1]))
		f->last =
			g.len > 1 && language_ends_sentence(g, g.len - 2) ? LAST_QUOTED_SENTENCE : LAST_QUOTE;
}

/* Old papers end headlines, which they set in capitals, with a point: it says nothing of them. */
static struct glyphs without_point(struct glyphs g)
{
	if (!g.language->spaced || g.len < 2 || g.len > FACTS_SHORT * (size_t)g.language->width ||
	    !language_glyph(&g.language->sentence_marks, g.code[g.len - 1]))
		return g;
	for (size_t i = 0; i < g.len; i++)
		if (glyph_is_letter(g.code[i]) && !language_is_capital(g.code[i]))
			return g;
	return glyph_head(g, g.len - 1);
}

static void read_block(struct facts *f, struct glyphs g, const struct punctuation_table *marks)
{
	g = without_point(g);
	f->length = g.len;
	if (g.len == 0)
		return;
	f->first = first_of(g.code[0]);
	f->last = last_of(g);
	f->number = number_of(g, &f->number_value);
	take_letters_for_han(f, g);
	punctuation_read(marks, g, f);
	read_brackets(f, g);
	read_words(f, g);
	read_people(f, g);
	read_jumps(f, g);
	f->names_day = names_day(g);
	f->day_line = is_day_line(g);
	f->page_header = is_page_header(g);
	f->is_short =
		g.len <= FACTS_SHORT * (size_t)g.language->width && f->stops == 0 && f->last != LAST_COMMA;
	f->shape = shape_of(f);
	f->head_pair = pair(g.code[0], g.len > 1 ? g.code[1] : 0);
	f->tail_pair = pair(g.len > 1 ? g.code[g.len - 2] : 0, g.code[g.len - 1]);
	f->speech_mark = begins_speech(g);
}

/* How far each block is from the short ones, and what it shares with the one before. */
static void read_rhythm(struct facts *f, const struct blocks *b)
{
	enum { FAR = 8 };
	size_t since = FAR;
	ptrdiff_t before = -1;
	for (size_t i = 0; i < b->len; i++) {
		f[i].since_short = since;
		if (f[i].is_short && before >= 0 && i - (size_t)before < 16) {
			f[i].parallel_length = f[before].length == f[i].length;
			f[i].parallel_words =
				f[before].head_pair == f[i].head_pair || f[before].tail_pair == f[i].tail_pair;
		}
		if (f[i].is_short) {
			since = 0;
			before = (ptrdiff_t)i;
		} else if (since < FAR) {
			since++;
		}
	}
	size_t until = FAR;
	bool tail = true;
	for (size_t i = b->len; i-- > 0;) {
		tail = tail && !f[i].is_short;
		f[i].until_end = !tail ? 0 : b->len - i < FAR ? b->len - i : FAR;
		f[i].until_short = until;
		until = f[i].is_short ? 0 : until < FAR ? until + 1 : FAR;
	}
}

static int compare_heads(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Forms filled in, such as 姓名…, 单位…, begin many lines of a page with the same words. */
static void count_stock(struct facts *f, size_t len, struct arena *a)
{
	enum { MANY = 3 };
	uint32_t *heads = arena_array(a, len + 1, sizeof(*heads));
	size_t n = 0;
	for (size_t i = 0; i < len; i++)
		if (f[i].is_short && f[i].length > 3)
			heads[n++] = f[i].head_pair;
	qsort(heads, n, sizeof(*heads), compare_heads);
	for (size_t i = 0; i < len; i++) {
		if (!f[i].is_short || f[i].length <= 3)
			continue;
		uint32_t *at = bsearch(&f[i].head_pair, heads, n, sizeof(*heads), compare_heads);
		uint32_t *from = at, *to = at;
		while (from > heads && from[-1] == *at && at - from < MANY)
			from--;
		while (to + 1 < heads + n && to[1] == *at && to - at < MANY)
			to++;
		f[i].stock = to - from < MANY ? (size_t)(to - from) : MANY;
	}
}

/* Numbered blocks that go on counting belong together. */
static void read_numbers(struct facts *f, size_t len)
{
	int before[NUMBER_COUNT] = { 0 };
	for (size_t i = 0; i < len; i++) {
		if (!f[i].number)
			continue;
		f[i].number_before = before[f[i].number];
		before[f[i].number] = f[i].number_value;
	}
}

static void read_day_runs(struct facts *f, size_t len)
{
	enum { FAR = 6 };
	for (size_t i = 0; i < len;) {
		size_t end = i;
		while (end < len && !f[end].is_short && f[end].names_day && !f[end].dateline)
			end++;
		for (size_t k = i; k < end; k++)
			f[k].day_run = end - i < FAR ? end - i : FAR;
		i = end + (end == i);
	}
}

struct facts *facts_find(const struct blocks *blocks, struct arena *a)
{
	struct facts *f = arena_array(a, blocks->len, sizeof(*f));
	struct punctuation_table marks;
	if (blocks->len > 0)
		punctuation_make(blocks->items[0].glyphs.language, &marks);
	for (size_t i = 0; i < blocks->len; i++) {
		f[i].wrapped = blocks->wrap > 0;
		f[i].below_full = blocks->items[i].below_full;
		f[i].fills = blocks->items[i].fills;
		read_block(&f[i], blocks->items[i].glyphs, &marks);
	}
	read_rhythm(f, blocks);
	read_numbers(f, blocks->len);
	read_day_runs(f, blocks->len);
	count_stock(f, blocks->len, a);
	lexical_cohesion_find(blocks, f);
	const struct geometry *places = geometry_find(blocks, a);
	for (size_t i = 0; places && i < blocks->len; i++)
		f[i].place = places[i];
	return f;
}
