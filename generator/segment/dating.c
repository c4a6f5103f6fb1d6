#include "segment/dating.h"

#include "segment/date_evidence.h"

/* What a day must gather to be stated, and its lead over any other. */
static const double least_day = 1.4, least_year = 0.9, least_lead = 0.5;

/* What a mention must say to count as evidence. */
static const double least_support = 0.3;

enum {
	SEVERAL = 3, /* years named: a page that speaks of years */
	FIRST_YEAR = 1840,
	LAST_YEAR = 2199,
	MOST_DISTINCT = 256,
	MOST_YEARS = 4,
	MOST_DAYS = 64
};

/* A mention and how much its repetition makes it count. */
struct voice {
	struct date_mention m;
	unsigned count;
	double strength;
};

struct voices {
	struct voice items[MOST_DISTINCT];
	size_t len;
	double talk; /* how much it names years: 0 to 1 */
};

static bool same_said(const struct date_mention *a, const struct date_mention *b)
{
	return a->sense == b->sense && a->day == b->day && a->month == b->month && a->year == b->year &&
	       a->weekday == b->weekday && a->outlook == b->outlook && a->last_year == b->last_year;
}

static void add_voice(struct voices *v, const struct date_mention *m)
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

/* A date in the text names its year too. */
static struct date_mention year_of(const struct date_mention *m)
{
	bool dated = m->year && m->month && m->sense != DATE_MENTION_HEADER;
	return (struct date_mention){ .sense = DATE_MENTION_YEAR,
		                          .year = dated ? m->year : 0,
		                          .weekday = -1,
		                          .outlook = m->outlook };
}

/* The distinct mentions, and how much they count. */
static void gather(const struct date_mentions *all, struct voices *v)
{
	for (size_t i = 0; i < all->items.len; i++) {
		const struct date_mention *m = &all->items.items[i];
		add_voice(v, m);
		struct date_mention year = year_of(m);
		if (year.year)
			add_voice(v, &year);
	}
	size_t years = 0;
	for (size_t k = 0; k < v->len; k++) {
		v->items[k].strength = strength_of(v->items[k].count);
		years += v->items[k].m.sense >= DATE_MENTION_YEAR &&
		         v->items[k].m.sense <= DATE_MENTION_YEAR_BEGUN;
	}
	v->talk = years < SEVERAL ? (double)years / SEVERAL : 1;
}

struct score {
	struct candidate c;
	double day;  /* for this day of the year */
	double year; /* for this year */
};

static bool is_named(const struct voices *v, int year)
{
	for (size_t i = 0; i < v->len; i++)
		if (v->items[i].m.year == year)
			return true;
	return false;
}

static void weigh(const struct voices *v, struct score *s)
{
	s->day = 0;
	s->year = v->talk * date_evidence_silence(&s->c.date, is_named(v, s->c.date.year),
	                                          is_named(v, s->c.date.year - 1));
	for (size_t i = 0; i < v->len; i++) {
		const struct voice *x = &v->items[i];
		s->day += x->strength * date_evidence_day(&x->m, &s->c);
		s->year += x->strength * date_evidence_year(&x->m, &s->c.date);
	}
}

/* What the page says to a year, whichever end of it the day is near. */
static double weigh_year(const struct voices *v, int year)
{
	double first = 0, last = 0;
	for (size_t k = 0; k < v->len; k++) {
		const struct voice *x = &v->items[k];
		first += x->strength * date_evidence_year(&x->m, &(struct date){ year, 1, 1 });
		last += x->strength * date_evidence_year(&x->m, &(struct date){ year, 12, 31 });
	}
	return first > last ? first : last;
}

struct year_list {
	int years[MOST_YEARS];
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
		const struct date_mention *m = &v->items[i].m;
		if (!m->month || !m->day || m->sense == DATE_MENTION_PASSING)
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
			s->c = (struct candidate){ date_from_days(days[d]), days[d] };
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
		if (s != best && total(best) - total(s) < least_lead)
			return false;
	}
	return true;
}

/* The day that most speaks for; where asked so, only if it is clear. */
static struct date find_best(const struct date_mentions *all, bool only_clear)
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
	if (best && (!only_clear || is_clear(&scores, best)))
		result = best->c.date;
	array_free(&scores.items);
	return result;
}

struct date dating_decide(const struct date_mentions *all)
{
	return find_best(all, true);
}

struct date dating_likeliest(const struct date_mentions *all)
{
	return find_best(all, false);
}

bool dating_supports(const struct date_mention *m, struct date day)
{
	struct candidate c = { day, date_to_days(day) };
	struct date_mention year = year_of(m);
	return date_evidence_day(m, &c) >= least_support ||
	       date_evidence_year(m, &day) >= least_support ||
	       date_evidence_year(&year, &day) >= least_support;
}
