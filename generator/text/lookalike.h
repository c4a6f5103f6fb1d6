#ifndef TEXT_LOOKALIKE_H
#define TEXT_LOOKALIKE_H

#include <stdbool.h>

#include "base/buf.h"

/* For messages about names that nobody can tell apart by looking at them. */

/* Whether both are one text to a reader, composed (é) or decomposed (e and an accent). */
bool lookalike_same(struct view name, struct view other);

/*
 * Appends, in parentheses after a blank, by which characters name and other
 * differ; nothing where these are all ASCII, and so look different.
 */
void lookalike_put(struct buf *b, struct view name, struct view other);

#endif
