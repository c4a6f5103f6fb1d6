#ifndef PAGE_HEADER_H
#define PAGE_HEADER_H

#include "page/block.h"
#include "page/label.h"
#include "page/pattern.h"

/* The line above or below a page's articles: 第2版 要闻 1998年1月1日 星期四. */
struct header {
	struct printed_date date;    /* day 0: it names none */
	size_t              date_at; /* glyph */
	int                 weekday; /* 0 is Sunday; -1: it names none */
	size_t              number_from, number_to; /* glyphs of the page's number; equal: none */
};

/*
 * Whether block i is one, by its words and place; the label helps, but a model
 * that took it for a headline does not hide it.
 */
bool header_read(const struct blocks *blocks, size_t i, enum label label, struct header *out);

#endif
