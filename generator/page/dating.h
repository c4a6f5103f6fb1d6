#ifndef PAGE_DATING_H
#define PAGE_DATING_H

#include "base/date.h"
#include "page/mention.h"

/*
 * Weighing: which day the mentions speak for.
 *
 * Every candidate day is given the sum of what each distinct mention says to
 * it, by the tables in weighing.c; a mention repeated counts somewhat more. A
 * day is stated only if enough speaks for it, and clearly more than for any
 * other day and any other year; else the day stays unknown.
 */

/* The day, or year 0. */
struct date dating_decide(const struct mentions *all);

/* The day that most speaks for, however little that is: only to be proposed. */
struct date dating_likeliest(const struct mentions *all);

/* Whether the mention clearly speaks for the day, for what it is known by. */
bool dating_supports(const struct mention *m, struct date day);

#endif
