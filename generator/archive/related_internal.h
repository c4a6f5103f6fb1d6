#ifndef ARCHIVE_RELATED_INTERNAL_H
#define ARCHIVE_RELATED_INTERNAL_H

#include "archive/bigram.h"
#include "archive/cohesion.h"
#include "archive/related.h"

/* What related.c shares with related_change.c, and with nobody else. */

#define RELATED_PAIRS 8 /* of a headline that are in the index */

/* The topics of an article; close together, as a look at one touches hundreds. */
struct related_topics {
	uint8_t count;
	uint8_t topics[TOPICS_PER_ARTICLE];
};

/* Articles by pair of characters: slot i is items[from[i]] to items[from[i + 1] - 1]. */
struct related {
	const struct archive *archive;
	uint32_t mask;
	uint32_t common; /* articles: a pair that more have tells nothing */
	uint32_t *from;
	uint32_t *items;
	struct cohesion bonds;
	struct related_topics *topics; /* of each article */
	struct bigram_classes classes;
	const uint64_t *rows; /* fingerprints of articles; NULL: nobody wants to know */
};

/*
 * Places in archive->by_topic.items of those mostly about the same as the
 * article that were printed just before and after it.
 */
void related_near(const struct archive *a, uint32_t article, size_t *first, size_t *end);

#endif
