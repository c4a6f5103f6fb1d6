#ifndef SEGMENT_OPENING_H
#define SEGMENT_OPENING_H

#include "page/page.h"

/* How an article's text begins, for excerpts and for finding what is alike. */

/* Without the blanks, also full-width ones, that indent a paragraph in print. */
struct view opening_trim(struct view v);

/* The text behind the dateline that it begins with, or all of it. */
struct view opening_after_dateline(struct view text, struct view dateline);

/* The article's body without dateline and byline, as far as an excerpt may need it. */
struct view opening_text(const struct article *a);

#endif
