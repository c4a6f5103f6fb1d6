#include "archive/bigram_counter.h"

static size_t left(const struct bigram_counter_queue *q)
{
	return q->count < BIGRAM_COUNTER_WAITING ? q->count : BIGRAM_COUNTER_WAITING;
}

void bigram_counter_end(struct bigram_counter *t)
{
	for (size_t i = 0; i < left(&t->slots); i++)
		t->counts[t->slots.waiting[i]]++;
	for (size_t i = 0; i < left(&t->pairs); i++)
		cohesion_count(t->bonds, t->pairs.waiting[i]);
	t->slots.count = t->pairs.count = 0;
}
