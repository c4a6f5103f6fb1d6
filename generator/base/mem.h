#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/*
 * Memory that is always there. Running out of it ends the program in one
 * place, with a message and exit status 1, so that all other code reads like
 * its task. What these return is freed with free().
 */

/*
 * To be called first: what is freed goes back to the system early, so that a
 * large archive takes no more memory than it needs at a time.
 */
void mem_begin(void);

/* size bytes, zeroed. size 0 gives a pointer that may be freed. */
void *mem_alloc(size_t size);

/* An array of count elements of size bytes, zeroed; the product is checked. */
void *mem_array(size_t count, size_t size);

/* Like realloc() for count elements of size bytes; what is new is not zeroed. */
void *mem_grow(void *old, size_t count, size_t size);

/* A copy of a NUL-terminated string. */
char *mem_string(const char *s);

#endif
