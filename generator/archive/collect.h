#ifndef ARCHIVE_COLLECT_H
#define ARCHIVE_COLLECT_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "base/part.h"
#include "base/report.h"
#include "cache/page_cache.h"

struct collect_order {
	size_t threads;

	/* If not NULL, is called after each source with the number of sources done. */
	void (*told)(void *context, size_t done);
	void *context;

	/*
	 * Not 0: the records were made in so many parts by collect_records(), and what
	 * is not kept is an error that names the part.
	 */
	size_t parts;
};

/*
 * The stages read, segment and collect: reads every source of a->gathered and
 * puts what lists need to know into a, in their order. Pages of a source that
 * kept knows as it is are neither read nor segmented; what is new is put there.
 * kept may be NULL, and otherwise must outlive the archive. Then link_archive()
 * has to follow.
 *
 * A file that cannot be read, or is no text, is a fault, and left out of the
 * archive. False if corrections are wrong; all sources are read all the same, so
 * that all is told at once.
 */
bool collect_pages(struct archive *a, struct page_cache *kept, const struct collect_order *order,
                   struct report *r);

/*
 * The stages read and segment alone, for the sources of a part: puts all of
 * their records into made, those that kept has among them. Nothing is put into a.
 */
bool collect_records(struct archive *a, const struct page_cache *kept, const struct part *part,
                     struct page_cache *made, const struct collect_order *order, struct report *r);

/* How many sources a part has. */
size_t collect_sources(const struct archive *a, const struct part *part);

#endif
