#ifndef ARCHIVE_PAGE_RECORD_H
#define ARCHIVE_PAGE_RECORD_H

#include <stdbool.h>

#include "archive/archive.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/report.h"

/*
 * What the archive needs to know of one page, as bytes: made of the page's
 * text on any thread, taken into the archive in order. Between the two it may
 * have been kept from one build to the next. Every page goes this way, so that
 * a kept one cannot differ from one that was read.
 */

/*
 * Appends the record of a file that holds these bytes to out. False, with
 * errors in r, if it cannot be used; warnings in r are part of the record.
 */
bool page_record_make(const struct archive *a, const struct scan_file *file, struct view bytes,
                      struct buf *out, struct report *r);

/*
 * Whether a record that was kept could have been made by page_record_make(): a
 * number of an article, word or kind that there is none of leads nowhere.
 */
bool page_record_sound(const struct archive *a, struct view record);

/*
 * Adds the page to the archive, and its warnings to r. names has the number of
 * each name that was met. With borrow the record has to outlive the archive;
 * without, what is needed of it is copied. A record that was kept must be sound.
 */
void page_record_take(struct archive *a, struct map *names, const struct scan_file *file,
                      struct view record, bool borrow, struct report *r);

#endif
