#ifndef SITE_ENVIRONMENT_H
#define SITE_ENVIRONMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "cache/build_log.h"
#include "segment/weights.h"
#include "site/site.h"

/*
 * What every page of the site is made of beside its own texts, part by part.
 * Where one of them is another than in the last build, nothing of that build
 * can be used again.
 *
 * All of it comes from what this build has read and uses: no file is read once
 * for the site and once for its key, as it could be saved in between.
 */
enum environment_part {
	ENVIRONMENT_PROGRAM, /* and the libraries that it is linked with */
	ENVIRONMENT_CONFIG,
	ENVIRONMENT_WEIGHTS,
	ENVIRONMENT_TEMPLATES, /* and the words of the interface */
	ENVIRONMENT_DOCUMENTS,
	ENVIRONMENT_STATIC, /* names of static files */
	ENVIRONMENT_EPOCH,  /* SOURCE_DATE_EPOCH */
	ENVIRONMENT_REVIEW, /* whether one is made */
	ENVIRONMENT_PARTS
};

struct environment {
	bool known;              /* else nothing can be said, and nothing may be kept */
	struct hash128 identity; /* the program, under the seed */
	struct hash128 pages;    /* program, weights, topics' words: what a page's record depends on */
	struct hash128 site;     /* all parts */
	struct hash128 parts[BUILD_LOG_PARTS];
};

/* weights: those that were read; NULL: the program's own. */
void environment_find(const struct site *s, const struct weights *weights, uint64_t seed,
                      struct environment *out);

/* In words for messages: "a template or a word of the interface". */
const char *environment_part_name(enum environment_part part);

#endif
