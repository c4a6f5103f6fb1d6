#ifndef SITE_DISSECT_H
#define SITE_DISSECT_H

#include "archive/proposals.h"
#include "site/maker.h"

/*
 * A page taken apart, for the review: its blocks with their source lines,
 * labels and reasons, beside the articles that were made of them. CONTEXT.md
 * describes what is given under "review-page".
 */
struct dissection {
	uint32_t                    page;      /* number in the archive */
	const struct archive_sheet *sheet;
	const struct explained     *explained;
	const struct proposal      *proposals; /* in the page's order */
	size_t                      proposal_count;
};

/* Fills the page's value with pieces, places and proposals. */
void dissect_show(struct maker *m, struct value *v, const struct dissection *d);

#endif
