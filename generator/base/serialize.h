#ifndef BASE_SERIALIZE_H
#define BASE_SERIALIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/view.h"

/*
 * Numbers and texts put one behind the other to be kept, and taken out again
 * in the same order. What was put by one call is taken by the call of that
 * name. A parcel that is cut off or damaged never leads outside of it: what
 * cannot be taken is 0 or absent, and bad says so from then on.
 */
struct serialized {
	struct view left; /* what is left to be taken */
	bool bad;
};

void serialize_put_number(struct buf *b, uint64_t n);  /* small ones take less room */
void serialize_put_fixed(struct buf *b, uint64_t n);   /* always eight bytes */
void serialize_put_view(struct buf *b, struct view v); /* absent stays absent */

uint64_t serialize_number(struct serialized *p);
uint64_t serialize_fixed(struct serialized *p);
struct view serialize_view(struct serialized *p); /* borrowed from the parcel */

/* The next len bytes as they are. */
struct view serialize_bytes(struct serialized *p, size_t len);

/* A number of things that take at least one byte each, so that it is never absurd. */
size_t serialize_count(struct serialized *p);

#endif
