#ifndef SITE_FINGERPRINT_H
#define SITE_FINGERPRINT_H

#include <stdint.h>

#include "archive/archive.h"
#include "site/plan.h"

/*
 * Fingerprints of what the files of the site are made of. A print may change
 * where the file does not, but never stays where the file would change: each
 * one goes over all that the function of the same name in make.h can see of
 * the archive. None is 0.
 */
struct fingerprints {
	const struct archive *archive;
	const struct plan *plan;
	uint64_t world;
	uint64_t *names;  /* text and address of each name */
	uint64_t *places; /* of each page: day, number, address, file */
	uint64_t *pages;  /* that, and the text */
	uint64_t *rows;   /* of each article: all that lists may show */
	uint64_t *sheets; /* of each page: fingerprint_page() */
	uint64_t *issues; /* of each: its day, its pages' places, how much there is */
	uint64_t *shown;  /* of each issue: that, and the rows of its articles */
};

/* world: what all files depend on. */
void fingerprint_make(struct fingerprints *p, const struct plan *plan, uint64_t world);

/* Without the related articles, which have a print of their own: archive/related.h. */
uint64_t fingerprint_article(const struct fingerprints *p, uint32_t article);
uint64_t fingerprint_page(const struct fingerprints *p, uint32_t page);
uint64_t fingerprint_issue(const struct fingerprints *p, uint32_t issue);
uint64_t fingerprint_year(const struct fingerprints *p, uint32_t number);
uint64_t fingerprint_month(const struct fingerprints *p, uint32_t number);
uint64_t fingerprint_on(const struct fingerprints *p, size_t day_of_year);
uint64_t fingerprint_list(const struct fingerprints *p, enum plan_list sort, uint32_t number,
                          size_t k);
uint64_t fingerprint_topics(const struct fingerprints *p);
uint64_t fingerprint_authors(const struct fingerprints *p);
uint64_t fingerprint_kinds(const struct fingerprints *p);
uint64_t fingerprint_undated(const struct fingerprints *p);
uint64_t fingerprint_feed(const struct fingerprints *p, uint32_t topic);
uint64_t fingerprint_sitemap(const struct fingerprints *p, size_t group);

void fingerprint_free(struct fingerprints *p);

#endif
