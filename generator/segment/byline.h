#ifndef SEGMENT_BYLINE_H
#define SEGMENT_BYLINE_H

#include "page/page.h"
#include "segment/draft.h"

/*
 * Who made an article, and where its report comes from: byline_text, credits
 * and dateline of a, from the parts of d. Returns whether the credit says that
 * it holds for a group of articles (本组稿件由X采写). Sets opening of the parts.
 */
bool byline_find(struct draft *d, struct article *a, struct arena *arena);

/* Adds the credits of one article to another that has none, without its text. */
void byline_share(const struct article *from, struct article *to, struct arena *arena);

#endif
