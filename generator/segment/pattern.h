#ifndef SEGMENT_PATTERN_H
#define SEGMENT_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "language/language.h"
#include "text/glyph.h"

/*
 * The formulas of newspapers, found in folded glyphs. Each function returns
 * the glyph after the formula that begins at i, or 0 if none does.
 */

/* A date as printed: the parts that are missing are 0; century is not guessed. */
struct printed_date {
	int year;
	int month;
	int day;
	int last_day; /* of a range such as 1月3日至5日, else 0 */
};

/*
 * Whether a number as pattern_number() reads them may begin with glyph i. Asked of every
 * glyph of a page, most of which a look at their lowest bits sends on.
 */
static inline bool pattern_begins_number(struct glyphs g, size_t i)
{
	uint32_t c = g.code[i];
	return g.language->begins_number[c & 511] &&
	       (glyph_is_digit(c) || language_glyph(&g.language->numerals, c));
}

/* Whether c closes that part of a date: 年. */
bool pattern_is_unit(const struct language *l, uint32_t c, enum language_unit unit);

/* 1998年1月4日, 1月4日, 4日, １９９８年, 一九九八年一月四日, 民国三十七年一月四日, 1998-01-04. */
size_t pattern_date(struct glyphs g, size_t i, struct printed_date *out);

/* 星期四, 周四, （星期四）, blanks before it too: *weekday counts from 0, Sunday. */
size_t pattern_weekday(struct glyphs g, size_t i, int *weekday);

/* A number in digits or ideographs (〇 to 九, 十), 0 to 9999. */
size_t pattern_number(struct glyphs g, size_t i, int *out);

/* 本报讯, 【本报讯】, 新华社北京1月4日电, 据中新社…电; *dated tells where its date begins (0: none). */
size_t pattern_dateline(struct glyphs g, size_t i, size_t *dated);

/* 本报, 新华社, 中新社, … at i. */
size_t pattern_agency(struct glyphs g, size_t i);

/* (上接第1版) or (下转第4版): number is the span of the page's number. */
enum pattern_jump { JUMP_FROM, JUMP_TO };
size_t pattern_jump(struct glyphs g, size_t i, enum pattern_jump *way, size_t *number_from,
                    size_t *number_to);

/* 第2版, 2版, A05版 : number is the span of the page's number. */
size_t pattern_page_number(struct glyphs g, size_t i, size_t *number_from, size_t *number_to);

/* Past the blanks at i. */
size_t pattern_blanks(struct glyphs g, size_t i);

#endif
