#ifndef SEGMENT_PAGE_HEADER_H
#define SEGMENT_PAGE_HEADER_H

#include "segment/block.h"
#include "segment/label.h"
#include "segment/pattern.h"

/* The line above or below a page's articles: 第2版 要闻 1998年1月1日 星期四. */
struct page_header {
	struct printed_date date;      /* day 0: it names none */
	size_t date_at;                /* glyph */
	int weekday;                   /* 0 is Sunday; -1: it names none */
	size_t number_from, number_to; /* glyphs of the page's number; equal: none */
};

/*
 * Whether block i is one, by its words and place; the label helps, but a model
 * that took it for a headline does not hide it.
 */
bool page_header_read(const struct blocks *blocks, size_t i, enum label label,
                      struct page_header *out);

#endif
