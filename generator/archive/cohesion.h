#ifndef ARCHIVE_COHESION_H
#define ARCHIVE_COHESION_H

#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

/*
 * How firmly neighbouring characters hold together: how often the one follows
 * the other in the archive's headlines. In 我国农业 the middle two meet seldom,
 * 我国 and 农业 often: so words are told without a dictionary. Pairs whose hashes
 * agree are counted as one; in a table of this size that is rare.
 */
#define COHESION_LEAST 2 /* meetings of two characters that may be chance */

struct cohesion {
	uint32_t mask;
	uint16_t *counts; /* by hash; the last number means at least as many */
};

/* A hash of two characters in their order. */
static inline uint32_t cohesion_hash(unsigned first, unsigned second)
{
	uint32_t h = (uint32_t)first * 0x9E3779B1u ^ (uint32_t)second * 0x85EBCA77u;
	return (h ^ h >> 15) * 0x2C1B3C6Du >> 5;
}

/* For so many headlines; zeroed bonds are valid and hold nothing together. */
void cohesion_init(struct cohesion *b, size_t headlines);
void cohesion_add(struct cohesion *b, struct view headline);

/* The same for one pair of Han characters, by its cohesion_hash(). */
static inline void cohesion_count(struct cohesion *b, uint32_t hash)
{
	uint16_t *count = &b->counts[hash & b->mask];
	*count = (uint16_t)(*count + (*count < UINT16_MAX));
}

/* How often second followed first, roughly; 0 stands for no character and is never held. */
unsigned cohesion_of(const struct cohesion *b, unsigned first, unsigned second);

/*
 * Three figures of a number in binary: who asks compares how often pairs meet,
 * and one headline more should not change what all others are told.
 */
static inline unsigned cohesion_rounded(unsigned n)
{
	unsigned shift = n < 8 ? 0 : 29 - (unsigned)__builtin_clz(n);
	return n >> shift << shift;
}

void cohesion_free(struct cohesion *b);

#endif
