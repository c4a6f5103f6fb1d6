#ifndef SEARCH_SPANS_H
#define SEARCH_SPANS_H

#include "base/array.h"
#include "search/search.h"

/*
 * How runs are grouped into periods. Days are halved like the marks of a ruler
 * where the newest day is, until a part is very small: periods grow towards the
 * old days, so there are few of them, and a new issue changes a small one and a
 * few of the greater ones are made anew now and then. A part that is too large
 * is halved, too. An old issue that is added changes the period around it and no
 * other.
 */
struct runs_span {
	size_t first; /* number of the first run */
	struct search_span days;
};

typedef ARRAY(struct runs_span) spans;

void spans_find(const struct search_run *runs, size_t count, spans *out);

#endif
