#include "base/array.h"

void *array_grow(void *items, size_t *cap, size_t size)
{
	*cap = *cap < 4 ? 4 : *cap + *cap / 2;
	return mem_grow(items, *cap, size);
}

void *array_room(void *items, size_t len, size_t *cap, size_t n, size_t size)
{
	while (*cap - len < n)
		items = array_grow(items, cap, size);
	if (n > 0) /* else there may be no items */
		memset((char *)items + len * size, 0, n * size);
	return items;
}
