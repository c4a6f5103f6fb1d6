#ifndef SITE_PAGES_ON_THIS_DAY_H
#define SITE_PAGES_ON_THIS_DAY_H

#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"

/*
 * Finds articles of that day of the year, no two of one year while there are
 * others, the newest year first, the most prominent of an issue first; none of
 * the issue but (ARCHIVE_NONE: of all). Returns how many.
 */
enum { ON_THIS_DAY_MOST = 5 };
size_t on_this_day_find(const struct archive *a, size_t day_of_year, uint32_t but, uint32_t *out);

#endif
