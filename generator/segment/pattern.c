#include "segment/pattern.h"

#include "language/language.h"
#include "segment/letter.h"

size_t pattern_blanks(struct glyphs g, size_t i)
{
	while (i < g.len && glyph_is_blank(g.code[i]))
		i++;
	return i;
}

/* The value of the numeral c, 0 to 9, or -1. */
static int numeral(const struct language *l, uint32_t c)
{
	const struct language_word *w = language_glyph(&l->numerals, c);
	return w && w->value <= 9 ? w->value : -1;
}

static bool is_ten(const struct language *l, uint32_t c)
{
	const struct language_word *w = language_glyph(&l->numerals, c);
	return w && w->value == 10;
}

/* 三十一, 十二, 二十: with 十, up to 99. */
static size_t read_tens(struct glyphs g, size_t i, int *out)
{
	const struct language *l = g.language;
	int tens = 1, ones = 0;
	const struct language_word *w = language_glyph(&l->numerals, g.code[i]);
	if (w && w->value > 10) { /* 廿 */
		tens = w->value / 10;
		if (++i < g.len && numeral(l, g.code[i]) > 0)
			ones = numeral(l, g.code[i++]);
		*out = tens * 10 + ones;
		return i;
	}
	if (i < g.len && numeral(l, g.code[i]) > 0)
		tens = numeral(l, g.code[i++]);
	if (i >= g.len || !is_ten(l, g.code[i]))
		return 0;
	i++;
	if (i < g.len && numeral(l, g.code[i]) > 0)
		ones = numeral(l, g.code[i++]);
	*out = tens * 10 + ones;
	return i;
}

size_t pattern_number(struct glyphs g, size_t i, int *out)
{
	if (i >= g.len || !pattern_begins_number(g, i))
		return 0;
	size_t end = glyph_is_digit(g.code[i]) ? 0 : read_tens(g, i, out);
	if (end)
		return end;
	int n = 0;
	size_t start = i;
	for (; i < g.len && i < start + 4; i++) {
		int d = glyph_is_digit(g.code[i])       ? (int)(g.code[i] - '0')
		        : glyph_is_digit(g.code[start]) ? -1
		                                        : numeral(g.language, g.code[i]);
		if (d < 0)
			break;
		n = n * 10 + d;
	}
	*out = n;
	return i > start && !(i < g.len && glyph_is_digit(g.code[i])) ? i : 0;
}

bool pattern_is_unit(const struct language *l, uint32_t c, enum language_unit unit)
{
	const struct language_word *w = language_glyph(&l->date_units, c);
	return w && w->value == (int)unit;
}

/* A number and the unit after it. */
static size_t number_and_unit(struct glyphs g, size_t i, enum language_unit unit, int *out)
{
	size_t end = pattern_number(g, i, out);
	end = end ? pattern_blanks(g, end) : 0;
	return end && end < g.len && pattern_is_unit(g.language, g.code[end], unit) ? end + 1 : 0;
}

/* 1998-01-04, 1998.1.4, 1998/01/04 */
static size_t numeric_date(struct glyphs g, size_t i, struct printed_date *out)
{
	int year, month, day;
	size_t end = pattern_number(g, i, &year);
	if (!end || year < 1800 || year > 2200 || end >= g.len)
		return 0;
	uint32_t mark = g.code[end];
	if (mark != '-' && mark != '.' && mark != '/')
		return 0;
	size_t next = pattern_number(g, end + 1, &month);
	if (!next || next >= g.len || g.code[next] != mark || month < 1 || month > 12)
		return 0;
	end = pattern_number(g, next + 1, &day);
	if (!end || day < 1 || day > 31)
		return 0;
	*out = (struct printed_date){ year, month, day, 0 };
	return end;
}

/* Between two days: 至, — and the like. */
static bool is_range(struct glyphs g, size_t i)
{
	return i < g.len && (g.code[i] == '-' || g.code[i] == 0x2014 ||
	                     language_glyph(&g.language->ranges, g.code[i]));
}

