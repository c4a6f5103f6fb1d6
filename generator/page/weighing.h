#ifndef PAGE_WEIGHING_H
#define PAGE_WEIGHING_H

#include "base/date.h"
#include "page/mention.h"

/*
 * What one mention says to one day: the tables of evidence. All values are
 * rough logarithms of odds: above 0 it speaks for the day, below against it.
 */

/* A day that the paper might be of. */
struct candidate {
	struct date date;
	long        days; /* since 1970, as date_to_days() */
};

/* What a mention says to the day of the year, and to the year. */
double weighing_day(const struct mention *m, const struct candidate *c);
double weighing_year(const struct mention *m, const struct date *d);

/* What it says of d that the page names its own year, the year before, or not. */
double weighing_silence(const struct date *d, bool own, bool last);

#endif
