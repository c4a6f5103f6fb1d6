#ifndef SEARCH_MERGE_H
#define SEARCH_MERGE_H

#include "search/batch.h"
#include "search/shards.h"
#include "search/spill.h"

/*
 * The batches of a period brought together: what follows each character in
 * all of them, sorted. It is cut into parts, by the characters alone, that can
 * be made at the same time; the shards of all parts, in order, are those of
 * the period. Of what the batches hold only the part in hand is in memory, and
 * of a character that is met very often only some of its lists.
 *
 *	struct merge *m = merge_new(&spill);
 *	merge_add(m, batch);           in order
 *	merge_cut(m, page);            once articles have their numbers
 *	merge_part(m, part, out);      of each part, on any thread
 *	merge_free(m);
 */
struct merge;

/* spill is borrowed until merge_free(), which empties it. */
struct merge *merge_new(struct spill *spill);

/* Takes the stream of a sealed batch, which is borrowed until merge_free(). False, reported, if it cannot be put aside. */
bool merge_add(struct merge *m, struct search_batch *b);

/* page is how many articles a page has room for, see slots.h. */
void merge_cut(struct merge *m, uint32_t page);

/*
 * Of a period that has several parts, some neighbouring characters whose shards
 * rest on no others: as they begin at a character of a number that is the same in
 * any build, what is made of the same is the same.
 */
struct merge_stretch {
	uint32_t first;                  /* the first of them */
	uint64_t print;                  /* of all that their shards are made of */
	const struct shards_start *kept; /* their shards, where these need not be made */
	size_t kept_count;               /* 0: they have to be */
};

/*
 * The stretches of a period that was cut, ascending; none where it has one part.
 * Whoever asks may set what is kept, before the first part is made. base is the
 * print of what all of them rest on beside the batches.
 */
struct merge_stretch *merge_stretches(struct merge *m, uint64_t base, size_t *count);

/* How many parts there are, at least 1. */
size_t merge_parts(const struct merge *m);

/* Puts the lists of one part, and ends it. False, with errno set, if what was put aside cannot be read. */
bool merge_part(const struct merge *m, size_t part, struct shards *out);

/* NULL is allowed. */
void merge_free(struct merge *m);

#endif
