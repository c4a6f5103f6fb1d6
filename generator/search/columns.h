#ifndef SEARCH_COLUMNS_H
#define SEARCH_COLUMNS_H

#include <stdbool.h>

#include "search/sink.h"

/*
 * What each article of a period has of each facet: a column a facet, cut into
 * blocks of COLUMNS_BLOCK numbers. A block holds the values that occur in it, so
 * that a new value somewhere else changes nothing here.
 */
#define COLUMNS_BLOCK 4096

struct columns {
	struct buf of
		[SEARCH_FACETS_MAX]; /* of each article: its values, each ended, then the end of the article */
};

/* Appends the values of one article, a list a facet. */
void columns_add(struct columns *c, const struct search_values *facets, size_t count);

/* Whether the bytes can be what was appended for so many articles: else they must not be ended. */
bool columns_are_sound(const struct columns *c, size_t facet_count, size_t articles);

/* Appends all that is in more. */
void columns_append(struct columns *c, const struct columns *more);

/*
 * Puts the blocks, and empties c. head gets their hashes. order tells, of each
 * number below end, which of the articles has it, counted from 1, or 0 for none.
 */
void columns_end(struct columns *c, size_t facet_count, const uint32_t *order, uint32_t end,
                 struct sink *sink, struct bits *head);

void columns_free(struct columns *c);

#endif
