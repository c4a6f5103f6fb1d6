#ifndef ARCHIVE_PLACES_H
#define ARCHIVE_PLACES_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/report.h"

/*
 * The places of an archive: first those that site.conf names, in its order,
 * then those that only a dateline or corrections.conf names. A place that
 * site.conf names is also found by its words.
 */

/* Before pages are taken: the places of site.conf. */
void places_begin(struct archive *a);

/* The number of the place of that name; a new one is added. */
uint32_t places_number(struct archive *a, struct view name);

/*
 * After all articles have theirs: sorts the places that were found, as
 * names_sort() does, and renumbers those of the articles. False, reported, if
 * ICU has no such collation.
 */
bool places_sort(struct archive *a, struct report *r);

/* Adds a place to those of an article, unless it has it or has enough of them. */
void places_add(struct archive_article *x, uint32_t place);

#endif
