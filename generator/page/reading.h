#ifndef PAGE_READING_H
#define PAGE_READING_H

#include <stdint.h>

#include "page/block.h"
#include "page/chain.h"
#include "page/page.h"

/*
 * A page on the way to its articles: what was seen of its blocks, and the
 * label that the model chose for each. Segmenting and explaining begin here.
 */
struct reading {
	const struct weights *weights;
	struct blocks         blocks;
	struct facts         *facts;
	struct feature_set   *sets;
	struct chain          chain;
	uint32_t             *known;  /* labels that the pins allow, a mask a block, or NULL */
	float                *likely; /* [blocks][WEIGHTS_COLUMNS]: each label, given the pins */
	double               *starts; /* how likely an article begins at each block */
	enum label           *labels;
};

/* All of it lives in the arena, and borrows the text. */
void reading_make(const struct text *t, const struct page_options *o, struct arena *a,
                  struct reading *out);

#endif
