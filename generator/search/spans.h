#ifndef SEARCH_SPANS_H
#define SEARCH_SPANS_H

#include "base/array.h"
#include "search/search.h"

/*
 * How runs are grouped into periods. Days are halved like the marks of a ruler
 * until a part is small enough. The part that the newest day is in is halved
 * further, unless it is very small, so that a new issue changes a small period
 * and a few of the greater ones are made anew now and then. An old issue that
 * is added changes the period around it and no other.
 */
struct runs_span {
	size_t first; /* number of the first run */
	struct search_span days;
};

typedef ARRAY(struct runs_span) spans;

void spans_find(const struct search_run *runs, size_t count, spans *out);

#endif
