#ifndef SEARCH_SINK_H
#define SEARCH_SINK_H

#include <stdbool.h>

#include "search/bits.h"
#include "search/search.h"

/* Where the files of the index go. */
struct sink {
	const struct search_options *options;
	struct buf folder;  /* of the period in hand, below search/: "738000-12/" */
	struct buf name;    /* room for one name */
	struct buf content; /* room for one file */
	bool failed;        /* then nothing more is put */
};

/*
 * Puts search/FOLDER/NAME-HASH.js with the payload. HASH is of both, in eight
 * hexadecimal digits, and is returned: whoever names the file elsewhere tells
 * it, so that a reader can check what it is given.
 */
uint32_t sink_put(struct sink *s, struct view payload, const char *name, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts search/NAME.js, which holds its own checksum and keeps its name. */
void sink_put_fixed(struct sink *s, struct view payload, const char *name);

/*
 * Whether the file of that hash stands that sink_put() would put; and, in place of
 * putting it, keeps one that does.
 */
bool sink_stands(struct sink *s, uint32_t hash, const char *name, ...)
	__attribute__((format(printf, 3, 4)));
void sink_keep(struct sink *s, uint32_t hash, const char *name, ...)
	__attribute__((format(printf, 3, 4)));

void sink_free(struct sink *s);

#endif
