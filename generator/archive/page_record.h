#ifndef ARCHIVE_PAGE_RECORD_H
#define ARCHIVE_PAGE_RECORD_H

#include <stdbool.h>

#include "archive/archive.h"
#include "archive/source.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/report.h"

/*
 * What the archive needs to know of the pages of one source, as bytes: made of
 * their texts on any thread, taken into the archive in order. Between the two
 * it may have been kept from one build to the next. Every page goes this way,
 * so that a kept one cannot differ from one that was read. Making is in
 * page_record.c, taking in page_record_take.c, and the check of one that was
 * kept, which may be damaged, in page_record_check.c: a field is in all three.
 */

/*
 * Appends the record of a source that holds these bytes to out; warnings and
 * faults in r are part of it. The record of what its bytes make unreadable has
 * no page. had is how many the last build had of it: that they are gone is told.
 *
 * False if there is no record: with errors in r for what stops the build, as a
 * correction that fits nothing, and else with faults of what another build may read.
 */
bool page_record_make(const struct archive *a, const struct source *s,
                      const struct source_bytes *bytes, size_t had, struct buf *out,
                      struct report *r);

/* How many pages a sound record has. */
size_t page_record_count(struct view record);

/* Tells, as a fault, that no page comes of a source of which the last build had some. */
void page_record_tell_lost(const struct source *s, size_t had, struct report *r);

/*
 * Whether a record that was kept could have been made by page_record_make(): a
 * number of an article, word or kind that there is none of leads nowhere.
 */
bool page_record_sound(const struct archive *a, struct view record);

/* A record, and what it is of. */
struct page_record_from {
	uint32_t source; /* number among those gathered */
	struct view record;
	bool borrow; /* the record outlives the archive; else what is needed of it is copied */
	struct hash128 content, corrected; /* as in struct archive_page */
};

/*
 * Adds the pages to the archive, and their warnings to r. names has the number
 * of each name that was met. A record that was kept must be sound.
 */
void page_record_take(struct archive *a, struct map *names, const struct page_record_from *from,
                      struct report *r);

#endif
