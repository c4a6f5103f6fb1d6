#ifndef ARCHIVE_SCAN_H
#define ARCHIVE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/report.h"
#include "base/view.h"

/* The stage "scan": which files of the source folder are pages, in byte order. */
struct scan_file {
	const char *path; /* to open */
	const char *name; /* for records: the folder's last name and what is below */
};

struct scan {
	ARRAY(struct scan_file) files;
	struct arena arena;
};

/*
 * Finds every *.txt below the folder. Left out are hidden files and folders
 * and the folder except (may be NULL; the site may be written below its own
 * source). Links are not followed, and neither devices nor pipes read; one
 * that is named like a page is warned of.
 *
 * False, with an error in the report, if a folder cannot be read, or a name is
 * not UTF-8 or has a control character in it, so that it could not be shown.
 */
bool scan_folder(const char *folder, const char *except, struct scan *out, struct report *r);

void scan_free(struct scan *s);

#endif