/* 至5日, -5日 after a day. */
static size_t range_end(struct glyphs g, size_t i, int *day)
{
	if (!is_range(g, i))
		return 0;
	while (is_range(g, i))
		i++;
	return number_and_unit(g, i, LANGUAGE_UNIT_DAY, day);
}

/* Blanks may stand between the parts of a date that begins at i: 1998年 1月 4日. */
static size_t next_part(struct glyphs g, size_t i, size_t at)
{
	return at > i ? pattern_blanks(g, at) : at;
}

/* Most numbers of a text are of no date, which what follows them tells. */
static bool goes_on_as_date(struct glyphs g, size_t i)
{
	int n;
	size_t end = pattern_number(g, i, &n);
	end = end ? pattern_blanks(g, end) : g.len;
	if (end >= g.len)
		return false;
	uint32_t c = g.code[end];
	return c == '-' || c == '.' || c == '/' || language_glyph(&g.language->date_units, c);
}

/* A day of the month, perhaps as an ordinal: 16, 16th. */
static size_t day_number(struct glyphs g, size_t i, int *day)
{
	size_t end = i < g.len ? pattern_number(g, i, day) : 0;
	if (!end || *day < 1 || *day > 31)
		return 0;
	const struct language_word *w = language_at(&g.language->ordinal_ends, g, end);
	return w ? end + w->length : end;
}

/* The year after a month and day, with a comma or a blank before it; i if there is none. */
static size_t year_after(struct glyphs g, size_t i, int *year)
{
	size_t at = i < g.len && g.code[i] == ',' ? i + 1 : i;
	size_t from = pattern_blanks(g, at);
	size_t end = from > i && from < g.len ? pattern_number(g, from, year) : 0;
	if (end && *year >= 1000)
		return end;
	*year = 0;
	return i;
}

/* March 16, 1987; Mar. 16; 16 March 1987; March 1987. */
static size_t date_by_name(struct glyphs g, size_t i, struct printed_date *out)
{
	struct printed_date d = { 0 };
	bool inside = i > 0 && glyph_is_digit(g.code[i - 1]);
	size_t day = glyph_is_digit(g.code[i]) && !inside ? day_number(g, i, &d.day) : 0;
	size_t at = day ? pattern_blanks(g, day) : i;
	const struct language_word *month = language_at(&g.language->months, g, at);
	if (!month)
		return 0;
	at += month->length;
	at += at < g.len && g.code[at] == '.';
	if (!day && (day = day_number(g, pattern_blanks(g, at), &d.day)) != 0)
		at = day;
	d.day = day ? d.day : 0;
	d.month = month->value;
	at = year_after(g, at, &d.year);
	if (!d.day && !d.year)
		return 0;
	*out = d;
	return at;
}

/* After the era that begins at i, or 0. */
static size_t era_end(struct glyphs g, size_t i)
{
	enum { LONGEST = 4 };
	for (size_t end = i + 1; end <= g.len && end <= i + LONGEST; end++) {
		const struct language_word *w = language_before(&g.language->eras, g, end);
		if (w && w->length == end - i)
			return end;
	}
	return 0;
}

/* The year that a date begins with, perhaps counted from an era before it; i if there is none. */
static size_t year_of_date(struct glyphs g, size_t i, int *year)
{
	enum { FIRST = 1000, LONGEST_ERA = 150 };
	size_t end = number_and_unit(g, i, LANGUAGE_UNIT_YEAR, year);
	const struct language_word *era = end && *year<FIRST && * year> 0 && *year < LONGEST_ERA
	                                      ? language_before(&g.language->eras, g, i)
	                                      : NULL;
	*year = era ? *year + era->value : *year;
	if (end && *year >= FIRST)
		return end;
	*year = 0;
	return i;
}

/*
 * The year that stands behind a day, counted from an era, with the day of the
 * week or nothing between, and perhaps in brackets. 0 if there is none.
 */
static size_t era_after(struct glyphs g, size_t i, int *year)
{
	int weekday;
	size_t at = pattern_weekday(g, i, &weekday);
	at = pattern_blanks(g, at ? at : i);
	bool open = at < g.len && g.code[at] == '(';
	at += open;
	size_t era = at < g.len ? era_end(g, at) : 0;
	size_t end = era ? year_of_date(g, era, year) : 0;
	if (!end || !*year || (open && (end == g.len || g.code[end] != ')')))
		return 0;
	return end + open;
}

