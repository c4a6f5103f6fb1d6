#ifndef SEGMENT_LABEL_CACHE_H
#define SEGMENT_LABEL_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/serialize.h"
#include "base/view.h"
#include "page/page.h"
#include "segment/label.h"

/*
 * What the model decided about a page, in some ten bytes an article: the label
 * of each block and how sure each article is. With it the same text, under the
 * same constraints and weights, is cut the same way without asking the model again.
 * Of a page that has corrections, that is the cut under them.
 */
struct label_cache {
	struct view known; /* what is left to be taken; absent: the model is asked */
	struct buf *made;  /* where to put what the model says; NULL: nowhere */
};

/*
 * Takes the next labels, in the arena. NULL if there are none, or they are of
 * another number of blocks and so of another text; then all is forgotten.
 */
enum label *label_cache_take(struct label_cache *m, size_t blocks, struct arena *a);

/* Gives the articles their confidence; false if they are of another number. */
bool label_cache_take_confidence(struct label_cache *m, struct page *p);

void label_cache_put(struct label_cache *m, const enum label *labels, size_t blocks,
                     const struct page *p);

#endif
