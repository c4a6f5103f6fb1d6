#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

#include "base/buf.h"

/* A day of the proleptic Gregorian calendar; year 0 means unknown. */
struct date {
	int year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

/* Whether the day exists, in the years 1 to 9999. */
bool date_valid(struct date d);

bool date_known(struct date d);

/* <0, 0, >0. */
int date_cmp(struct date a, struct date b);

/* Days since 1970-01-01, and back. */
long date_to_days(struct date d);
struct date date_from_days(long days);

/* 0 is Sunday. */
int date_weekday(struct date d);

int date_days_in_month(int year, int month);

/* Reads exactly YYYY-MM-DD of a day that exists. */
bool date_parse(struct view text, struct date *out);

/* Writes YYYY-MM-DD. */
void date_put(struct buf *b, struct date d);

#endif
