#ifndef ARCHIVE_PAGE_CACHE_H
#define ARCHIVE_PAGE_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/report.h"
#include "base/view.h"
#include "input/scan.h"

/*
 * The digests of pages, kept in one file from build to build, so that only
 * pages that changed are read and segmented.
 *
 * The file is a log: a head, then entries, each with its own check. A page that
 * changed gets a new entry at the end, and the last one counts. What a build
 * that was killed left behind it, or what was damaged, is passed over or cut
 * off, and these pages are read anew. When most of the file is of no use any
 * more it is written anew.
 */
struct page_cache_key {
	struct scan_stamp stamp;
	bool settled;         /* else the bytes have to be looked at, whatever the stamp */
	uint64_t content;     /* hash of the bytes */
	uint64_t corrections; /* of what corrections.conf says of the page */
};

struct page_cache_page {
	struct page_cache_key key;
	struct view digest; /* lives as long as the store is open */
};

struct page_cache {
	char *path;
	uint64_t version;
	struct view file;   /* mapped; what was there when it was opened */
	struct map entries; /* name of a page → where its entry is in file */
	size_t good;        /* bytes of it that can stay */
	int fd;             /* to append; -1: not open */
	size_t added;
	struct buf waiting;
	bool failed;
};

/*
 * Opens the store. version stands for all else that digests depend on; a store
 * of another version is begun anew. What is wrong with the file is warned of.
 */
void page_cache_open(struct page_cache *k, const char *path, uint64_t version, struct report *r);

/* What is known of the file of that name, as it may have been once. Any thread may ask. */
bool page_cache_find(const struct page_cache *k, const struct scan_file *file,
                     struct page_cache_page *out);

bool page_cache_same_stamp(const struct scan_stamp *a, const struct scan_stamp *b);

/*
 * Lets go of the memory that digests are in; what is looked at again comes from
 * the file once more. Any thread may do this while others read.
 */
void page_cache_rest(const struct page_cache *k);

/* Adds the digest of a page. One thread alone may do this. */
void page_cache_put(struct page_cache *k, const struct scan_file *file,
                    const struct page_cache_key *key, struct view digest);

/*
 * After the last page: writes what waits; live is how many pages there are. A
 * store that cannot be written is no fault of the site, and so warned of.
 */
void page_cache_flush(struct page_cache *k, const struct scan *live, struct report *r);

void page_cache_close(struct page_cache *k);

#endif
