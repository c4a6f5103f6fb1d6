#ifndef SITE_ENVIRONMENT_H
#define SITE_ENVIRONMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/config.h"
#include "base/report.h"

/*
 * What every page of the site is made of beside its own texts, as fingerprints.
 * Where one of them is another than in the last build, nothing of that build
 * can be used again.
 */
struct environment {
	bool known;     /* else nothing can be said, and nothing may be kept */
	uint64_t pages; /* program, weights, topics' words: what a page is cut and digested by */
	uint64_t site;  /* that, configuration, templates, words, names of static files */
};

/* False, reported, if a folder or file cannot be read. */
bool environment_find(const struct config *c, struct environment *out, struct report *r);

#endif
