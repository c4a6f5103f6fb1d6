#ifndef PAGE_CLASSIFY_H
#define PAGE_CLASSIFY_H

#include "page/draft.h"
#include "page/page.h"

/* The kind of an article whose other fields are found. */
enum kind classify_article(const struct draft *d, const struct article *a, struct arena *arena);

#endif
