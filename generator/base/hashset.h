#ifndef BASE_HASHSET_H
#define BASE_HASHSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

/*
 * A set of texts of which only the 64-bit hashes are kept, in some twelve bytes
 * each. Two texts of a million meet in one hash once in tens of millions of
 * times. A zeroed struct is an empty set.
 */
struct hashset {
	uint64_t *slots; /* 0 is free */
	size_t size;     /* a power of two */
	size_t len;
};

/* What stands for the text in the set; never 0. */
uint64_t hashset_hash(struct view text);

bool hashset_has(const struct hashset *s, uint64_t hash);

/* To be called some time before the look-up of a hash: large sets are far away. */
static inline void hashset_expect(const struct hashset *s, uint64_t hash)
{
	if (s->size > 0)
		__builtin_prefetch(&s->slots[hash & (s->size - 1)]);
}

/* False if it was there already. */
bool hashset_add(struct hashset *s, uint64_t hash);

void hashset_free(struct hashset *s);

#endif
