#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/view.h"

/*
 * Bytes of a known encoding as UTF-8. Each piece that is no character stands as
 * U+FFFD and is told as a fault.
 */

/* The first such piece of a line; the line's others are counted. */
struct fault {
	size_t at;     /* where its U+FFFD stands in the text */
	size_t offset; /* its first byte in the source */
	size_t len;    /* its bytes */
	size_t more;   /* other faults of the same line */
};

struct decoded {
	struct buf text;            /* valid UTF-8 */
	ARRAY(struct fault) faults; /* in order, at most one a line */
	size_t fault_count;         /* all of them */
	size_t
		private_count; /* of private use, but for those that legacy.h knows, and controls from U+0080 */
	size_t searched; /* no line ends from the last fault to here */
};

/* UTF-8 itself, with one fault for each maximal ill-formed part. */
void decode_utf8(struct view bytes, struct decoded *out);

/*
 * Any encoding that encoding_offered() knows, whole or not at all: returns false for the
 * first piece that is no character, and for an unknown encoding.
 */
bool decode_strict(struct view bytes, const char *encoding, struct decoded *out);

/* The same with a fault for each such piece; false for an unknown encoding. */
bool decode_lenient(struct view bytes, const char *encoding, struct decoded *out);

void decoded_free(struct decoded *d);

#endif
