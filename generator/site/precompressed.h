#ifndef SITE_PRECOMPRESSED_H
#define SITE_PRECOMPRESSED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/report.h"
#include "cache/build_log.h"
#include "site/site.h"

struct precompressed_count {
	size_t written, same, removed;
};

/*
 * Puts the compressed forms that config->compress names beside the text files
 * of the site, which must all be in place, on that many threads. Where neither
 * a file nor its compressed form changed since the last build, nothing is
 * compressed anew. A file that is too small has none, and loses what it had.
 * With part only files that made has of this build are looked at.
 */
bool precompressed_make(struct site *s, struct build_log *made, bool part, size_t threads,
                        struct precompressed_count *out, struct report *r);

#endif
