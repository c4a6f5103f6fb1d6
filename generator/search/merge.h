#ifndef SEARCH_MERGE_H
#define SEARCH_MERGE_H

#include "search/batch.h"
#include "search/shards.h"

/*
 * The batches of a period brought together: what follows each character in
 * all of them, sorted. It is cut into parts, by the characters alone, that can
 * be made at the same time; the shards of all parts, in order, are those of
 * the period.
 */
struct merge;

/*
 * The batches, whose articles have their numbers, are borrowed until merge_free();
 * page is how many articles a page has room for, see slots.h.
 */
struct merge *merge_open(struct search_batch *const *batches, size_t count, uint32_t page);

/* How many parts there are, at least 1. */
size_t merge_parts(const struct merge *m);

/* Puts the lists of one part, and ends it. On any thread. */
void merge_part(const struct merge *m, size_t part, struct shards *out);

void merge_free(struct merge *m);

#endif
