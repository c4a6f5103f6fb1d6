#ifndef SEGMENT_RAGGED_H
#define SEGMENT_RAGGED_H

#include <stdbool.h>

#include "base/arena.h"
#include "text/text.h"

/*
 * Lines of a language whose words stand between blanks end at words, and so
 * are of many lengths. One runs on in the next where the next one's first word
 * would not have fitted: out[i] tells it of t->lines[i] and the one below. The
 * width of a column is that of the longest lines of a passage, or of the page
 * where a passage has few. In the arena.
 */
bool *ragged_lines(const struct text *t, struct arena *a);

#endif
