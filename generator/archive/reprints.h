#ifndef ARCHIVE_REPRINTS_H
#define ARCHIVE_REPRINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/buf.h"

/*
 * Which articles have the same text: what an agency sent to be printed on
 * several days, a notice that was repeated, a page in two editions; also where
 * one is cut from the other, or words were changed. Each is in one list of
 * archive.reprints at most. What is short, a forecast or rows of a table is
 * the same only where no character differs, as such texts are all alike.
 */

/*
 * Fills archive.reprints and the articles' numbers in it; frees what only that
 * needed. The articles must stand in order. Time and memory grow with their
 * number: one is compared with a few others that look alike.
 */
void reprints_find(struct archive *a);

/*
 * The same, but takes what archive.last_reprints has if it was found in what is the
 * same, and notes it for the next build.
 */
void reprints_find_anew(struct archive *a);
void reprints_note(const struct archive *a, struct buf *out);

/*
 * The same in place of finding them, where another process has found them in
 * the same pages and put them. False, with nothing changed, if they cannot be those.
 */
void reprints_put(const struct archive *a, struct buf *out);
bool reprints_take(struct archive *a, struct view put);

/* An article's others that are told on its page, oldest first. */
#define REPRINTS_TOLD 9
struct reprints_told {
	uint32_t articles[REPRINTS_TOLD];
	size_t count; /* 0: its text stands nowhere else */
	bool more;    /* there are others: these are the first, and those printed next to the article */
};

/*
 * Of a text that is printed every day not all are told, nor how many there
 * are, so that one more changes the pages of its neighbours alone.
 */
void reprints_tell(const struct archive *a, uint32_t article, struct reprints_told *out);

/* The first article that has the text of this one, which may be itself; ARCHIVE_NONE: no other has it. */
uint32_t reprints_first(const struct archive *a, uint32_t article);

#endif
