#include "search/spans.h"

#include "search/period.h"

#define PERIOD_MOST        \
	((uint64_t)64 * 1000 * \
	 1000) /* of run sizes: each period costs a query, and is made anew as a whole */
#define NEWEST_MOST \
	(48 * 1000)      /* what a new issue may change at once, if it is more than one day */
#define DAYS_LOG2 22 /* all days of 9,999 years */

struct finding {
	const struct search_run *runs;
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

/* The runs first to end are those of 2^log2 days from day. */
static void halve(const struct finding *f, uint32_t day, unsigned log2, size_t first, size_t end)
{
	if (first == end)
		return;
	uint64_t size = size_of(f, first, end);
	bool whole = day + ((uint32_t)1 << log2) - 1 < f->newest;
	if (log2 == 0) {
		cut(f, day, first, end);
	} else if (size <= NEWEST_MOST || (whole && size <= PERIOD_MOST)) {
		*array_push(f->out) = (struct runs_span){ first, { day, log2, 0 } };
	} else {
		uint32_t middle = day + ((uint32_t)1 << (log2 - 1));
		size_t second = first;
		while (second < end && period_day_number(f->runs[second].date) < middle)
			second++;
		halve(f, day, log2 - 1, first, second);
		halve(f, middle, log2 - 1, second, end);
	}
}

void spans_find(const struct search_run *runs, size_t count, spans *out)
{
	size_t undated = 0;
	while (undated < count && !date_known(runs[undated].date))
		undated++;
	struct finding f = { .runs = runs, .out = out };
	cut(&f, 0, 0, undated);
	if (undated == count)
		return;
	f.newest = period_day_number(runs[count - 1].date);
	halve(&f, 0, DAYS_LOG2, undated, count);
}
