#ifndef SEGMENT_PUBLICATION_DATE_H
#define SEGMENT_PUBLICATION_DATE_H

#include "page/page.h"
#include "segment/block.h"
#include "segment/label.h"

/*
 * The day of the paper and the number of the page, with what they rest on:
 * out->published, published_by, evidence and number.
 *
 * What the source states goes first, then the file's name (filename.h), then a page header in the text
 * (page_header.h), then the news itself (date_mention.h, weighed in dating.h). What
 * nothing tells clearly stays unknown. In a file of several pages the number is
 * what the page prints, else they are counted on from what the name says.
 */
void publication_date_find(const struct text *t, const struct blocks *blocks,
                           const enum label *labels, struct page *out);

#endif
