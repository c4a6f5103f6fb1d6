#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define TRIM  (1024 * 1024) /* bytes that are kept for later */
#define WHOLE (512 * 1024)  /* what is larger goes back to the system at once */

static void *checked(void *p)
{
	if (p == NULL) {
		fputs("broadsheet: out of memory\n", stderr);
		exit(1);
	}
	return p;
}

void mem_begin(void)
{
#ifdef __GLIBC__
	/* Other systems do so by themselves. This one keeps more and more, unless it is told how much. */
	mallopt(M_TRIM_THRESHOLD, TRIM);
	mallopt(M_MMAP_THRESHOLD, WHOLE);
#endif
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
