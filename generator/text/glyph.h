#ifndef TEXT_GLYPH_H
#define TEXT_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/view.h"

/*
 * A text as folded code points, for recognising patterns in it. Full-width
 * ASCII, ideographic blank and the other blanks are folded to ASCII;
 * characters without width (zero-width, joiners, soft hyphen, marks of
 * direction) are left out. at[i] is the byte offset of code[i] in the text,
 * and at[len] the text's length, so a pattern found in the folded form can be
 * cut from what was printed.
 */
struct glyphs {
	const uint32_t *code;
	const uint32_t *at;
	size_t          len;
};

struct glyphs glyph_read(struct view text, struct arena *a);

/* The printed characters of glyphs from (inclusive) to to (exclusive). */
struct view glyph_slice(struct view text, struct glyphs g, size_t from, size_t to);

/* One code point at *at, which moves on; text is valid UTF-8. */
uint32_t glyph_next(struct view text, size_t *at);

/* The folded form of a code point; 0 for one without width. */
uint32_t glyph_fold(uint32_t code);

/* Classes of folded code points. */
bool glyph_is_letter(uint32_t c); /* a letter that is no ideograph */
bool glyph_opens(uint32_t c);     /* opening brackets and quotes */
bool glyph_closes(uint32_t c);    /* closing brackets and quotes */

/* These are asked of every glyph of a page. */

/* Ideographs, 々 and 〇 too. */
static inline bool glyph_is_han(uint32_t c)
{
	if (c < 0x3400)
		return c == 0x3005 || c == 0x3007;
	return c <= 0x4DBF || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	       (c >= 0x20000 && c <= 0x323AF);
}

/* 0 to 9 */
static inline bool glyph_is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
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
 * one blank comes between two Latin words.
 */
void glyph_join(struct buf *b, struct view next);

#endif
