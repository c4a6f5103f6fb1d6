#ifndef PICTURE_FILES_H
#define PICTURE_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/archive.h"
#include "base/map.h"
#include "input/scan.h"

/*
 * The files that may be pictures of printed pages: those that lie in the
 * folders of `image` in site.conf, and which of them is of which page.
 */
struct picture_files {
	struct scan *scans; /* of each image of the configuration; empty for {file} */
	size_t count;
	struct map by_path; /* path → the struct scan_file */
};

/* A page's picture: a file, and which page of it if that is a document. */
struct picture_source {
	struct view address;          /* elsewhere in the web: then there is no file */
	const struct scan_file *file; /* NULL, without an address: the page has none */
	uint32_t part;                /* from 1 */
	const struct scan *scan;      /* that found the file, see scan_settled() */
};

/* False, reported, if a folder cannot be read. */
bool picture_files_scan(const struct config *c, struct picture_files *out, struct report *r);

/* Takes the pictures out of files that nobody reads, so that they are not told as such. */
void picture_files_claim(const struct picture_files *f, struct scan *source);

/*
 * The picture of a page of the archive: the first image of the configuration that there is.
 * Whether there is something at an address is not looked at. Addresses are in the arena.
 */
struct picture_source picture_files_find(const struct picture_files *f, const struct archive *a,
                                         const struct archive_page *page, struct arena *arena);

/* Whether it is a document, whose pages are drawn. */
bool picture_is_document(struct view name);

void picture_files_free(struct picture_files *f);

#endif
