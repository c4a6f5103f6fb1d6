#ifndef SEGMENT_SEGMENT_H
#define SEGMENT_SEGMENT_H

#include "page/page.h"
#include "text/line_role.h"
#include "text/text.h"

/*
 * The stage "segment": one page of lines becomes articles. This is the door to
 * the folder; the model of what comes out is in page/page.h.
 */

/*
 * Segments one page. A pure function of the text: no state, safe to run in
 * many threads at once. The text may be freed afterwards. weights may be NULL
 * for those the program is built with.
 */
struct weights;
void segment_page(const struct text *t, const struct weights *weights, struct page *out);

/*
 * Something that is known about a page's lines. START: an article begins on
 * line article. NO_START: none does, what stands there goes on with the text
 * before it. The others: of the article that begins on that line, the lines
 * (or none, where lines.first is 0) are its headline, kicker, deck. A kicker's
 * lines are its article's first. ROLE: whatever article they are of, the lines
 * have that role.
 */
enum constraint_sort {
	CONSTRAINT_START,
	CONSTRAINT_NO_START,
	CONSTRAINT_HEADLINE,
	CONSTRAINT_KICKER,
	CONSTRAINT_DECK,
	CONSTRAINT_ROLE
};

struct constraint {
	enum constraint_sort sort;
	uint32_t article;
	struct span lines;
	enum line_role role; /* of a ROLE */
};

struct label_cache;

struct segment_options {
	const struct weights *weights; /* NULL: those the program is built with */
	const struct constraint *constraints;
	size_t constraint_count;
	struct label_cache *label_cache; /* what was decided before, see label_cache.h, or NULL */
};

/* The same under what is known; the rest of the page is cut to agree with it. */
void segment_page_with(const struct text *t, const struct segment_options *options,
                       struct page *out);

#endif
