#ifndef SEARCH_TITLES_H
#define SEARCH_TITLES_H

#include "search/sink.h"

/*
 * What a result shows of its article before the article's page is read: some
 * hundred bytes each, TITLES_FILE articles in a file, or so many times more.
 */
#define TITLES_FILE 16
#define TITLES_LIST 256 /* files that a list of their hashes tells of */

struct titles {
	struct buf records;
	ARRAY(uint32_t) ends; /* of each file's part */
	uint32_t docs;        /* in the last of them */
};

/* Appends articles; ends[i] is where record i ends in records. */
void titles_add(struct titles *t, unsigned larger, struct view records, const uint32_t *ends,
                size_t count);

/* Puts all files, and empties t. head gets what a reader needs to find them. */
void titles_end(struct titles *t, unsigned larger, struct sink *sink, struct bits *head);

void titles_free(struct titles *t);

#endif
