#ifndef SEGMENT_NGRAM_H
#define SEGMENT_NGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/glyph.h"

/*
 * The characters and pairs of characters of a block, each as the number of a
 * row of a table (Weinberger et al. 2009: feature hashing): different ones may
 * share a row. Figures all count as one. A language whose words blanks part has none.
 */
enum { NGRAM_EDGE_ROWS = 1 << 13, NGRAM_CONTENT_ROWS = 1 << 15 };

struct ngrams {
	uint32_t *edge; /* how the block begins and ends: what kind of line it is */
	size_t edge_len;
	uint32_t *content; /* its Han characters and pairs of them: what it speaks of */
	size_t content_len;
};

/* In the arena. */
struct ngrams ngram_find(struct glyphs g, struct arena *a);

#endif
