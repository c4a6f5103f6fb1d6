#ifndef SEGMENT_PAGE_EDGE_H
#define SEGMENT_PAGE_EDGE_H

#include <stdint.h>

#include "segment/block.h"

/*
 * The head and the foot of a page: the paper's name, its day, the page's number,
 * weather, editors and telephone numbers, on one line or on several. They are
 * known by what they are made of, so that a paper that the model has never seen
 * has no headline of them.
 */

/*
 * Which blocks are a head's or a foot's: bytes of the arena, 1 for those, or NULL
 * if there are none. newspaper is what the site says the paper is called, and was
 * once, a name a line; it may be empty.
 */
uint8_t *page_edge_find(const struct blocks *blocks, struct view newspaper, struct arena *a);

#endif
