#ifndef SEGMENT_DATING_H
#define SEGMENT_DATING_H

#include "base/date.h"
#include "segment/date_mention.h"

/*
 * Weighing: which day the mentions speak for.
 *
 * Every candidate day is given the sum of what each distinct mention says to
 * it, by the tables in date_evidence.c; a mention repeated counts somewhat more. A
 * day is stated only if enough speaks for it, and clearly more than for any
 * other day and any other year; else the day stays unknown.
 */

/* The day, or year 0. */
struct date dating_decide(const struct date_mentions *all);

/* The day that most speaks for, however little that is: only to be proposed. */
struct date dating_likeliest(const struct date_mentions *all);

/* Whether the mention clearly speaks for the day, for what it is known by. */
bool dating_supports(const struct date_mention *m, struct date day);

#endif
