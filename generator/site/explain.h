#ifndef SITE_EXPLAIN_H
#define SITE_EXPLAIN_H

#include "cache/build_log.h"
#include "site/site.h"

/*
 * Says on standard output, in a line each, of every file of the site whether it
 * was made, kept or removed by this build, and why: once all files are in m.
 */
void explain_build(struct build_log *m, const struct site *s);

/* The same where nothing changed, of all paths, one a line. */
void explain_rest(struct view paths);

#endif
