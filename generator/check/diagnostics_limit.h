#ifndef CHECK_DIAGNOSTICS_LIMIT_H
#define CHECK_DIAGNOSTICS_LIMIT_H

#include <stdbool.h>

#include "base/map.h"
#include "base/report.h"

/*
 * What is wrong with many files alike, as a template has it: told of the first
 * few, and then how many more there are.
 */
struct diagnostics_limit {
	struct map times; /* by the words that are told */
};

/* Counts what is to be told in these words; false if it was often enough. */
bool diagnostics_limit_is_news(struct diagnostics_limit *o, struct view words);

/* Moves what was told of the file at path to the end of to, but for what is no news. */
void diagnostics_limit_append(struct diagnostics_limit *o, const char *path, struct report *to,
                              struct report *from);

/* Tells of the folder what was left out; its messages count for as many. */
void diagnostics_limit_end(struct diagnostics_limit *o, const char *folder, struct report *r);

#endif
