#ifndef BASE_BISECT_H
#define BASE_BISECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

struct bisect_numbers {
	const uint32_t *items;
	uint32_t number;
};

static inline bool bisect_is_less(const void *context, size_t i)
{
	const struct bisect_numbers *n = context;
	return n->items[i] < n->number;
}

/* The same in a sorted list of numbers: where the first stands that is not less than number. */
static inline size_t bisect_numbers(const uint32_t *items, size_t count, uint32_t number)
{
	return bisect(count, bisect_is_less, &(struct bisect_numbers){ items, number });
}

#endif
