#ifndef SERVE_CONDITIONAL_H
#define SERVE_CONDITIONAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/*
 * What a browser has already: conditional and range requests (RFC 9110).
 * A header that was not sent is NULL.
 */

/* What of this file the browser may have: its tag with quotes, and its time. */
struct conditional_file {
	const char *tag;
	time_t modified;
	uint64_t size;
};

struct conditional_request {
	const char *if_none_match;
	const char *if_modified_since;
	const char *if_range;
	const char *range;
};

/* Whether what the browser has is still right: it gets status 304. */
bool conditional_is_known(const struct conditional_request *q, const struct conditional_file *f);

enum conditional_range { CONDITIONAL_WHOLE, CONDITIONAL_PART, CONDITIONAL_OUTSIDE };

/*
 * The part asked for, in *from and *len. Several parts at once, and units that
 * are not bytes, are answered with the whole; what is no range is outside.
 */
enum conditional_range conditional_range(const struct conditional_request *q,
                                         const struct conditional_file *f, uint64_t *from,
                                         uint64_t *len);

enum { CONDITIONAL_DATE = 32 }; /* bytes that a date needs */

/* As HTTP writes it, whatever the locale: Wed, 19 Jan 2022 08:00:00 GMT. */
void conditional_put_date(char out[CONDITIONAL_DATE], time_t time);

#endif
