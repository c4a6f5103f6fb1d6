#ifndef PAGE_BLOCK_H
#define PAGE_BLOCK_H

#include "base/arena.h"
#include "page/page.h"
#include "text/glyph.h"
#include "text/text.h"

/*
 * What a page shows as one piece: a paragraph, a headline line, a caption.
 * A block is one source line, or several where the page's lines were cut at
 * the width of the column.
 */
struct block {
	struct span   lines;
	struct view   text;   /* verbatim, wrapped lines joined, no blanks around */
	struct glyphs glyphs; /* the same, folded */
};

struct blocks {
	struct block *items;
	size_t        len;
	size_t        wrap; /* the column's width in glyphs, 0 if lines are not wrapped */
};

/*
 * The blocks of a page, in order; every non-blank line is in exactly one. Lines
 * with only characters without width go with the block before them, at the
 * beginning with the one after; a page of nothing else is one block without
 * glyphs.
 */
void block_make(const struct text *t, struct arena *a, struct blocks *out);

/*
 * The width at which the lines of a page were cut, in glyphs, or 0.
 *
 * On a wrapped page, a line that goes on in the next one is as long as the
 * column is wide; on other pages line lengths scatter. So: the most frequent
 * length of lines directly followed by another, if most such lines have it
 * (a glyph more or less, for punctuation that hangs or is pulled back) and
 * almost no line is longer.
 */
size_t block_wrap_width(const struct text *t);

#endif
