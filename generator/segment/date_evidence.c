#include "segment/date_evidence.h"

/*
 * What a mention of a day says to a paper that appears some days after it, as
 * rough logarithms of odds. A daily prints what was reported the day before;
 * from abroad and on inner pages it takes a day longer.
 */
enum lapse { AHEAD, SAME, NEXT, SECOND, THIRD, WEEK, LATER, LAPSES };

static const double day_weights[DATE_MENTION_SENSES][LAPSES] = {
	/*                      ahead  same  next  2nd   3rd   week  later */
	[DATE_MENTION_HEADER] = { -6.0, 10.0, -6.0, -6.0, -6.0, -6.0, -6.0 },
	[DATE_MENTION_FORECAST] = { -3.0, 5.0, -1.0, -3.0, -3.0, -3.0, -3.0 },
	[DATE_MENTION_DATELINE] = { -3.0, -1.0, 3.0, 1.8, 0.8, 0.3, -0.3 },
	[DATE_MENTION_YESTERDAY] = { -3.0, -2.0, 4.0, 1.0, 0.0, 0.0, 0.0 },
	[DATE_MENTION_TODAY] = { -1.0, 2.0, 1.5, 0.5, 0.0, 0.0, 0.0 },
	[DATE_MENTION_OPENING] = { -1.0, 0.3, 1.5, 0.9, 0.5, 0.2, -0.3 },
	[DATE_MENTION_SIGNED] = { -1.5, 1.5, 1.5, 1.0, 0.7, 0.4, 0.0 },
	[DATE_MENTION_ALONE] = { -1.5, 1.5, 1.5, 1.0, 0.7, 0.4, 0.0 },
	[DATE_MENTION_PASSING] = { -0.4, 0.2, 0.6, 0.4, 0.3, 0.2, -0.2 },
	[DATE_MENTION_BARE] = { -0.1, 0.1, 0.4, 0.3, 0.1, 0.0, 0.0 },
};

/* A history column stands under the same day of other years: 1956年1月19日. */
static const double anniversary_weight = 2.5;

/* A weekday named with a day fits one year in six or so. */
static const double weekday_fits = 1.5, weekday_contradicts = -2.0;

/*
 * What a year named says to a paper of a year so much later. Far years to come
 * (2000, 2035) are those of plans and feasts; the coming year is seldom named
 * before December.
 */
enum gap { FAR_OFF, TO_COME, OWN, LAST, BEFORE_LAST, OLDER, GAPS };

static const double year_weights[DATE_MENTION_SENSES][GAPS] = {
	/*                         far   to come  own  last before older */
	[DATE_MENTION_YEAR] = { -0.5, -1.5, 1.2, 0.7, 0.4, 0.0 },
	[DATE_MENTION_YEAR_ENDED] = { -1.0, -1.5, -0.5, 2.5, 0.3, 0.0 },
	[DATE_MENTION_YEAR_BEGUN] = { -0.5, -0.3, 2.0, 0.5, 0.2, 0.0 },
	[DATE_MENTION_PLAN] = { -0.8, -0.2, 0.8, 0.0, -0.3, -0.3 },
	[DATE_MENTION_PLAN_YEAR] = { -1.0, -0.5, 2.5, 0.3, -1.0, -1.0 },
	[DATE_MENTION_CONGRESS] = { -1.5, -1.0, 0.8, 0.3, 0.0, 0.0 },
	[DATE_MENTION_ANNIVERSARY] = { -0.3, 0.0, 1.0, 0.2, 0.0, 0.0 },
};

/* In January and February a paper speaks of the year that ended more than of its own. */
static const double young_year_weights[GAPS] = { -0.5, -1.5, 1.0, 1.2, 0.6, 0.0 };

/* 2021年至2025年 may lie behind or ahead; 将于2025年 does not lie behind. */
static const double reached_year_weights[GAPS] = { 0.0, 0.0, 0.5, 0.4, 0.2, 0.0 };
static const double planned_year_weights[GAPS] = { 0.2, 0.3, 0.7, -0.3, -0.5, -0.5 };

/* Not to name its own year, or the last, is unlike a page that names several. */
static const double own_silence = -0.5, last_silence = -0.3, young_last_silence = -0.9;

/*
 * What a month with its year says, beside the year: what is told of it has
 * mostly happened, and not long ago.
 */
enum elapsed { FAR_AHEAD, SOON, THIS_MONTH, QUARTER, YEAR, LONG_AGO, TIMES };

static const double month_weights[TIMES] = { -1.4, -0.8, 0.5, 0.3, 0.2, 0.0 };
static const double full_date_weights[TIMES] = { -1.6, -1.6, 0.8, 0.4, 0.2, 0.0 };

static const double reached_ahead = -0.4;

