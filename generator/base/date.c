#include "base/date.h"

bool date_known(struct date d)
{
	return d.year != 0;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= date_days_in_month(d.year, d.month);
}

int date_cmp(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/*
 * The year is taken to begin in March, so that the leap day is its last;
 * then days before a month are (153 m + 2) / 5. Eras have 400 years of
 * 146097 days; 719468 days lie between 0000-03-01 and 1970-01-01.
 */
long date_to_days(struct date d)
{
	long year = d.month <= 2 ? d.year - 1L : d.year;
	long era = (year >= 0 ? year : year - 399) / 400;
	long of_era = year - era * 400;
	long month = d.month > 2 ? d.month - 3 : d.month + 9;
	long of_year = (153 * month + 2) / 5 + d.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_from_days(long days)
{
	days += 719468;
	long era = (days >= 0 ? days : days - 146096) / 146097;
	long day = days - era * 146097;
	long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	long of_year = day - (365 * year + year / 4 - year / 100);
	long month = (5 * of_year + 2) / 153;
	struct date d;
	d.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	d.month = (int)(month < 10 ? month + 3 : month - 9);
	d.year = (int)(year + era * 400 + (d.month <= 2));
	return d;
}

int date_weekday(struct date d)
{
	long w = (date_to_days(d) + 4) % 7;
	return (int)(w < 0 ? w + 7 : w);
}

/* The number in len digits at s, or -1. */
static int digits(const char *s, size_t len)
{
	int n = 0;
	for (size_t i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		n = n * 10 + (s[i] - '0');
	}
	return n;
}

bool date_parse(struct view text, struct date *out)
{
	if (text.len != 10 || text.data[4] != '-' || text.data[7] != '-')
		return false;
	struct date d = { digits(text.data, 4), digits(text.data + 5, 2), digits(text.data + 8, 2) };
	if (!date_valid(d))
		return false;
	*out = d;
	return true;
}

void date_put(struct buf *b, struct date d)
{
	buf_put_number(b, (uint64_t)d.year, 4);
	buf_putc(b, '-');
	buf_put_number(b, (uint64_t)d.month, 2);
	buf_putc(b, '-');
	buf_put_number(b, (uint64_t)d.day, 2);
}
