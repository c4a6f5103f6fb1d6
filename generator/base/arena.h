#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/view.h"

/*
 * Memory that is given back all at once: one arena a page, a template, a
 * configuration. A zeroed struct is an empty arena.
 */
struct arena {
	struct arena_chunk *chunks;
	char *next;
	size_t left;
};

/* size bytes, zeroed, aligned for any object. */
void *arena_alloc(struct arena *a, size_t size);

/* count elements of size bytes, zeroed; the product is checked. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* The same, not zeroed: for what is written at once in full. */
void *arena_room(struct arena *a, size_t count, size_t size);

/* Copies that live as long as the arena; both are NUL-terminated. */
struct view arena_view(struct arena *a, struct view v);
char *arena_string(struct arena *a, struct view v);

struct view arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Forgets everything but keeps the first chunk for the next use. */
void arena_reset(struct arena *a);

void arena_free(struct arena *a);

#endif
