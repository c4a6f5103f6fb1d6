#ifndef PAGE_NAME_H
#define PAGE_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "text/glyph.h"

/* Personal names in a byline: where they begin and end, in glyphs. */
struct name {
	size_t from;
	size_t to;
};

enum { NAME_MOST = 32 };

/*
 * Reads glyphs from to to as nothing but a list of personal names: separated
 * by 、 or commas or blanks, two-character names spread by a blank (张 波), or
 * run together (刘玉红肖荻), Chinese or with a middle dot (约翰·史密斯).
 * Returns how many there are, at most NAME_MOST, or 0 if this is no list of
 * names. Chinese names are told by their surname; with loose, a pen name or a
 * rare surname passes where it stands alone between separators.
 */
size_t name_list(struct glyphs g, size_t from, size_t to, bool loose, struct name *out);

/* How likely a two-character or one-character surname stands at i: 0 for none, else 1 (rare) to 3. */
int name_surname(struct glyphs g, size_t i, size_t *length);

#endif
