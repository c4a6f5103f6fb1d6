#ifndef SEARCH_SPANS_H
#define SEARCH_SPANS_H

#include "base/array.h"
#include "search/search.h"

/*
 * How runs are grouped into periods. The newest day is one. The days before it
 * are one back to where a run of 16 days begins, then one back to a run of 128, of
 * 2,048 and of all: periods grow towards the old days, so there are few of them, and
 * a new issue changes small ones; greater ones are made anew now and then. A part that
 * is too large is halved like the marks of a ruler. An old issue that is added changes
 * the period around it and no other.
 */
struct runs_span {
	size_t first; /* number of the first run */
	struct search_span days;
};

typedef ARRAY(struct runs_span) spans;

void spans_find(const struct search_run *runs, size_t count, spans *out);

#endif
