#ifndef ARCHIVE_LINK_H
#define ARCHIVE_LINK_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/report.h"

/*
 * The stage link: puts pages and articles in order, and makes the indexes by
 * day, month, year, topic, name and kind. False if two files claim to be the
 * same page of the same day.
 */
bool link_archive(struct archive *a, struct report *r);

/* Page numbers in print order: 2 before 10, 4 before A1; <0, 0, >0. */
int link_compare_numbers(struct view a, struct view b);

/* Whether they are one number, as 4 and 04 are. */
bool link_same_number(struct view a, struct view b);

#endif
