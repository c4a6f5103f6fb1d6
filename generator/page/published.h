#ifndef PAGE_PUBLISHED_H
#define PAGE_PUBLISHED_H

#include "page/block.h"
#include "page/label.h"
#include "page/page.h"

/*
 * The day of the paper and the number of the page, with what they rest on:
 * out->published, published_by, evidence and number.
 *
 * The file name says it best (2022-01-19_02.txt, 20220119-A05.txt,
 * 2022/01/19/02.txt), then a page header in the text, then the news itself: a
 * daily prints yesterday's, so the latest day named by datelines and reports
 * is the day before. The year is the one that the text names as its own.
 */
void published_find(const struct text *t, const struct blocks *blocks, const enum label *labels,
                    struct page *out);

/* From a name alone; either may stay unknown. */
void published_from_name(struct view name, struct date *day, struct view *number);

#endif
