#ifndef ARCHIVE_BIGRAM_COUNTER_H
#define ARCHIVE_BIGRAM_COUNTER_H

#include <stddef.h>
#include <stdint.h>

#include "archive/cohesion.h"

/*
 * Counts in tables that are larger than what a processor has at hand: what is
 * to be counted waits while its place in the table is fetched. Set counts and
 * bonds; the tables are right after bigram_counter_end().
 */
#define BIGRAM_COUNTER_WAITING 32

struct bigram_counter_queue {
	uint32_t waiting[BIGRAM_COUNTER_WAITING];
	size_t count; /* of all that came */
};

struct bigram_counter {
	uint32_t *counts; /* by slot */
	struct cohesion *bonds;
	struct bigram_counter_queue slots;
	struct bigram_counter_queue pairs; /* by cohesion_hash() */
};

static inline void bigram_counter_slot(struct bigram_counter *t, uint32_t slot)
{
	uint32_t *place = &t->slots.waiting[t->slots.count % BIGRAM_COUNTER_WAITING];
	if (t->slots.count++ >= BIGRAM_COUNTER_WAITING)
		t->counts[*place]++;
	*place = slot;
	__builtin_prefetch(&t->counts[slot], 1);
}

static inline void bigram_counter_bond(struct bigram_counter *t, uint32_t hash)
{
	uint32_t *place = &t->pairs.waiting[t->pairs.count % BIGRAM_COUNTER_WAITING];
	if (t->pairs.count++ >= BIGRAM_COUNTER_WAITING)
		cohesion_count(t->bonds, *place);
	*place = hash;
	__builtin_prefetch(&t->bonds->counts[hash & t->bonds->mask], 1);
}

void bigram_counter_end(struct bigram_counter *t);

#endif
