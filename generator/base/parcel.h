#ifndef BASE_PARCEL_H
#define BASE_PARCEL_H

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
struct parcel {
	struct view left; /* what is left to be taken */
	bool        bad;
};

void parcel_put_number(struct buf *b, uint64_t n); /* small ones take less room */
void parcel_put_fixed(struct buf *b, uint64_t n);  /* always eight bytes */
void parcel_put_view(struct buf *b, struct view v); /* absent stays absent */

uint64_t    parcel_number(struct parcel *p);
uint64_t    parcel_fixed(struct parcel *p);
struct view parcel_view(struct parcel *p); /* borrowed from the parcel */

/* The next len bytes as they are. */
struct view parcel_bytes(struct parcel *p, size_t len);

/* A number of things that take at least one byte each, so that it is never absurd. */
size_t parcel_count(struct parcel *p);

#endif
