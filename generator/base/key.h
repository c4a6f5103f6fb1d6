#ifndef BASE_KEY_H
#define BASE_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/view.h"

/*
 * Keys: 128 bits that tell whether something is what it was. A key begins with
 * the seed of the archive, see seed.h, and everything that is added to it is
 * hashed under what it was before: so nobody who does not know the seed can
 * look for two things that have one key. The order of adding matters.
 */
struct hash128 key_begin(uint64_t seed);

struct hash128 key_number(struct hash128 key, uint64_t number);
struct hash128 key_text(struct hash128 key, struct view v); /* absent is not empty */
struct hash128 key_join(struct hash128 key, struct hash128 other);

/* A key that is zero stands for nothing that could be known. */
bool key_known(struct hash128 key);

#endif
