#ifndef BASE_EPOCH_H
#define BASE_EPOCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/report.h"

/*
 * SOURCE_DATE_EPOCH: the time that stands in for that of the build, so that
 * what is made does not depend on when.
 */

/*
 * Whether it is not set, or has seconds from 1970 to the end of the year 9999.
 * False, with an error in the report, if not.
 */
bool epoch_check(struct report *r);

/* Whether it is set and sound; then *seconds since 1970 are it. */
bool epoch_find(int64_t *seconds);

#endif
