#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"

/*
 * Hashes of texts and numbers by XXH3 (libxxhash), the same on every machine.
 * 64 bits withstand chance, not malice.
 */
uint64_t hash_view(struct view v);

/* What hash becomes by one number, or by one text, more; order matters. */
uint64_t hash_number(uint64_t hash, uint64_t number);
uint64_t hash_text(uint64_t hash, struct view v);

/*
 * 128 bits, for what must not be taken for something else even where somebody
 * tries: who does not know the seed cannot look for two texts of one hash.
 */
struct hash128 {
	uint64_t low, high;
};

struct hash128 hash128_view(struct view v, uint64_t seed);
bool hash128_eq(struct hash128 a, struct hash128 b);

#endif
