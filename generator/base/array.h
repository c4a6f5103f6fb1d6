#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/*
 * A typed growable array. ARRAY(int) is a struct with items, len and cap; a
 * zeroed one is empty. array_push gives a pointer to a new zeroed item, valid
 * until the next push.
 *
 *	ARRAY(struct span) spans = { 0 };
 *	*array_push(&spans) = (struct span){ 3, 7 };
 *	array_free(&spans);
 *
 * An array that is passed between functions gets a name:
 *	typedef ARRAY(struct span) span_array;   or a struct tag of its own.
 */
#define ARRAY(type)  \
	struct {         \
		type *items; \
		size_t len;  \
		size_t cap;  \
	}

#define array_push(a)                                                                  \
	((a)->len == (a)->cap                                                              \
	     ? (void)((a)->items = array_grow((a)->items, &(a)->cap, sizeof(*(a)->items))) \
	     : (void)0,                                                                    \
	 (void)memset(&(a)->items[(a)->len], 0, sizeof(*(a)->items)), &(a)->items[(a)->len++])

/* So many new zeroed items; gives a pointer to the first. n is evaluated more than once. */
#define array_push_all(a, n)                                                             \
	((a)->items = array_room((a)->items, (a)->len, &(a)->cap, (n), sizeof(*(a)->items)), \
	 (a)->len += (n), &(a)->items[(a)->len - (n)])

#define array_last(a) (&(a)->items[(a)->len - 1])

#define array_free(a) (free((a)->items), (a)->items = NULL, (a)->len = 0, (a)->cap = 0)

/* For the macros: items with more room than cap, which is told; with zeroed room for n behind len. */
void *array_grow(void *items, size_t *cap, size_t size);
void *array_room(void *items, size_t len, size_t *cap, size_t n, size_t size);

#endif
