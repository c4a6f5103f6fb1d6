#ifndef SEARCH_TEXTS_H
#define SEARCH_TEXTS_H

#include "search/sink.h"

/*
 * The texts of a period's articles, for display, in files of about one size.
 * Each character has a code whose length comes from how often it is met in
 * the period's first texts, so that encoding need not wait for the last.
 */
struct texts_page {
	struct buf bytes;
	uint32_t   docs;
};

struct texts {
	uint64_t   *codes[0x1101]; /* character → code, and its length in the low 8 bits; by 256 */
	uint64_t    escape;        /* the code before a character that has none */
	bool        ready;
	struct buf  sample;        /* what was met before codes were made */
	ARRAY(uint32_t) sample_ends;
	struct bits letters;       /* the table of codes */
	struct bits page;          /* in hand */
	unsigned    larger;        /* pages than usual, so many times; at least 1 */
	uint32_t    page_docs;
	ARRAY(struct texts_page) pages;
};

/* Appends articles; ends[i] is where record i ends in records. */
void texts_add(struct texts *t, struct view records, const uint32_t *ends, size_t count);

/* Puts all files, and empties t. */
void texts_end(struct texts *t, struct sink *sink);

void texts_free(struct texts *t);

#endif
