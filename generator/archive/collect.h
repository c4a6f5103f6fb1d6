#ifndef ARCHIVE_COLLECT_H
#define ARCHIVE_COLLECT_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "cache/page_cache.h"
#include "base/report.h"

/*
 * The stages read, segment and collect: reads every source of a->gathered on that
 * many threads and puts what lists need to know into a, in their order. Pages
 * of a source that kept knows as it is are neither read nor segmented; what is
 * new is put there. kept may be NULL, and otherwise must outlive the archive.
 * Then link_archive() has to follow. told, if not NULL, is called after each
 * source with the number of sources done.
 *
 * False if a file cannot be read or is no text; the others are read all the
 * same, so that all faults are told at once.
 */
bool collect_pages(struct archive *a, struct page_cache *kept, size_t threads,
                   void (*told)(void *context, size_t done), void *context, struct report *r);

#endif
