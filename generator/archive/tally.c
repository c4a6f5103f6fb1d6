#include "archive/tally.h"

static size_t left(const struct tally_queue *q)
{
	return q->count < TALLY_WAITING ? q->count : TALLY_WAITING;
}

void tally_end(struct tally *t)
{
	for (size_t i = 0; i < left(&t->slots); i++)
		t->counts[t->slots.waiting[i]]++;
	for (size_t i = 0; i < left(&t->pairs); i++)
		bonds_count(t->bonds, t->pairs.waiting[i]);
	t->slots.count = t->pairs.count = 0;
}
