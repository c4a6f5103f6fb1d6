#ifndef SITE_FORMAT_H
#define SITE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/report.h"
#include "base/view.h"

/*
 * Dates and numbers as the language of the site writes them, through ICU. The
 * locale and the time zone of the process have no say. A formatter belongs to
 * one thread at a time.
 */
struct format;

enum format_style {
	FORMAT_LONG,          /* 2022年1月19日星期三 */
	FORMAT_PLAIN,         /* 2022年1月19日 */
	FORMAT_SHORT,         /* 1月19日 */
	FORMAT_YEAR,          /* 2022年 */
	FORMAT_MONTH,         /* 1月 */
	FORMAT_MONTH_SHORT,   /* 1月; Jan */
	FORMAT_YEAR_MONTH,    /* 2022年1月 */
	FORMAT_WEEKDAY,       /* 星期三 */
	FORMAT_WEEKDAY_SHORT, /* 三 */
	FORMAT_STYLES
};

/* NULL, reported, if ICU lacks the data for the language. */
struct format *format_new(struct view language, struct report *r);

void format_put_date(struct format *f, struct buf *b, struct date d, enum format_style style);

/* 31,480 */
void format_put_number(struct format *f, struct buf *b, uint64_t n);

/* 93%, for 0.93 */
void format_put_percent(struct format *f, struct buf *b, double part);

/* 1.2 MB */
void format_put_size(struct format *f, struct buf *b, uint64_t bytes);

/* The day that a week begins with: 0 is Sunday. */
int format_first_weekday(const struct format *f);

/*
 * The longest run of whole sentences from the start of text that has at most
 * most characters; else the first sentence, if it has at most twice as many;
 * else what goes up to the last clause or word and an ellipsis. The whole text
 * if it is not longer than most.
 */
void format_put_excerpt(struct format *f, struct buf *b, struct view text, size_t most);

/* Like an excerpt, but cut at most at a word, whether a sentence ends before or not. */
void format_put_cut(struct format *f, struct buf *b, struct view text, size_t most);

void format_free(struct format *f);

#endif
