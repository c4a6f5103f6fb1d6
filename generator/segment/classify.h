#ifndef SEGMENT_CLASSIFY_H
#define SEGMENT_CLASSIFY_H

#include "page/page.h"
#include "segment/draft.h"

/* The kind of an article whose other fields, its body too, are found. */
enum kind classify_article(const struct draft *d, const struct article *a, struct arena *arena);

#endif
