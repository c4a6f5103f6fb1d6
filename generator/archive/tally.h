#ifndef ARCHIVE_TALLY_H
#define ARCHIVE_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "archive/bonds.h"

/*
 * Counts in tables that are larger than what a processor has at hand: what is
 * to be counted waits while its place in the table is fetched. Set counts and
 * bonds; the tables are right after tally_end().
 */
#define TALLY_WAITING 32

struct tally_queue {
	uint32_t waiting[TALLY_WAITING];
	size_t   count; /* of all that came */
};

struct tally {
	uint32_t          *counts; /* by slot */
	struct bonds      *bonds;
	struct tally_queue slots;
	struct tally_queue pairs;  /* by bonds_hash() */
};

static inline void tally_slot(struct tally *t, uint32_t slot)
{
	uint32_t *place = &t->slots.waiting[t->slots.count % TALLY_WAITING];
	if (t->slots.count++ >= TALLY_WAITING)
		t->counts[*place]++;
	*place = slot;
	__builtin_prefetch(&t->counts[slot], 1);
}

static inline void tally_bond(struct tally *t, uint32_t hash)
{
	uint32_t *place = &t->pairs.waiting[t->pairs.count % TALLY_WAITING];
	if (t->pairs.count++ >= TALLY_WAITING)
		bonds_count(t->bonds, *place);
	*place = hash;
	__builtin_prefetch(&t->bonds->counts[hash & t->bonds->mask], 1);
}

void tally_end(struct tally *t);

#endif