/* The year that the page's header prints. */
static const double header_year = 6.0;

enum {
	YOUNG = 2,          /* months */
	CONGRESS_MONTH = 10 /* in autumn, by habit */
};

static enum lapse lapse_of(long days)
{
	if (days < 0)
		return AHEAD;
	if (days <= 3)
		return (enum lapse)(SAME + days);
	return days <= 7 ? WEEK : LATER;
}

/*
 * How many days before the candidate the mention's day lies. Without a year
 * it is the nearest, without a month the last that bears the number. False
 * for a day that does not exist.
 */
static bool days_since(const struct date_mention *m, const struct candidate *c, long *out)
{
	enum { HALF_YEAR = 183 };
	if (!m->month) {
		long back = c->date.day - m->day;
		*out = back >= 0 ? back : date_from_days(c->days - c->date.day).day - m->day + c->date.day;
		return true;
	}
	bool exact = m->year || m->last_year;
	struct date d = { m->year ? m->year : c->date.year - m->last_year, m->month, m->day };
	if (!date_valid(d)) {
		*out = 366; /* a leap day of another year */
		return !exact;
	}
	*out = c->days - date_to_days(d);
	if (exact || (*out <= HALF_YEAR && *out >= -HALF_YEAR))
		return true;
	d = (struct date){ d.year + (*out > 0 ? 1 : -1), m->month, m->day };
	if (!date_valid(d))
		return false;
	*out = c->days - date_to_days(d);
	return true;
}

static double weekday_says(const struct date_mention *m, const struct candidate *c, long since)
{
	if (m->weekday < 0 || !m->month)
		return 0;
	return date_weekday(date_from_days(c->days - since)) == m->weekday ? weekday_fits
	                                                                   : weekday_contradicts;
}

double date_evidence_day(const struct date_mention *m, const struct candidate *c)
{
	long since;
	if (!m->day || !days_since(m, c, &since))
		return 0;
	if (m->sense == DATE_MENTION_ALONE && m->year && m->year < c->date.year &&
	    m->month == c->date.month && m->day == c->date.day)
		return anniversary_weight;
	enum lapse lapse = lapse_of(since);
	if (lapse == LATER && (m->year || m->last_year))
		return 0;
	if (lapse == AHEAD && m->outlook != OUTLOOK_NONE)
		return 0;
	return day_weights[m->sense][lapse] + weekday_says(m, c, since);
}

static enum elapsed elapsed_since(int months)
{
	if (months < 0)
		return months < -6 ? FAR_AHEAD : SOON;
	if (months <= 2)
		return months == 0 ? THIS_MONTH : QUARTER;
	return months <= 13 ? YEAR : LONG_AGO;
}

/* How far a plan or a congress reaches beyond its first year. */
static int reach_of(enum date_mention_sense s)
{
	return s == DATE_MENTION_PLAN || s == DATE_MENTION_CONGRESS ? 4 : 0;
}

static enum gap gap_of(const struct date_mention *m, int year)
{
	int gap = year - m->year;
	if (gap < 0)
		return gap == -1 ? TO_COME : FAR_OFF;
	gap -= reach_of(m->sense);
	return gap <= 0 ? OWN : gap == 1 ? LAST : gap == 2 ? BEFORE_LAST : OLDER;
}

/* What the month of a mention with a year says to a day's. */
static double month_says(const struct date_mention *m, const struct date *d)
{
	int months = (d->year - m->year) * 12 + d->month - m->month;
	if (months < 0 && m->outlook != OUTLOOK_NONE)
		return m->outlook == OUTLOOK_PLAN ? 0 : reached_ahead;
	return (m->day ? full_date_weights : month_weights)[elapsed_since(months)];
}

double date_evidence_year(const struct date_mention *m, const struct date *d)
{
	if (!m->year)
		return 0;
	if (m->sense == DATE_MENTION_HEADER)
		return m->year == d->year ? header_year : -header_year;
	if (m->month)
		return month_says(m, d);
	enum gap gap = gap_of(m, d->year);
	if (m->outlook != OUTLOOK_NONE && m->sense == DATE_MENTION_YEAR)
		return (m->outlook == OUTLOOK_PLAN ? planned_year_weights : reached_year_weights)[gap];
	if (m->sense == DATE_MENTION_CONGRESS && d->year == m->year && d->month < CONGRESS_MONTH)
		gap = TO_COME;
	if (m->sense == DATE_MENTION_YEAR && d->month <= YOUNG)
		return young_year_weights[gap];
	return year_weights[m->sense][gap];
}

double date_evidence_silence(const struct date *d, bool own, bool last)
{
	double young = d->month <= YOUNG ? young_last_silence : last_silence;
	return (own ? 0 : own_silence) + (last ? 0 : young);
}
