#include "base/array.h"

void *array_grow(void *items, size_t *cap, size_t size)
{
	*cap = *cap < 4 ? 4 : *cap + *cap / 2;
	return mem_grow(items, *cap, size);
}
