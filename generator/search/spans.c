#include "search/spans.h"

#include "search/period.h"

/* Characters of a period: each period costs a query, and is made anew as a whole. */
#define PERIOD_MOST ((uint64_t)256 * 1000 * 1000)

/* Of what a new issue may change at once, if it is more than one day. */
#define NEWEST_MOST (48 * 1000)

/* As exponents of two: days that grow together until so many are full, and all days of 9,999 years. */
static const unsigned levels[] = { 22, 11, 7, 4, 0 };

struct finding {
	const struct search_run *runs;
	size_t count;
	uint32_t newest;
	spans *out;
};

static uint64_t size_of(const struct finding *f, size_t first, size_t end)
{
	uint64_t size = 0;
	for (size_t i = first; i < end; i++)
		size += f->runs[i].size;
	return size;
}

/* Runs of one day, or of none, that may be too much for one period. */
static void cut(const struct finding *f, uint32_t day, size_t first, size_t end)
{
	uint64_t size = 0;
	uint32_t part = 0;
	for (size_t i = first; i < end; i++) {
		if (i == first || size + f->runs[i].size > PERIOD_MOST) {
			*array_push(f->out) = (struct runs_span){ i, { day, 0, part++ } };
			size = 0;
		}
		size += f->runs[i].size;
	}
}

/* The first of the runs from first to end that is of that day or a later one. */
static size_t find_day(const struct finding *f, uint32_t day, size_t first, size_t end)
{
	while (first < end && period_day_number(f->runs[first].date) < day)
		first++;
	return first;
}

/* The runs first to end are among 2^log2 days from day: one period, or more where they are too many. */
static void halve(const struct finding *f, uint32_t day, unsigned log2, size_t first, size_t end)
{
	if (first == end)
		return;
	if (log2 == 0) {
		cut(f, day, first, end);
	} else if (size_of(f, first, end) <= PERIOD_MOST) {
		*array_push(f->out) = (struct runs_span){ first, { day, log2, 0 } };
	} else {
		uint32_t middle = day + ((uint32_t)1 << (log2 - 1));
		size_t second = find_day(f, middle, first, end);
		halve(f, day, log2 - 1, first, second);
		halve(f, middle, log2 - 1, second, end);
	}
}

/*
 * The runs from first on, which are among the days of a level from day on, with the newest.
 * Those before the days of the next level that has the newest are a period, or few.
 */
static void grow(const struct finding *f, uint32_t day, const unsigned *level, size_t first)
{
	if (*level == 0 || size_of(f, first, f->count) <= NEWEST_MOST) {
		halve(f, day, *level, first, f->count);
		return;
	}
	uint32_t next = f->newest >> level[1] << level[1];
	size_t second = find_day(f, next, first, f->count);
	halve(f, day, *level, first, second);
	grow(f, next, level + 1, second);
}

void spans_find(const struct search_run *runs, size_t count, spans *out)
{
	size_t undated = 0;
	while (undated < count && !date_known(runs[undated].date))
		undated++;
	struct finding f = { .runs = runs, .count = count, .out = out };
	cut(&f, 0, 0, undated);
	if (undated == count)
		return;
	f.newest = period_day_number(runs[count - 1].date);
	grow(&f, 0, levels, undated);
}
