#ifndef SEARCH_SLOTS_H
#define SEARCH_SLOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"

/*
 * The numbers of a period's articles. Room is left between them, so that one
 * article or one page more leaves nearly all others their numbers, and with them
 * the files that tell of them.
 *
 * Pages have so many numbers each, those of a day one behind the other. What a
 * page has no room for comes behind the day's pages. Days have so many numbers
 * each, or some times as many. How many is what most pages, and most days, need;
 * it is told by the period's own articles, so that any build comes to the same.
 */
struct slots_page {
	uint32_t places; /* how many articles it has, or had room for */
	uint32_t first;  /* number of the first of them */
	uint32_t late;   /* number of the first it has no room for */
};

struct slots_day {
	uint32_t pages;
	uint32_t gap; /* days before it, behind the day before, that have no articles */
	uint32_t times;
};

struct slots {
	/* What there is: set places, and pages and gap; the rest is zero. */
	ARRAY(struct slots_page) pages;
	ARRAY(struct slots_day) days;

	/* What comes of it. */
	uint32_t page; /* numbers of each page, at least 1 */
	uint32_t day;  /* numbers of each day */
	bool calendar; /* days without articles have numbers, too: there are few */
	uint32_t end;  /* above all numbers */
};

void slots_lay(struct slots *s);

/* The number of the article in that place, from 0, of a page. */
static inline uint32_t slots_number(const struct slots *s, const struct slots_page *p,
                                    uint32_t place)
{
	return place < s->page ? p->first + place : p->late + (place - s->page);
}

/*
 * The next of few numbers that are far apart, at least n: what is rounded so
 * seldom changes when n changes a little.
 */
uint32_t slots_round(uint32_t n);

void slots_free(struct slots *s);

#endif
