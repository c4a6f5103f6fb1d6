#ifndef ARCHIVE_SCAN_H
#define ARCHIVE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/report.h"
#include "base/view.h"

/* The stage "scan": which files a folder holds, in byte order. */
struct scan_file {
	const char *path; /* to open */
	const char *name; /* for records: the folder's last name and what is below */
	const char *below; /* counted from the folder, without its own name */
};

struct scan {
	ARRAY(struct scan_file) files;
	struct arena arena;
};

struct scan_rules {
	const char *ending; /* of the files wanted, as ".txt", in any case; NULL: all */
	const char *except; /* a folder to leave out, or NULL: a site may lie in its own source */
	bool        hidden; /* also files and folders whose names begin with a dot */
	bool        below;  /* names for records are counted from the folder, without its own */
};

/*
 * Finds the files below the folder. Links are not followed, and neither
 * devices nor pipes read; one that is named as if it were wanted is warned of.
 *
 * False, with an error in the report, if a folder cannot be read, or a name is
 * not UTF-8 or has a control character in it, so that it could not be shown.
 */
bool scan_folder(const char *folder, const struct scan_rules *rules, struct scan *out,
                 struct report *r);

void scan_free(struct scan *s);

#endif
