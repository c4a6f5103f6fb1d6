#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/report.h"

/*
 * Checks a built site, broadsheet's own or any other folder: links and the
 * places they name, ids, HTML, XML and JSON, feeds and sitemaps, and what
 * hosts take. Every fault is an error in the report, in the order of the
 * files; a file that is too large for some hosts is a warning.
 */
struct check_count {
	size_t files;
	size_t pages; /* of HTML */
	size_t links;
};

/* What is larger than this, some hosts refuse. */
#define CHECK_LARGEST (25ULL * 1024 * 1024)

/* False if anything is wrong. */
bool check_folder(const char *folder, size_t threads, struct check_count *out, struct report *r);

#endif
