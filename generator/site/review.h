#ifndef SITE_REVIEW_H
#define SITE_REVIEW_H

#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "site/plan.h"

/*
 * The order in which pages are to be looked through, the most doubtful first,
 * and where what is shown of them stands: review/, for those who mend the
 * archive. The site for readers knows nothing of it.
 */
struct review {
	uint32_t *pages;  /* numbers in the archive; NULL: no review is made */
	uint32_t *places; /* of each page of the archive: where it stands in pages */
	size_t count;
};

void review_order(const struct archive *a, struct review *out);

/*
 * How many of a page's articles may be cut wrongly, in thousandths: the sum of
 * what each lacks to certainty. A page without a day counts one more.
 */
uint64_t review_doubt(const struct archive *a, uint32_t page);

/* The pages of the list, page_size on each, counted from 1. */
size_t review_parts(const struct archive *a);

/* Addresses, in memory of the arena. */
struct view review_list_path(size_t part, struct arena *a);
struct view review_page_path(const struct plan *p, uint32_t page, struct arena *a);
struct view review_page_url(const struct plan *p, uint32_t page, struct arena *a);

void review_free(struct review *r);

#endif
