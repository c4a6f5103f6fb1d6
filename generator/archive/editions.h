#ifndef ARCHIVE_EDITIONS_H
#define ARCHIVE_EDITIONS_H

#include "archive/archive.h"

/*
 * Several papers, each with a folder in site.conf, have pages of one number on
 * one day: those of all papers but the one that site.conf calls the newspaper
 * get the name of the folder in front of their number, as in evening01, on every day, so
 * that an address does not depend on what else there is.
 *
 * Editions of a day stand side by side: where two files of one day have the
 * same number, as the morning's and the evening's page 01 do, all pages of that
 * day get in front of their number what their files' paths have and do not
 * share: 早报01, 晚报01. A page whose path has nothing of that sort keeps its
 * number alone. Pages that cannot be told apart so keep theirs, too.
 *
 * To be called before the pages are put in order, and before jumps are joined.
 */
void editions_name(struct archive *a);

/* The number of a page without its edition in front. */
struct view editions_bare(const struct archive_page *p);

#endif
