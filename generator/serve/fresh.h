#ifndef SERVE_FRESH_H
#define SERVE_FRESH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/*
 * What a browser has already: conditional and range requests (RFC 9110).
 * A header that was not sent is NULL.
 */

/* What of this file the browser may have: its tag with quotes, and its time. */
struct fresh_file {
	const char *tag;
	time_t      modified;
	uint64_t    size;
};

struct fresh_request {
	const char *if_none_match;
	const char *if_modified_since;
	const char *if_range;
	const char *range;
};

/* Whether what the browser has is still right: it gets status 304. */
bool fresh_is_known(const struct fresh_request *q, const struct fresh_file *f);

enum fresh_range { FRESH_WHOLE, FRESH_PART, FRESH_OUTSIDE };

/*
 * The part asked for, in *from and *len. Several parts at once, and units that
 * are not bytes, are answered with the whole; what is no range is outside.
 */
enum fresh_range fresh_range(const struct fresh_request *q, const struct fresh_file *f,
                             uint64_t *from, uint64_t *len);

enum { FRESH_DATE = 32 }; /* bytes that a date needs */

/* As HTTP writes it, whatever the locale: Wed, 19 Jan 2022 08:00:00 GMT. */
void fresh_put_date(char out[FRESH_DATE], time_t time);

#endif
