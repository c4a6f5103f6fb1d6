#include "base/array.h"

#include <string.h>

void *array_room(void *items, size_t len, size_t *cap, size_t size)
{
	if (len == *cap) {
		*cap = len < 4 ? 4 : len + len / 2;
		items = mem_grow(items, *cap, size);
	}
	memset((char *)items + len * size, 0, size);
	return items;
}
