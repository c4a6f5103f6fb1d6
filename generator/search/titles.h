#ifndef SEARCH_TITLES_H
#define SEARCH_TITLES_H

#include "search/sink.h"

/*
 * What a result shows of its article before the article's page is read: some
 * hundred bytes each, about TITLES_FILE articles in a file, or so many times more.
 */
#define TITLES_FILE 8

/*
 * A record is fields, each a control character that tells what it is, and UTF-8;
 * in this order, none twice. No text has control characters.
 */
enum {
	TITLES_URL = 2,
	TITLES_PAGE,
	TITLES_KIND,
	TITLES_KICKER,
	TITLES_PRINTED,
	TITLES_OPENING,
	TITLES_TEXT,
	TITLES_FIELDS,
	TITLES_END = 0x1F /* behind each record */
};

#define TITLES_LIST 128 /* files that a list of their hashes tells of */

struct titles {
	struct buf records;
	ARRAY(uint32_t) ends; /* of each article's */
};

/* Appends articles; ends[i] is where record i ends in records. */
void titles_add(struct titles *t, struct view records, const uint32_t *ends, size_t count);

/* Whether the bytes can be what titles_add() is to be given. */
bool titles_are_sound(struct view records, const uint32_t *ends, size_t count);

/*
 * Puts all files, and empties t. head gets what a reader needs to find them.
 * order tells, of each number below end, which of the articles has it, counted
 * from 1, or 0 for none.
 */
void titles_end(struct titles *t, unsigned larger, const uint32_t *order, uint32_t end,
                struct sink *sink, struct bits *head);

void titles_free(struct titles *t);

#endif
