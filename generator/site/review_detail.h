#ifndef SITE_REVIEW_DETAIL_H
#define SITE_REVIEW_DETAIL_H

#include "archive/proposals.h"
#include "site/renderer.h"

/*
 * A page taken apart, for the review: its blocks with their source lines,
 * labels and reasons, beside the articles that were made of them. CONTEXT.md
 * describes what is given under "review-page".
 */
struct review_detail {
	uint32_t page; /* number in the archive */
	const struct segmented_page *segmented;
	const struct explained *explained;
	const struct proposal *proposals; /* in the page's order */
	size_t proposal_count;
};

/* Fills the page's value with pieces, places and proposals. */
void review_detail_show(struct renderer *m, struct value *v, const struct review_detail *d);

/* The roles and kinds that somebody may choose. */
void review_detail_choices(struct renderer *m, struct value *v);

#endif
