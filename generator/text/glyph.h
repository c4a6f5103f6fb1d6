#ifndef TEXT_GLYPH_H
#define TEXT_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/view.h"
#include "text/han.h"

/*
 * A text as folded code points, for recognising patterns in it. Full-width
 * ASCII, ideographic blank and the other blanks are folded to ASCII;
 * characters without width (zero-width, joiners, soft hyphen, marks of
 * direction, variation selectors) are left out; radicals, compatibility
 * characters, old and traditional forms become the simplified character, and
 * the dots of names one dot (plain.txt). The blanks of a text that is set with
 * blanks between its characters are left out. at[i] is the byte offset of code[i] in the text,
 * and at[len] the text's length, so a pattern found in the folded form can be
 * cut from what was printed. language is the one that words are looked for in:
 * see language/language.h.
 */
struct glyphs {
	const uint32_t *code;
	const uint32_t *at;
	size_t len;
	const struct language *language;
};

struct language;
struct glyphs glyph_read(struct view text, const struct language *language, struct arena *a);

/* The first glyphs, at most so many. */
static inline struct glyphs glyph_head(struct glyphs g, size_t most)
{
	g.len = g.len < most ? g.len : most;
	return g;
}

/* The printed characters of glyphs from (inclusive) to to (exclusive). */
struct view glyph_slice(struct view text, struct glyphs g, size_t from, size_t to);

/* Classes of folded code points. */
bool glyph_is_letter(uint32_t c); /* a letter that is no ideograph */
/* These are asked of every glyph of a page. */

/* Opening brackets and quotes. */
static inline bool glyph_opens(uint32_t c)
{
	switch (c) {
	case '(':
	case '[':
	case '{':
	case '<':
	case 0x201C:
	case 0x2018:
	case 0x300A:
	case 0x3008:
	case 0x300C:
	case 0x300E:
	case 0x3010:
	case 0x3014:
	case 0x3016: return true;
	default: return false;
	}
}

/* Closing brackets and quotes. */
static inline bool glyph_closes(uint32_t c)
{
	switch (c) {
	case ')':
	case ']':
	case '}':
	case '>':
	case 0x201D:
	case 0x2019:
	case 0x300B:
	case 0x3009:
	case 0x300D:
	case 0x300F:
	case 0x3011:
	case 0x3015:
	case 0x3017: return true;
	default: return false;
	}
}

/*
 * Compiled from plain.txt: what each of U+3000 to U+9FFF is read as, and the
 * characters beyond that are read as others, in order.
 */
struct glyph_pair {
	uint32_t from, to;
};
extern const uint16_t glyph_plain[];
extern const struct glyph_pair glyph_plain_rare[];
extern const size_t glyph_plain_rare_count;

/* For glyph_fold(): a code point beyond U+3000 to U+9FFF and full-width forms. */
uint32_t glyph_fold_other(uint32_t c);

/* The folded form of a code point; 0 for one without width. */
static inline uint32_t glyph_fold(uint32_t c)
{
	if (c > 0x3000 && c <= 0x9FFF)
		return glyph_plain[c - 0x3000];
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : glyph_fold_other(c);
}

/* For glyph_next(): a code point that is not three bytes. */
uint32_t glyph_next_other(struct view text, size_t *at);

/* One code point at *at, which moves on; text is valid UTF-8. */
static inline uint32_t glyph_next(struct view text, size_t *at)
{
	const uint8_t *s = (const uint8_t *)text.data + *at;
	if ((s[0] & 0xF0) != 0xE0 || text.len - *at < 3)
		return glyph_next_other(text, at);
	*at += 3;
	return (s[0] & 0xFU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
}

/* See text/han.h. */
static inline bool glyph_is_han(uint32_t c)
{
	return han_is(c);
}

/* 0 to 9 */
static inline bool glyph_is_digit(uint32_t c)
{
	return ascii_is_digit(c);
}

static inline bool glyph_is_blank(uint32_t c)
{
	return c == ' ';
}

/* 。！？… and their ASCII forms */
static inline bool glyph_ends_sentence(uint32_t c)
{
	return c == 0x3002 || c == '!' || c == '?' || c == 0x2026 || c == 0xFF61;
}

/* Whether c is one of the code points of set (a U"" literal). */
static inline bool glyph_is_of(uint32_t c, const char32_t *set)
{
	for (; *set; set++)
		if (*set == c)
			return true;
	return false;
}

/* Marks that open a line of a list, or the name of who wrote: ● □ ◎ */
bool glyph_is_bullet(uint32_t c);

/* Whether g holds word (a U"" literal) at i. */
static inline bool glyph_at(struct glyphs g, size_t i, const char32_t *word)
{
	for (; *word; word++, i++)
		if (i >= g.len || g.code[i] != *word)
			return false;
	return true;
}

static inline size_t glyph_length(const char32_t *word)
{
	size_t n = 0;
	while (word[n])
		n++;
	return n;
}

/* The first place of word at or after from, or -1. */
ptrdiff_t glyph_find(struct glyphs g, const char32_t *word, size_t from);

bool glyph_starts(struct glyphs g, const char32_t *word);
bool glyph_ends(struct glyphs g, const char32_t *word);

/* Whether the text has no visible character: blanks at most. */
bool glyph_text_blank(struct view text);

/*
 * Appends a following line of the same paragraph: blanks at the seam go, and
 * one blank comes between two words of an alphabet, a mark behind the first or
 * in front of the second being part of it. Where the language's words stand
 * between blanks (spaced) one comes in any case, but a word that was divided at
 * the line's end is whole again, without its hyphen.
 */
void glyph_join(struct buf *b, struct view next, bool spaced);

#endif
