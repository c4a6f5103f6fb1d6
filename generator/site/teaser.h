#ifndef SITE_TEASER_H
#define SITE_TEASER_H

#include "page/page.h"
#include "site/renderer.h"

/* Where a teaser stands decides how much of the text it shows. */
enum teaser_place {
	TEASER_ISSUE,  /* excerpts of what is notable */
	TEASER_PAGE,   /* the same, and short texts whole */
	TEASER_FRONT,  /* a long excerpt */
	TEASER_SECOND, /* an excerpt in any case */
};

/* article teaser: an article row and how the text begins; a is the article's text. */
void teaser_show(struct renderer *m, struct value *o, uint32_t article, const struct article *a,
                 enum teaser_place place);

/*
 * The same for an article whose page is not at hand: it is read again. False,
 * reported, if that fails.
 */
bool teaser_read(struct renderer *m, struct value *o, uint32_t article, enum teaser_place place);

/*
 * jump, or null where number is absent: the article other, or without one
 * (ARCHIVE_NONE) the page of that number in the article's issue.
 */
const struct value *teaser_jump(struct renderer *m, uint32_t article, struct view number,
                                uint32_t other);

/* Sets headline_lines: the headline cut at its blanks, where its printed lines end; not at those that part words. */
void teaser_headline(struct renderer *m, struct value *o, uint32_t article);

/* byline_text: as printed, or null where the body has it. */
struct view teaser_byline(const struct article *a);

/* An excerpt of at most that many characters, or the absent text. */
struct view teaser_excerpt(struct renderer *m, const struct article *a, size_t most);

#endif
