#ifndef TESTS_FUZZ_EDITS_H
#define TESTS_FUZZ_EDITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * A fuzzer's bytes as edits of something that is well formed, so that it gets
 * past what a format is recognised by, and a corpus stays right when the format
 * changes. An edit takes EDIT_BYTES.
 */
enum { EDIT_BYTES = 10 };

struct edit {
	uint8_t what;
	uint8_t which; /* part of the whole, for whoever has several */
	uint32_t at;
	uint32_t value;
};

/* The next edit, or false. */
bool edits_next(struct view *bytes, struct edit *out);

/* Does it to b: numbers of one to eight bytes are set, bytes put in or taken out. */
void edits_apply(const struct edit *e, struct buf *b);

#endif