static size_t numeric_or_named(struct glyphs g, size_t i, struct printed_date *out)
{
	size_t end = numeric_date(g, i, out);
	return end ? end : date_by_name(g, i, out);
}

size_t pattern_date(struct glyphs g, size_t i, struct printed_date *out)
{
	struct printed_date d = { 0 };
	if (g.language->dates == LANGUAGE_DATES_NAMES)
		return i >= g.len                  ? 0
		       : glyph_is_digit(g.code[i]) ? numeric_or_named(g, i, out)
		                                   : date_by_name(g, i, out);
	if (i >= g.len)
		return 0;
	size_t era = pattern_begins_number(g, i) ? 0 : era_end(g, i);
	i = era ? era : i;
	if (i >= g.len || !pattern_begins_number(g, i) || !goes_on_as_date(g, i))
		return 0;
	size_t end = era ? 0 : numeric_date(g, i, out);
	if (end)
		return end;
	size_t at = year_of_date(g, i, &d.year);
	if (era && !d.year)
		return 0;
	if ((end = number_and_unit(g, next_part(g, i, at), LANGUAGE_UNIT_MONTH, &d.month)) != 0 &&
	    d.month >= 1 && d.month <= 12)
		at = end;
	else
		d.month = 0;
	if (d.year == 0 || d.month != 0) {
		if ((end = number_and_unit(g, next_part(g, i, at), LANGUAGE_UNIT_DAY, &d.day)) != 0 &&
		    d.day >= 1 && d.day <= 31)
			at = end;
		else
			d.day = 0;
	}
	if (at == i)
		return 0;
	if (d.day && !d.year && (end = era_after(g, at, &d.year)) != 0)
		at = end;
	else if (d.day && (end = range_end(g, at, &d.last_day)) != 0 && d.last_day >= 1 &&
	         d.last_day <= 31)
		at = end;
	else
		d.last_day = 0;
	*out = d;
	return at;
}

size_t pattern_weekday(struct glyphs g, size_t i, int *weekday)
{
	i = pattern_blanks(g, i);
	if (i < g.len && g.code[i] == '(')
		i++;
	const struct language_word *w = language_at(&g.language->weekdays, g, i);
	if (!w)
		return 0;
	*weekday = w->value;
	return i + w->length;
}

size_t pattern_agency(struct glyphs g, size_t i)
{
	const struct language_word *w = language_at(&g.language->agencies, g, i);
	return w ? i + w->length : 0;
}

/* A paper named in its own dateline: 太原晚报讯, 晨报讯. Returns the glyph after it. */
static size_t named_paper(struct glyphs g, size_t i)
{
	enum { LONGEST = 8 };
	const struct language *l = g.language;
	for (size_t end = i; end < g.len && end < i + LONGEST && glyph_is_han(g.code[end]); end++) {
		const struct language_word *paper = language_at(&l->paper_ends, g, end);
		size_t after = paper ? end + paper->length : 0;
		const struct language_word *w = paper ? language_at(&l->dateline_ends, g, after) : NULL;
		if (w && w->value)
			return after + w->length;
	}
	return 0;
}

/*
 * After the agency: places with 、 between them, a date, blanks, then 讯 or 电. A comma, a bracket or a full stop before that ends the attempt: 本报 may
 * just begin a sentence.
 */
static size_t dateline_rest(struct glyphs g, size_t i, size_t *dated)
{
	enum { LONGEST_PLACE = 14, LONGEST = 60 };
	const struct language *l = g.language;
	const struct language_word *w = language_at(&l->dateline_nouns, g, i);
	if (w)
		return i + w->length;
	size_t place = 0, most = i + LONGEST;
	*dated = 0;
	while (i < g.len && i < most && place <= LONGEST_PLACE) {
		if ((w = language_at(&l->dateline_ends, g, i)) != NULL)
			return i + w->length;
		struct printed_date d;
		size_t end = pattern_date(g, i, &d);
		if (end && d.day) {
			*dated = i;
			i = end;
			continue;
		}
		uint32_t c = g.code[i];
		if ((!glyph_is_han(c) && c != ' ' && c != 0x3001 && c != 0xB7) ||
		    language_glyph(&l->not_in_places, c))
			return 0;
		place = c == 0x3001 ? 0 : place + (c != ' ');
		i++;
	}
	return 0;
}

