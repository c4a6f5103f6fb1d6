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

#endif
