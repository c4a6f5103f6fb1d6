#ifndef SITE_FINGERPRINT_H
#define SITE_FINGERPRINT_H

#include <stdint.h>

#include "archive/archive.h"
#include "site/page_kind.h"
#include "site/plan.h"

/*
 * Fingerprints of what the archive holds, of which a kind of page makes up the
 * fingerprint of one of its pages: see struct page_kind. All are made once,
 * before the first page is.
 */
struct fingerprints {
	const struct archive *archive;
	const struct plan *plan;
	uint64_t world;
	uint64_t *entries[LIST_COUNT]; /* name and address of each list */
	uint64_t *printed;             /* of each page: day, number, address, file */
	uint64_t *pages;               /* that, and the text */
	uint64_t *texts;               /* of each page: fingerprint_page() */
	uint64_t *rows;                /* of each article: all that lists may show */
	uint64_t *issues;              /* of each: its day, its pages, how much there is */
};

/* world: what all files depend on. */
void fingerprint_make(struct fingerprints *p, const struct plan *plan, uint64_t world);

/* What the fingerprint of a page of that kind begins with. */
uint64_t fingerprint_begin(const struct fingerprints *p, const struct page_kind *kind);

/*
 * A printed page as all see it that are made of its text: the text, the rows of
 * its articles, of those that they go on in and of their reprints, and the issue around it. The
 * related articles have a fingerprint of their own: archive/related.h.
 */
uint64_t fingerprint_page(const struct fingerprints *p, uint32_t page);

/*
 * What hash becomes by a day, by the row of an article (ARCHIVE_NONE: of none), by those of
 * several, by those of its reprints that are told, or by what articles of a page see of the
 * pages around theirs.
 */
uint64_t fingerprint_add_date(uint64_t hash, struct date d);
uint64_t fingerprint_add_row(const struct fingerprints *p, uint64_t hash, uint32_t article);
uint64_t fingerprint_add_rows(const struct fingerprints *p, uint64_t hash, const uint32_t *articles,
                              size_t count);
uint64_t fingerprint_add_reprints(const struct fingerprints *p, uint64_t hash, uint32_t article);
uint64_t fingerprint_add_around(const struct fingerprints *p, uint64_t hash, uint32_t page);

void fingerprint_free(struct fingerprints *p);

#endif
