#ifndef SITE_INDEXING_H
#define SITE_INDEXING_H

#include "archive/archive.h"
#include "base/part.h"
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
	const struct part *part; /* whose periods are made; NULL: all are */
	size_t run;              /* the next to be taken */
	const char *batches;     /* folder of what is kept of each issue; NULL: nothing may be */
	const struct fingerprints *known;
	uint64_t *fingerprints; /* of each period; */
	bool *elsewhere;        /* it is of another part */
	struct view *kept;      /* what is known of it if it is as it was, else absent */
	struct buf paths;       /* of the files of the period in hand, one a line */
	size_t near;            /* in the log: see build_log_standing_near() */
	size_t written;
	size_t same;
};

/*
 * In batches, a folder, is kept what was read of each issue; NULL: nothing may be.
 * With part not NULL only its periods are made, and neither the manifest nor
 * the table. False, reported, if it cannot be done. A zeroed struct is enough
 * for a rehearsal.
 */
bool indexing_begin(struct indexing *x, struct site *s, size_t threads,
                    const struct fingerprints *fingerprints, const char *batches,
                    const struct part *part, struct build_log *made, struct report *r);

/* Whether the pages of a run, numbered as for indexing_take(), are those of a period of the part. */
bool indexing_has(const struct indexing *x, size_t run);

/* Whether they have to be indexed. */
bool indexing_wants(const struct indexing *x, size_t run);

/* What was kept of them, so that they need not be; or NULL. */
struct search_batch *indexing_kept(const struct indexing *x, size_t run);

/* Appends the articles of a page to *batch, which is made if it is NULL. */
void indexing_page(const struct indexing *x, uint32_t page, const struct segmented_page *segmented,
                   struct search_batch **batch);

/* After the last page of a run. */
void indexing_seal(const struct indexing *x, size_t run, struct search_batch *batch);

/*
 * Takes the batch of that undated page or issue, NULL if there is none. They come
 * in order, of a part not all of them. False if a file could not be put.
 */
bool indexing_take(struct indexing *x, size_t run, struct search_batch *batch);

bool indexing_end(struct indexing *x);

void indexing_free(struct indexing *x);

#endif
