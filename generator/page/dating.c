#include "page/dating.h"

/*
 * What a mention of a day says to a paper that appears some days after it, as
 * rough logarithms of odds. A daily prints what was reported the day before;
 * from abroad and on inner pages it takes a day longer.
 */
enum lapse { AHEAD, SAME, NEXT, SECOND, THIRD, WEEK, LATER, LAPSES };

static const double day_weights[MENTION_SENSES][LAPSES] = {
	/*                      ahead  same  next  2nd   3rd   week  later */
	[MENTION_HEADER]    = { -6.0, 10.0, -6.0, -6.0, -6.0, -6.0, -6.0 },
	[MENTION_FORECAST]  = { -3.0,  5.0, -1.0, -3.0, -3.0, -3.0, -3.0 },
	[MENTION_DATELINE]  = { -3.0, -1.0,  3.0,  1.8,  0.8,  0.3, -0.3 },
	[MENTION_YESTERDAY] = { -3.0, -2.0,  4.0,  1.0,  0.0,  0.0,  0.0 },
	[MENTION_TODAY]     = { -1.0,  2.0,  1.5,  0.5,  0.0,  0.0,  0.0 },
	[MENTION_OPENING]   = { -1.0,  0.3,  1.5,  0.9,  0.5,  0.2, -0.3 },
	[MENTION_SIGNED]    = { -1.5,  1.5,  1.5,  1.0,  0.7,  0.4,  0.0 },
	[MENTION_ALONE]     = { -1.5,  1.5,  1.5,  1.0,  0.7,  0.4,  0.0 },
	[MENTION_PASSING]   = { -0.4,  0.2,  0.6,  0.4,  0.3,  0.2, -0.2 },
	[MENTION_BARE]      = { -0.1,  0.1,  0.4,  0.3,  0.1,  0.0,  0.0 },
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

static const double year_weights[MENTION_SENSES][GAPS] = {
	/*                         far   to come  own  last before older */
	[MENTION_YEAR]        = { -0.5, -1.5,    1.2,  0.7,  0.4,  0.0 },
	[MENTION_YEAR_ENDED]  = { -1.0, -1.5,    0.0,  2.2,  0.3,  0.0 },
	[MENTION_YEAR_BEGUN]  = { -0.5, -0.3,    2.0,  0.5,  0.2,  0.0 },
	[MENTION_PLAN]        = { -0.8, -0.2,    0.8,  0.0, -0.3, -0.3 },
	[MENTION_PLAN_YEAR]   = { -1.0, -0.5,    2.5,  0.3, -1.0, -1.0 },
	[MENTION_CONGRESS]    = { -1.5, -0.5,    0.8,  0.3,  0.0,  0.0 },
	[MENTION_ANNIVERSARY] = { -0.3,  0.0,    1.0,  0.2,  0.0,  0.0 },
};

/* In January and February a paper speaks of the year that ended more than of its own. */
static const double young_year_weights[GAPS] = { -0.5, -1.5, 1.0, 1.2, 0.6, 0.0 };

/* 2021年至2025年 may lie behind or ahead; 将于2025年 does not lie behind. */
static const double reached_year_weights[GAPS] = { 0.0, 0.0, 0.5, 0.4, 0.2, 0.0 };
static const double planned_year_weights[GAPS] = { 0.2, 0.3, 0.7, -0.3, -0.5, -0.5 };

/* Not to name its own year, or the last, is unlike a page that names several. */
static const double own_silence = -0.5, last_silence = -0.3, young_last_silence = -0.9;
enum { SEVERAL = 3 };

/*
 * What a month with its year says, beside the year: what is told of it has
 * mostly happened, and not long ago.
 */
enum elapsed { FAR_AHEAD, SOON, THIS_MONTH, QUARTER, YEAR, LONG_AGO, TIMES };

static const double month_weights[TIMES]     = { -1.4, -0.8, 0.5, 0.3, 0.2, 0.0 };
static const double full_date_weights[TIMES] = { -1.6, -1.6, 0.8, 0.4, 0.2, 0.0 };

static const double reached_ahead = -0.4;

/* What a day must gather to be stated, and its lead over any other day or year. */
static const double least_day = 1.4, least_day_lead = 0.5;
static const double least_year = 0.9, least_year_lead = 0.5;

/* The year that the page's header prints. */
static const double stated_year = 6.0;

/* What a mention must say to count as evidence. */
static const double least_support = 0.3;

enum {
	YOUNG          = 2,  /* months */
	CONGRESS_MONTH = 10, /* in autumn, by habit */
	FIRST_YEAR     = 1840,
	LAST_YEAR      = 2199,
	MOST_DISTINCT  = 256,
	MOST_YEARS     = 4,
	MOST_DAYS      = 64
};

/* A mention and how much its repetition makes it count. */
struct voice {
	struct mention m;
	unsigned       count;
	double         strength;
};

struct voices {
	struct voice items[MOST_DISTINCT];
	size_t       len;
	double       talk; /* how much it names years: 0 to 1 */
};

static bool same_said(const struct mention *a, const struct mention *b)
{
	return a->sense == b->sense && a->day == b->day && a->month == b->month &&
	       a->year == b->year && a->weekday == b->weekday && a->outlook == b->outlook &&
	       a->last_year == b->last_year;
}

static void add_voice(struct voices *v, const struct mention *m)
{
	size_t k = 0;
	while (k < v->len && !same_said(&v->items[k].m, m))
		k++;
	if (k == MOST_DISTINCT)
		return;
	if (k == v->len)
		v->items[v->len++] = (struct voice){ .m = *m };
	v->items[k].count++;
}

/* The tenth dateline of a day adds little to the ninth. */
static double strength_of(unsigned count)
{
	static const double strengths[] = { 0, 1, 1.35, 1.55, 1.7, 1.8, 1.9, 1.95, 2.05, 2.1, 2.15 };
	enum { MOST = sizeof(strengths) / sizeof(*strengths) - 1 };
	return strengths[count < MOST ? count : MOST];
}

/* The distinct mentions, and how much they count. */
static void gather(const struct mentions *all, struct voices *v)
{
	for (size_t i = 0; i < all->items.len; i++) {
		const struct mention *m = &all->items.items[i];
		add_voice(v, m); /* a date names its year too */
		if (m->year && m->month && m->sense != MENTION_HEADER)
			add_voice(v, &(struct mention){ .sense = MENTION_YEAR, .year = m->year,
			                                .weekday = -1, .outlook = m->outlook });
	}
	size_t years = 0;
	for (size_t k = 0; k < v->len; k++) {
		v->items[k].strength = strength_of(v->items[k].count);
		years += v->items[k].m.sense >= MENTION_YEAR && v->items[k].m.sense <= MENTION_YEAR_BEGUN;
	}
	v->talk = years < SEVERAL ? (double)years / SEVERAL : 1;
}

/* --- One mention and one day --- */

struct candidate {
	struct date date;
	long        days; /* since 1970 */
};

static struct candidate candidate_of(long days)
{
	return (struct candidate){ date_from_days(days), days };
}

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
static bool days_since(const struct mention *m, const struct candidate *c, long *out)
{
	enum { HALF_YEAR = 183 };
	if (!m->month) {
		long back = c->date.day - m->day;
		*out = back >= 0 ? back
		                 : date_from_days(c->days - c->date.day).day - m->day + c->date.day;
		return true;
	}
	bool exact = m->year || m->last_year;
	struct date d = { m->year ? m->year : c->date.year - m->last_year, m->month, m->day };
	if (!exact && !date_valid(d))
		d.day = 28; /* a leap day of another year: far off anyway */
	if (!date_valid(d))
		return false;
	*out = c->days - date_to_days(d);
	if (exact || (*out <= HALF_YEAR && *out >= -HALF_YEAR))
		return true;
	d = (struct date){ d.year + (*out > 0 ? 1 : -1), m->month, m->day };
	if (!date_valid(d))
		return false;
	*out = c->days - date_to_days(d);
	return true;
}

static double weekday_says(const struct mention *m, const struct candidate *c, long since)
{
	if (m->weekday < 0 || !m->month)
		return 0;
	return date_weekday(date_from_days(c->days - since)) == m->weekday ? weekday_fits
	                                                                   : weekday_contradicts;
}

static double day_says(const struct mention *m, const struct candidate *c)
{
	long since;
	if (!m->day || !days_since(m, c, &since))
		return 0;
	if (m->sense == MENTION_ALONE && m->year && m->year < c->date.year &&
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
static int reach_of(enum mention_sense s)
{
	return s == MENTION_PLAN || s == MENTION_CONGRESS ? 4 : 0;
}

static enum gap gap_of(const struct mention *m, int year)
{
	int gap = year - m->year;
	if (gap < 0)
		return gap == -1 ? TO_COME : FAR_OFF;
	gap -= reach_of(m->sense);
	return gap <= 0 ? OWN : gap == 1 ? LAST : gap == 2 ? BEFORE_LAST : OLDER;
}

/* What the month of a mention with a year says to a day's. */
static double month_says(const struct mention *m, const struct date *d)
{
	int months = (d->year - m->year) * 12 + d->month - m->month;
	if (months < 0 && m->outlook != OUTLOOK_NONE)
		return m->outlook == OUTLOOK_PLAN ? 0 : reached_ahead;
	return (m->day ? full_date_weights : month_weights)[elapsed_since(months)];
}

static double year_says(const struct mention *m, const struct date *d)
{
	if (!m->year || m->sense == MENTION_HEADER)
		return 0;
	if (m->month)
		return month_says(m, d);
	enum gap gap = gap_of(m, d->year);
	if (m->outlook != OUTLOOK_NONE && m->sense == MENTION_YEAR)
		return (m->outlook == OUTLOOK_PLAN ? planned_year_weights : reached_year_weights)[gap];
	if (m->sense == MENTION_CONGRESS && d->year == m->year && d->month < CONGRESS_MONTH)
		gap = TO_COME;
	if (m->sense == MENTION_YEAR && d->month <= YOUNG)
		return young_year_weights[gap];
	return year_weights[m->sense][gap];
}

/* --- All mentions and all days --- */

struct score {
	struct candidate c;
	double           day;  /* for this day of the year */
	double           year; /* for this year */
};

static bool is_named(const struct voices *v, int year)
{
	for (size_t i = 0; i < v->len; i++)
		if (v->items[i].m.year == year)
			return true;
	return false;
}

/* What it says that a page of this day leaves its own year or the last unnamed. */
static double silence_says(const struct voices *v, const struct date *d)
{
	double says = 0;
	if (!is_named(v, d->year))
		says += own_silence;
	if (!is_named(v, d->year - 1))
		says += d->month <= YOUNG ? young_last_silence : last_silence;
	return says * v->talk;
}

static void weigh(const struct voices *v, struct score *s)
{
	s->day = 0;
	s->year = silence_says(v, &s->c.date);
	for (size_t i = 0; i < v->len; i++) {
		const struct voice *x = &v->items[i];
		s->day += x->strength * day_says(&x->m, &s->c);
		s->year += x->strength * year_says(&x->m, &s->c.date);
		if (x->m.sense == MENTION_HEADER && x->m.year == s->c.date.year)
			s->year += stated_year;
	}
}

/* What the page says to a year, whichever end of it the day is near. */
static double weigh_year(const struct voices *v, int year)
{
	double first = 0, last = 0;
	for (size_t k = 0; k < v->len; k++) {
		const struct voice *x = &v->items[k];
		first += x->strength * year_says(&x->m, &(struct date){ year, 1, 1 });
		last += x->strength * year_says(&x->m, &(struct date){ year, 12, 31 });
		if (x->m.sense == MENTION_HEADER && x->m.year == year)
			first += stated_year;
	}
	return first > last ? first : last;
}

struct year_list {
	int    years[MOST_YEARS];
	double weights[MOST_YEARS];
	size_t len;
};

/* Keeps the likeliest, best first. */
static void keep_year(struct year_list *l, int year, double weight)
{
	if (l->len == MOST_YEARS && l->weights[MOST_YEARS - 1] >= weight)
		return;
	size_t at = l->len < MOST_YEARS ? l->len++ : MOST_YEARS - 1;
	for (; at > 0 && l->weights[at - 1] < weight; at--) {
		l->weights[at] = l->weights[at - 1];
		l->years[at] = l->years[at - 1];
	}
	l->weights[at] = weight;
	l->years[at] = year;
}

/* The years that could be the paper's: those named and the ones after. */
static void find_years(const struct voices *v, struct year_list *out)
{
	bool weighed[LAST_YEAR + 2] = { false };
	for (size_t i = 0; i < v->len * 2; i++) {
		int named = v->items[i / 2].m.year, year = named + (int)(i % 2);
		if (named < FIRST_YEAR || named > LAST_YEAR || weighed[year])
			continue;
		weighed[year] = true;
		keep_year(out, year, weigh_year(v, year));
	}
}

/* Days of a year that mentions point to: their own and the two after. */
static size_t find_days(const struct voices *v, int year, long *days)
{
	size_t len = 0;
	for (size_t i = 0; i < v->len; i++) {
		const struct mention *m = &v->items[i].m;
		if (!m->month || !m->day || m->sense == MENTION_PASSING)
			continue;
		for (int back = 0; back <= 1; back++) {
			struct date d = { year - back, m->month, m->day };
			if (!date_valid(d))
				continue;
			for (long day = date_to_days(d), k = 0; k <= 2; k++) {
				size_t known = 0;
				while (known < len && days[known] != day + k)
					known++;
				if (known == len && len < MOST_DAYS && date_from_days(day + k).year == year)
					days[len++] = day + k;
			}
		}
	}
	return len;
}

/* The scores of all candidates; the caller frees them. */
struct scores {
	ARRAY(struct score) items;
};

static void weigh_all(const struct voices *v, struct scores *out)
{
	struct year_list years = { .len = 0 };
	find_years(v, &years);
	for (size_t y = 0; y < years.len; y++) {
		long days[MOST_DAYS];
		size_t day_count = find_days(v, years.years[y], days);
		for (size_t d = 0; d < day_count; d++) {
			struct score *s = array_push(&out->items);
			s->c = candidate_of(days[d]);
			weigh(v, s);
		}
	}
}

static double total(const struct score *s)
{
	return s->day + s->year;
}

/* Whether the best stands clear of the others. */
static bool is_clear(const struct scores *all, const struct score *best)
{
	if (best->day < least_day || best->year < least_year)
		return false;
	for (size_t i = 0; i < all->items.len; i++) {
		const struct score *s = &all->items.items[i];
		double lead = s->c.date.year == best->c.date.year ? least_day_lead : least_year_lead;
		if (s != best && total(best) - total(s) < lead)
			return false;
	}
	return true;
}

struct date dating_decide(const struct mentions *all)
{
	struct voices v = { .len = 0 };
	struct scores scores = { 0 };
	struct date result = { 0 };
	gather(all, &v);
	weigh_all(&v, &scores);
	const struct score *best = NULL;
	for (size_t i = 0; i < scores.items.len; i++)
		if (!best || total(&scores.items.items[i]) > total(best))
			best = &scores.items.items[i];
	if (best && is_clear(&scores, best))
		result = best->c.date;
	array_free(&scores.items);
	return result;
}

bool dating_supports(const struct mention *m, struct date day)
{
	struct candidate c = { day, date_to_days(day) };
	struct mention year = { .sense = MENTION_YEAR, .year = m->month ? m->year : 0, .weekday = -1,
	                        .outlook = m->outlook };
	return day_says(m, &c) >= least_support || year_says(m, &day) >= least_support ||
	       year_says(&year, &day) >= least_support;
}
