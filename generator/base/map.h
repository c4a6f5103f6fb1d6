#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

/*
 * A hash map from text to a number or a pointer. Keys are copied. A zeroed
 * struct is an empty map. Order of insertion is the order of map_key().
 */
union map_value {
	void *pointer;
	uint64_t number;
};

struct map {
	struct map_entry *entries; /* in order of insertion */
	size_t len, cap;
	uint32_t *slots; /* index + 1 into entries, 0 is free */
	size_t nslots;   /* a power of two */
};

/* The value of key, or NULL if there is none; valid until the next map_put. */
union map_value *map_get(const struct map *m, struct view key);

/* The value of key, made zeroed if it was not there; *fresh tells (may be NULL). */
union map_value *map_put(struct map *m, struct view key, bool *fresh);

/* Key and value number i of m->len, in order of insertion. */
struct view map_key(const struct map *m, size_t i);
union map_value *map_at(const struct map *m, size_t i);

/* Frees the map and its keys, not what pointers point to. */
void map_free(struct map *m);

#endif
