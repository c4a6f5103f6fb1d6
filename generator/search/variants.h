#ifndef SEARCH_VARIANTS_H
#define SEARCH_VARIANTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/report.h"

#define VARIANTS_NAME "variants.conf" /* of the archive's own, in its source folder */

/*
 * Characters that are taken for another one in searching: traditional ones for
 * simplified ones, and other forms of either. Those that come with the program
 * are of OpenCC and of variants.txt; an archive's own stand in a file of lines
 *
 *	敎 = 教
 *
 * and go before them. A zeroed struct is an empty list.
 */
struct variant {
	uint32_t from, to;
};

struct variants {
	ARRAY(struct variant) items; /* of two with the same from, the last one counts */
};

/* Appends those that come with the program. */
void variants_builtin(struct variants *v);

/* Appends those of the file, if it is there. False, reported, if something in it is wrong. */
bool variants_read(struct variants *v, const char *path, struct report *r);

void variants_free(struct variants *v);

#endif
