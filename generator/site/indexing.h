#ifndef SITE_INDEXING_H
#define SITE_INDEXING_H

#include "archive/archive.h"
#include "base/report.h"
#include "search/search.h"
#include "search/variants.h"
#include "cache/build_log.h"
#include "site/facets.h"
#include "site/fingerprint.h"
#include "site/site.h"

/*
 * The search index, made along with the pages: articles are gathered on any
 * thread while their texts are at hand, and put into the index in the order of
 * the archive.
 */
struct indexing {
	struct site *site;
	struct search *search; /* NULL: nothing is indexed */
	struct search_options options;
	struct variants variants;              /* of the archive */
	const char *facets[SEARCH_FACETS_MAX]; /* their names */
	struct search_run *runs;
	struct report *report;
	struct build_log *made;
	size_t run;             /* the next to be taken */
	uint64_t *fingerprints; /* of each period; */
	struct view *kept;      /* what is known of it if it is as it was, else absent */
	struct buf paths;       /* of the files of the period in hand, one a line */
	size_t written;
	size_t same;
};

/* False, reported, if it cannot be done. A zeroed struct is enough for a rehearsal. */
bool indexing_begin(struct indexing *x, struct site *s, size_t threads,
                    const struct fingerprints *fingerprints, struct build_log *made,
                    struct report *r);

/* Whether the pages of a run, numbered as for indexing_take(), have to be indexed. */
bool indexing_wants(const struct indexing *x, size_t run);

/* Appends the articles of a page to *batch, which is made if it is NULL. */
void indexing_page(const struct indexing *x, uint32_t page, const struct segmented_page *segmented,
                   struct search_batch **batch);

/* Takes the batch of the next undated page or issue, NULL if there is none. False if a file could not be put. */
bool indexing_take(struct indexing *x, struct search_batch *batch);

bool indexing_end(struct indexing *x);

void indexing_free(struct indexing *x);

#endif
