#ifndef CACHE_PAGE_CACHE_H
#define CACHE_PAGE_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/report.h"
#include "base/view.h"
#include "cache/container.h"
#include "input/scan.h"

/*
 * The records of printed pages, see archive/page_record.h, kept in one
 * container from build to build, so that only pages that changed are read and
 * segmented.
 *
 * A page that changed gets a new section at the end, and the last one counts.
 * What a build that was killed left half written, or what was damaged, is cut
 * off, and these pages are read anew. When much of the file is of no use any
 * more it is written anew.
 */
struct page_cache_key {
	struct scan_stamp stamp;
	bool settled;               /* else the bytes have to be looked at, whatever the stamp */
	struct hash128 content;     /* of the bytes */
	struct hash128 corrections; /* of what corrections.conf says of the page */
};

struct page_cache_page {
	struct page_cache_key key;
	struct view record; /* lives as long as the cache is open */
};

struct page_cache {
	char *path;
	struct hash128 identity;
	struct container file; /* what was there when it was opened */
	struct map pages;      /* name of a page → where its section is in file */
	struct container_writer writer;
	bool added; /* something was put */
};

/*
 * Opens the cache. identity stands for all else that records depend on; a cache
 * of another identity is begun anew. What is wrong with the file is warned of.
 * With anew nothing that is there is looked at.
 */
void page_cache_open(struct page_cache *k, const char *path, struct hash128 identity, bool anew,
                     struct report *r);

/* What is known of the file of that name, as it may have been once. Any thread may ask. */
bool page_cache_find(const struct page_cache *k, const struct scan_file *file,
                     struct page_cache_page *out);

bool page_cache_same_stamp(const struct scan_stamp *a, const struct scan_stamp *b);

/*
 * Lets go of the memory that records are in; what is looked at again comes from
 * the file once more. Any thread may do this while others read.
 */
void page_cache_rest(const struct page_cache *k);

/* Adds the record of a page. One thread alone may do this. */
void page_cache_put(struct page_cache *k, const struct scan_file *file,
                    const struct page_cache_key *key, struct view record);

/*
 * After the last page: writes what waits; live has the pages that there are. A
 * cache that cannot be written is no fault of the site, and so warned of.
 */
void page_cache_flush(struct page_cache *k, const struct scan *live, struct report *r);

/*
 * Begins a cache that is written whole: it stands at path when page_cache_end()
 * returned true, and until then nothing does that was not there before.
 */
void page_cache_create(struct page_cache *k, const char *path, struct hash128 identity);

/* False, reported, if it cannot be written. */
bool page_cache_end(struct page_cache *k, struct report *r);

/*
 * Adds the records of another cache that k has not as they are. What is there
 * once k was flushed is found when it is opened again. The state is that of the
 * other one: where it is not sound, nothing of it may be missing, so k is as it was.
 */
enum container_state page_cache_join(struct page_cache *k, const char *path);

/* A zeroed cache may be closed, too. */
void page_cache_close(struct page_cache *k);

#endif
