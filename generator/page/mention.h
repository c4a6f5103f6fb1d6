#ifndef PAGE_MENTION_H
#define PAGE_MENTION_H

#include "base/array.h"
#include "page/block.h"
#include "page/label.h"

/*
 * What a page says about days and years, place by place: the evidence for the
 * day of the paper, not yet weighed.
 */
enum mention_sense {
	MENTION_HEADER,       /* the page's own date, in its header or footer */
	MENTION_FORECAST,     /* the weather from this day on */
	MENTION_DATELINE,     /* 新华社北京1月18日电 */
	MENTION_YESTERDAY,    /* 昨天（18日） */
	MENTION_TODAY,        /* 今天（18日） */
	MENTION_OPENING,      /* in the first words of a report */
	MENTION_SIGNED,       /* a full date that ends a block: a notice's */
	MENTION_ALONE,        /* a block that is a date: a notice's, or a history column's */
	MENTION_PASSING,      /* a month and day anywhere else */
	MENTION_BARE,         /* a day without its month: 8日 */
	MENTION_YEAR,         /* a year alone */
	MENTION_YEAR_ENDED,   /* 刚刚过去的1997年 */
	MENTION_YEAR_BEGUN,   /* 步入1998年 */
	MENTION_MONTH,        /* a year and month: 1997年11月, 1997年底 */
	MENTION_PLAN,         /* a five-year plan: year is its first */
	MENTION_PLAN_YEAR,    /* 开局之年, 收官之年: year is that year */
	MENTION_CONGRESS,     /* 党的二十大: year is the congress's */
	MENTION_ANNIVERSARY,  /* 建党100周年: year is the year of the feast */
	MENTION_SENSES
};

/* Whether what is dated may lie ahead. */
enum mention_outlook {
	OUTLOOK_NONE,
	OUTLOOK_REACHED, /* 到2025年, 2021—2025年: the end of a span */
	OUTLOOK_PLAN     /* 预计2025年, 2025年将 */
};

struct mention {
	enum mention_sense sense;
	int      year;       /* 0 where none is named, as month and day */
	int      month;
	int      day;
	int      weekday;    /* 0 is Sunday; -1 where none is named */
	bool     last_year;  /* 去年12月30日 */
	enum mention_outlook outlook;
	uint32_t block;
	uint32_t glyph;      /* where in the block it begins */
};

struct mentions {
	ARRAY(struct mention) items;
};

/* Appends the mentions of a page, in order; of a vast page the first few thousand. */
void mention_find(const struct blocks *blocks, const enum label *labels, struct mentions *out);

#endif
