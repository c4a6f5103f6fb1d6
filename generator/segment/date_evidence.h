#ifndef SEGMENT_DATE_EVIDENCE_H
#define SEGMENT_DATE_EVIDENCE_H

#include "base/date.h"
#include "segment/date_mention.h"

/*
 * What one mention says to one day: the tables of evidence. All values are
 * rough logarithms of odds: above 0 it speaks for the day, below against it.
 */

/* A day that the paper might be of. */
struct candidate {
	struct date date;
	long days; /* since 1970, as date_to_days() */
};

/* What a mention says to the day of the year, and to the year. */
double date_evidence_day(const struct date_mention *m, const struct candidate *c);
double date_evidence_year(const struct date_mention *m, const struct date *d);

/* What it says of d that the page names its own year, the year before, or not. */
double date_evidence_silence(const struct date *d, bool own, bool last);

#endif
