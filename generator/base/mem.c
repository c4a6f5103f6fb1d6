#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *p)
{
	if (p == NULL) {
		fputs("broadsheet: out of memory\n", stderr);
		exit(1);
	}
	return p;
}

void *mem_alloc(size_t size)
{
	return checked(calloc(1, size ? size : 1));
}

void *mem_array(size_t count, size_t size)
{
	return checked(calloc(count ? count : 1, size ? size : 1));
}

void *mem_grow(void *old, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return checked(NULL);
	size_t bytes = count * size;
	return checked(realloc(old, bytes ? bytes : 1));
}

char *mem_string(const char *s)
{
	size_t size = strlen(s) + 1;
	return memcpy(mem_alloc(size), s, size);
}
