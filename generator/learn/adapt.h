#ifndef LEARN_ADAPT_H
#define LEARN_ADAPT_H

#include "learn/gold.h"
#include "learn/learn.h"
#include "segment/segment.h"

/*
 * Weights for one archive: the program's own go on learning from pages that
 * people corrected there, and from those that it is surest of, so that these
 * stay as they are; and are pulled back to what they were.
 */

/*
 * Adds a page as it is cut under what is known of it: where its articles begin
 * is held, and the labels that somebody said; which of the other labels its
 * blocks have is left open. text need not outlive the call.
 */
void adapt_add(struct gold *g, const struct text *text, const struct segment_options *o);

/* How to learn from so many pages. */
struct learn_options adapt_options(const struct weights *start);

#endif
