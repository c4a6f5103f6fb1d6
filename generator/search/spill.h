#ifndef SEARCH_SPILL_H
#define SEARCH_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/report.h"

/*
 * Bytes that are put aside until a period is whole, so that memory does not
 * grow with it: so many of them are held, the others stand in a file
 * that has lost its name as soon as it is open. Nothing of it is left behind,
 * however the program ends.
 *
 * Set folder, where the file may be, NULL to hold everything, most and report;
 * the rest is zero.
 */
#define SPILL_USUAL ((size_t)16 << 20)

struct spill {
	const char *folder;
	size_t most; /* bytes that are held; and all that works on them may use about as many */
	struct report *report;
	int fd; /* if opened */
	bool opened;
	struct buf held;
	uint64_t size; /* of the file */
};

/* Appends bytes; *at is told to spill_get(). False, reported, if the file cannot be written. */
bool spill_put(struct spill *s, struct view bytes, uint64_t *at);

/*
 * Copies len bytes, which were put at once, from so far behind where they
 * begin. On any thread, if nothing is put meanwhile. False, with errno set, if
 * the file cannot be read.
 */
bool spill_get(const struct spill *s, uint64_t at, size_t from, size_t len, char *out);

/* Reports what errno told of spill_get(). */
void spill_fail(const struct spill *s, int fault);

/* Forgets all that was put. */
void spill_empty(struct spill *s);

void spill_free(struct spill *s);

#endif