/* After the bracket that closes what at opens, before to; or 0. */
static size_t bracket_end(struct glyphs g, size_t at, size_t to)
{
	while (at < g.len && at < to && g.code[at] != ')')
		at++;
	return at < g.len && at < to ? at + 1 : 0;
}

/*
 * Whether the point at at ends a place without a day or agency: one or two words in
 * capitals, of which the last is no initial, before a text that goes on without.
 */
static bool ends_place(struct glyphs g, size_t from, size_t at)
{
	size_t words = 1;
	for (size_t i = from; i < at; i++)
		words += glyph_is_blank(g.code[i]);
	if (words > 2 || at < from + 2 || !language_is_capital(g.code[at - 1]) ||
	    !language_is_capital(g.code[at - 2]))
		return false;
	size_t next = pattern_blanks(g, at + 1);
	return next + 1 < g.len && !language_is_capital(g.code[next + 1]);
}

/*
 * WASHINGTON, March 15 (AP) - or BERLIN (dpa).: a place in capitals, perhaps the
 * day and an agency, up to a dash, or to a point behind capitals or a bracket.
 * Returns the glyph after it, or 0.
 */
static size_t dateline_in_capitals(struct glyphs g, size_t i, size_t *dated)
{
	enum { LONGEST = 60, SHORTEST = 3 };
	struct printed_date d;
	size_t capitals = 0, closed = 0;
	for (size_t at = i; at < g.len && at < i + LONGEST;) {
		uint32_t c = g.code[at];
		size_t end = *dated ? 0 : pattern_date(g, at, &d);
		if (end && d.day) {
			*dated = at;
			at = end;
			continue;
		}
		if (c == 0x2014 || (c == '-' && at > i && g.code[at - 1] == ' '))
			return capitals >= SHORTEST ? at + 1 : 0;
		if (c == '.' && at > i && at + 1 < g.len && g.code[at + 1] == ' ' && capitals >= SHORTEST &&
		    (g.code[at - 1] == ')' || ends_place(g, i, at)))
			return at + 1;
		if (c == '(' && !closed && (closed = bracket_end(g, at, i + LONGEST)) != 0) {
			at = closed;
			continue;
		}
		bool small = glyph_is_letter(c) && !language_is_capital(c);
		bool inside = at > i && glyph_is_letter(g.code[at - 1]);
		if ((small && (!inside || capitals < SHORTEST)) || glyph_is_digit(c) || c == ':' ||
		    c == '"' || glyph_ends_sentence(c))
			return 0;
		capitals += language_is_capital(c);
		at++;
	}
	return 0;
}

static size_t dateline_at(struct glyphs g, size_t i, size_t *dated)
{
	*dated = 0;
	if (g.language->names == LANGUAGE_NAMES_CAPITALS)
		return letter_salutation(g, i) ? 0 : dateline_in_capitals(g, i, dated);
	const struct language *l = g.language;
	const struct language_word *w = language_at(&l->dateline_openings, g, i);
	size_t from = w && (!w->value || pattern_agency(g, i + w->length)) ? i + w->length : i;
	size_t agency = pattern_agency(g, pattern_blanks(g, from));
	if (agency)
		return dateline_rest(g, agency, dated);
	size_t paper = named_paper(g, from);
	if (paper)
		return paper;
	w = language_at(&l->datelines_alone, g, i);
	return w ? i + w->length : 0;
}

size_t pattern_dateline(struct glyphs g, size_t i, size_t *dated)
{
	bool bracket =
		i < g.len && (g.code[i] == '[' || (g.code[i] >= 0x3010 && glyph_opens(g.code[i])));
	if (!bracket)
		return dateline_at(g, i, dated);
	size_t end = dateline_at(g, i + 1, dated);
	return end && end < g.len && glyph_closes(g.code[end]) ? end + 1 : 0;
}

