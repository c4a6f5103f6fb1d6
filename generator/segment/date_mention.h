#ifndef SEGMENT_DATE_MENTION_H
#define SEGMENT_DATE_MENTION_H

#include "base/array.h"
#include "segment/block.h"
#include "segment/label.h"

/*
 * What a page says about days and years, place by place: the evidence for the
 * day of the paper, not yet weighed.
 */
enum date_mention_sense {
	DATE_MENTION_HEADER,      /* the page's own date, in its header or footer */
	DATE_MENTION_FORECAST,    /* the weather from this day on */
	DATE_MENTION_DATELINE,    /* 新华社北京1月18日电 */
	DATE_MENTION_YESTERDAY,   /* 昨天（18日） */
	DATE_MENTION_TODAY,       /* 今天（18日） */
	DATE_MENTION_OPENING,     /* in the first words of a report */
	DATE_MENTION_SIGNED,      /* a full date that ends a block: a notice's */
	DATE_MENTION_ALONE,       /* a block that is a date: a notice's, or a history column's */
	DATE_MENTION_PASSING,     /* a month and day anywhere else */
	DATE_MENTION_BARE,        /* a day without its month: 8日 */
	DATE_MENTION_YEAR,        /* a year alone */
	DATE_MENTION_YEAR_ENDED,  /* 刚刚过去的1997年 */
	DATE_MENTION_YEAR_BEGUN,  /* 步入1998年 */
	DATE_MENTION_MONTH,       /* a year and month: 1997年11月, 1997年底 */
	DATE_MENTION_PLAN,        /* a five-year plan: year is its first */
	DATE_MENTION_PLAN_YEAR,   /* 开局之年, 收官之年: year is that year */
	DATE_MENTION_CONGRESS,    /* 党的二十大: year is the congress's */
	DATE_MENTION_ANNIVERSARY, /* 建党100周年: year is the year of the feast */
	DATE_MENTION_SENSES
};

/* Whether what is dated may lie ahead. */
enum date_mention_outlook {
	OUTLOOK_NONE,
	OUTLOOK_REACHED, /* 到2025年, 2021—2025年: the end of a span */
	OUTLOOK_PLAN     /* 预计2025年, 2025年将 */
};

struct date_mention {
	enum date_mention_sense sense;
	int year; /* 0 where none is named, as month and day */
	int month;
	int day;
	int weekday;    /* 0 is Sunday; -1 where none is named */
	bool last_year; /* 去年12月30日 */
	enum date_mention_outlook outlook;
	uint32_t block;
	uint32_t glyph; /* where in the block it begins */
};

struct date_mentions {
	ARRAY(struct date_mention) items;
};

/* Appends the mentions of a page, in order; of a vast page the first few thousand. */
void date_mention_find(const struct blocks *blocks, const enum label *labels,
                       struct date_mentions *out);

#endif
