#ifndef SEARCH_SINK_H
#define SEARCH_SINK_H

#include <stdbool.h>

#include "search/bits.h"
#include "search/search.h"

/* Where the files of the index go. */
struct sink {
	const struct search_options *options;
	struct buf folder;  /* of the period in hand, below search/: "0a1b2c3d4e5f/" */
	struct buf name;    /* room for one name */
	struct buf content; /* room for one file */
	bool failed;        /* then nothing more is put */
};

/* Puts search/FOLDER/NAME.js with the payload. */
void sink_put(struct sink *s, struct view payload, const char *name, ...)
	__attribute__((format(printf, 3, 4)));

void sink_free(struct sink *s);

#endif
