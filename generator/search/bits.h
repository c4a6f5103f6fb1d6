#ifndef SEARCH_BITS_H
#define SEARCH_BITS_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Bits put one after the other, the highest of each number first. */
struct bits {
	struct buf bytes;
	uint64_t waiting;
	unsigned count; /* of those waiting, less than 32 between calls */
};

/* The highest power of two that is at most n, as its exponent; 0 for 0. */
static inline unsigned bits_log2(uint32_t n)
{
	return n ? 31u - (unsigned)__builtin_clz(n) : 0;
}

/* For the two below: moves 32 of those waiting to the bytes. */
void bits_flush(struct bits *b);

/* The lowest count bits of value; count is at most 32. */
static inline void bits_put(struct bits *b, uint32_t value, unsigned count)
{
	b->waiting = b->waiting << count | (value & (uint32_t)(((uint64_t)1 << count) - 1));
	b->count += count;
	if (b->count >= 32)
		bits_flush(b);
}

/*
 * An Exp-Golomb code of order k: numbers near 2^k take about k bits, greater
 * ones two more each time they double. value is less than 2^31, k at most 24.
 */
static inline void bits_put_number(struct bits *b, uint32_t value, unsigned k)
{
	uint32_t x = value + ((uint32_t)1 << k);
	unsigned top = bits_log2(x), count = 2 * top - k + 1;
	assert(top >= k); /* else it ran over */
	if (count > 32) {
		bits_put(b, 0, top - k);
		count = top + 1;
	}
	bits_put(b, x, count); /* its leading zeros are those of the code */
}

/* All 32 bits of a hash. */
static inline void bits_put_hash(struct bits *b, uint32_t hash)
{
	bits_put(b, hash >> 16, 16);
	bits_put(b, hash, 16);
}

/* Bits put so far. */
size_t bits_len(const struct bits *b);

/* Appends all bits of from, which was not ended. */
void bits_append(struct bits *b, const struct bits *from);

/* Fills the last byte with zeros: nothing more can be put. The view is valid until b changes. */
struct view bits_end(struct bits *b);

/* Empties, and keeps the memory. */
void bits_reset(struct bits *b);
void bits_free(struct bits *b);

#endif
