#ifndef SEGMENT_BLOCK_H
#define SEGMENT_BLOCK_H

#include "base/arena.h"
#include "page/page.h"
#include "text/line_role.h"
#include "text/glyph.h"
#include "text/text.h"

/*
 * What a page shows as one piece: a paragraph, a headline line, a caption.
 * A block is one source line, or several where the page's lines were cut at
 * the width of the column; where nothing else parts paragraphs, a first line
 * that may be a headline is a block of its own.
 */
struct block {
	struct span lines;
	struct view text;     /* verbatim, wrapped lines joined, no blanks around */
	struct glyphs glyphs; /* the same, folded */
	enum line_role role;  /* that its source, or somebody, said its lines have */
	uint32_t article;     /* which article the source says it is of, from 1; 0: not told */
	bool told;            /* the source says that it is one block */
	bool below_full;      /* the line directly above fills the column: it may go on from there */
	bool fills;           /* its last line does, and another stands directly below */
};

struct blocks {
	struct block *items;
	size_t len;
	const struct text *page;
	size_t wrap; /* the column's width in characters, 0 if lines are not wrapped */
};

/*
 * The blocks of a page, in order; every non-blank line is in exactly one. Lines
 * with only characters without width, and rules of dashes and the like, go with
 * the block before them, at the beginning with the one after, and are no part of
 * its text; a page of nothing else is one block without glyphs. What the source
 * says of lines is kept to: a block begins where another article, paragraph or
 * role does, and ends with what the source calls a paragraph.
 */
void block_make(const struct text *t, struct arena *a, struct blocks *out);

/* The same, and a block begins on each of the lines in cuts that shows something. */
void block_make_cut(const struct text *t, const uint32_t *cuts, size_t cut_count, struct arena *a,
                    struct blocks *out);

#endif