/* Page 4, Page A5: the number stands behind the word. */
static size_t page_number_behind(struct glyphs g, size_t i, size_t *from, size_t *to)
{
	enum { MOST_DIGITS = 3 };
	const struct language_word *page = language_at(&g.language->page_before, g, i);
	if (!page)
		return 0;
	*from = i = pattern_blanks(g, i + page->length);
	i += i < g.len && g.code[i] >= 'A' && g.code[i] <= 'Z';
	size_t digits = i;
	while (i < g.len && glyph_is_digit(g.code[i]))
		i++;
	*to = i;
	return i > digits && i - digits <= MOST_DIGITS ? i : 0;
}

size_t pattern_page_number(struct glyphs g, size_t i, size_t *from, size_t *to)
{
	const struct language *l = g.language;
	size_t behind = page_number_behind(g, i, from, to);
	if (behind)
		return behind;
	const struct language_word *ordinal = language_at(&l->ordinals, g, i);
	i = pattern_blanks(g, ordinal ? i + ordinal->length : i);
	*from = i;
	if (i < g.len && g.code[i] >= 'A' && g.code[i] <= 'Z')
		i++;
	size_t digits = i;
	while (i < g.len && i < digits + 3 &&
	       (glyph_is_digit(g.code[i]) || (ordinal && language_glyph(&l->numerals, g.code[i]))))
		i++;
	*to = i;
	if (i == digits)
		return 0;
	i = pattern_blanks(g, i);
	const struct language_word *page = language_at(&l->page_words, g, i);
	return page ? i + page->length : 0;
}

/* Whether glyph i may stand between the words of a jump and its page: See QUILT, Page B6. */
static bool may_precede_page(struct glyphs g, size_t i)
{
	uint32_t c = g.code[i];
	if (glyph_is_han(c) || glyph_is_digit(c) || c == ' ')
		return true;
	return g.language->spaced && (glyph_is_letter(c) || c == ',' || c == '-' || c == '/');
}

/*
 * The page that a jump names, from i on: 第4版, A1版, 一版, or with words before
 * it (接本报今日第1版). Returns the glyph after 版, or 0.
 */
static size_t jump_page(struct glyphs g, size_t i, size_t *from, size_t *to)
{
	const size_t words_before = g.language->spaced ? 32 : 16;
	for (size_t at = i; at < g.len && at < i + words_before && !glyph_closes(g.code[at]); at++) {
		int n;
		size_t end = pattern_page_number(g, at, from, to);
		if (end)
			return end;
		end = pattern_number(g, at, &n);
		const struct language_word *page =
			end ? language_at(&g.language->page_words, g, end) : NULL;
		if (page) {
			*from = at;
			*to = end;
			return end + page->length;
		}
		if (!may_precede_page(g, at))
			return 0;
	}
	return 0;
}

/* Past the number of a jump on its page (①) and the closing bracket. */
static size_t jump_close(struct glyphs g, size_t i)
{
	size_t end = i;
	while (end < g.len && end < i + 2 &&
	       ((g.code[end] >= 0x2460 && g.code[end] <= 0x2473) || glyph_is_digit(g.code[end]) ||
	        g.code[end] == ' '))
		end++;
	return end < g.len && glyph_closes(g.code[end]) ? end + 1 : i;
}

size_t pattern_jump(struct glyphs g, size_t i, enum pattern_jump *way, size_t *from, size_t *to)
{
	bool open = i < g.len && glyph_opens(g.code[i]);
	if (open)
		i = pattern_blanks(g, i + 1);
	const struct language_word *w = language_at(&g.language->jump_words, g, i);
	if (!w || (!open && w->length == 1))
		return 0;
	size_t end = jump_page(g, pattern_blanks(g, i + w->length), from, to);
	if (!end)
		return 0;
	*way = w->value == LANGUAGE_JUMP_FROM ? JUMP_FROM : JUMP_TO;
	return open ? jump_close(g, end) : end;
}
