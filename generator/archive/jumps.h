#ifndef ARCHIVE_JUMPS_H
#define ARCHIVE_JUMPS_H

#include "archive/archive.h"

/*
 * Articles that go on on another page: （下转第4版） on page 1 and （上接第1版）
 * on page 4 of one day are the two ends of a jump.
 */

/* Fills out, which is zeroed, with what joining needs to know of the article. */
void jumps_read(const struct article *a, uint32_t number, struct archive_jump *out);

/*
 * Sets continues and continued_from of the articles whose jumps have both ends
 * in the archive; pages and articles must be in order, with their issues. Where
 * several could belong together, headlines and rare words decide, and where
 * these do not decide clearly, none are joined. The jumps are forgotten.
 */
void jumps_join(struct archive *a);

#endif
