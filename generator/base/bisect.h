#ifndef BASE_BISECT_H
#define BASE_BISECT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether item i of what is sorted stands before the one that is looked for. */
typedef bool bisect_before(const void *context, size_t i);

/* The number of the first of count sorted items that does not stand before; count if all do. */
static inline size_t bisect(size_t count, bisect_before *before, const void *context)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (before(context, middle))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

#endif
