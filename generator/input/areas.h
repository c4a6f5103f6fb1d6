#ifndef INPUT_AREAS_H
#define INPUT_AREAS_H

#include <stddef.h>
#include <stdint.h>

#include "input/reading_order.h"

/*
 * Which words of a page stand under which headline. A headline is type that is
 * clearly larger than the page's usual one; it stands over the columns whose
 * heads are level below it, as far as no other headline does, and has all that
 * is below these up to the next headline. A column without a headline above
 * goes on with what stands at the foot of the column before it.
 */

/* Type of this size, in sizes of the usual one, or larger is a headline's. */
#define AREAS_HEADLINE 1.2F

/*
 * Gives each word the number of its area, from 1 in the order of the page; 0
 * for what stands under none. Boxes are level: lines go from left to right.
 */
void areas_find(const struct reading_word *words, size_t count, float usual, uint32_t *areas);

#endif
