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

/* How many parts there are, at least 1. */
size_t merge_parts(const struct merge *m);

/* Puts the lists of one part, and ends it. False, with errno set, if what was put aside cannot be read. */
bool merge_part(const struct merge *m, size_t part, struct shards *out);

/* NULL is allowed. */
void merge_free(struct merge *m);

#endif
