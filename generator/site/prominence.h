#ifndef SITE_PROMINENCE_H
#define SITE_PROMINENCE_H

#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"

/*
 * Which articles stand for an issue, a month or an archive: by what the printed
 * page made of them. Only the articles in question have a say, so what was
 * chosen for a month stays when another month comes.
 */

/* Fills out with the most prominent of an issue, most prominent first: leads in print order, then what
 * is notable, has a printed headline or none, the longer first. Returns how many, at most most. */
size_t prominence_of_issue(const struct archive *a, const struct archive_span *issue, uint32_t *out,
                           size_t most);

/* The most prominent article of a month or year: of its leads the longest. ARCHIVE_NONE if it has none. */
uint32_t prominence_of_span(const struct archive *a, const struct archive_span *span);

/* The same order for sorting articles of an issue: negative if x comes before y. */
int prominence_compare(const struct archive *a, uint32_t x, uint32_t y);

#endif
