#ifndef SEARCH_PERIOD_H
#define SEARCH_PERIOD_H

#include "search/batch.h"
#include "search/bits.h"
#include "search/columns.h"
#include "search/merge.h"
#include "search/sink.h"
#include "search/titles.h"

/* Days count from 1 for 0001-01-01; 0 is for what has no date. */
struct period_day {
	uint32_t number;
	uint32_t docs;
	size_t batches;
};

/*
 * One part of the archive, indexed on its own: some neighbouring runs, taken
 * in order. A struct of which only larger, span and spill are set is an empty period.
 */
struct period {
	ARRAY(struct search_batch *) batches;
	ARRAY(struct period_day) days;
	struct titles titles;
	struct columns columns;
	size_t facet_count;
	uint32_t docs;
	unsigned larger;         /* see search.h; at least 1 */
	struct search_span span; /* names its folder */
	struct spill *spill;
	struct merge *merge; /* of the batches, if there are some */
	struct view known;   /* what was noted when a period of that span was made before; or absent */
};

uint32_t period_day_number(struct date d);

/* Keeps the batch, and frees it in the end. False, reported, if there is no room for it. */
bool period_take(struct period *p, struct date d, struct search_batch *b);

/*
 * Puts all files of the period but its head into the folder of its span, each named
 * by its content, and empties the period. The empty head gets what they are found by;
 * line, which borrows it, what the manifest says of the period; note what is known the
 * next time.
 * Uses so many threads besides this one; 0 or 1 for none.
 */
void period_end(struct period *p, size_t threads, struct sink *sink, struct bits *head,
                struct search_line *line, struct buf *note);

/* Files go into the folder of the span from now on. */
void period_folder(const struct search_span *span, struct sink *sink);

/* Appends the line as the manifest has it, without the head. */
void period_put_line(const struct search_line *line, struct bits *out);

/* Gives up. */
void period_free(struct period *p);

#endif
