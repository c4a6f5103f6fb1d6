#ifndef PAGE_PUBLISHED_H
#define PAGE_PUBLISHED_H

#include "page/block.h"
#include "page/label.h"
#include "page/page.h"

/*
 * The day of the paper and the number of the page, with what they rest on:
 * out->published, published_by, evidence and number.
 *
 * The file's name says it best (filename.h), then a page header in the text
 * (header.h), then the news itself (mention.h, weighed in dating.h). What
 * nothing tells clearly stays unknown.
 */
void published_find(const struct text *t, const struct blocks *blocks, const enum label *labels,
                    struct page *out);

#endif
