#ifndef ARCHIVE_CORRECT_H
#define ARCHIVE_CORRECT_H

#include "archive/corrections.h"
#include "page/page.h"
#include "segment/segment.h"
#include "text/text.h"

/* What came of the corrections of one page, beside the page itself. */
struct corrected {
	/* Of each article, in the page's order, or NULL; the array is NULL without corrections. */
	const struct corrections_section **sections;
	const struct corrections_section *page; /* about the page itself, or NULL */

	/* Without the corrections the page would be at that day and number. */
	bool moved;
	struct date was_date;
	struct view was_number;

	/* Articles that would begin there, and where their text is now. */
	struct correct_old {
		uint32_t line;
		uint16_t again;   /* as in struct archive_article */
		uint32_t article; /* number on the page */
	} * old;
	size_t old_count;

	/* Lines that the corrections mend, and what the source has there. */
	struct correct_mended {
		uint32_t line;
		struct view was;
	} * mended;
	size_t mended_count;
};

/*
 * Puts the words that the corrections p, which may be NULL, give for misread
 * lines into the text, before it is cut. What was there is in out->mended, in
 * the arena, which has to live as long as the text's.
 */
void correct_lines(const struct corrections_page *p, struct text *t, struct arena *a,
                   struct corrected *out);

/*
 * Cuts a page, whose lines are mended, as segment_page() does, under the corrections p of c, which may
 * be NULL for none. What the corrections say wrongly, or to no effect, is
 * reported with its place in corrections.conf. All memory is out's.
 *
 * The page is also cut without what the corrections pin, if they do: only so
 * it is known what they change, and which addresses they make old. Where
 * label_cache (which may be NULL) has the decisions of an earlier cut, that was
 * told then, and these are replayed alone: nothing is reported, and corrected
 * knows no old addresses.
 */
void correct_page(const struct text *t, const struct weights *w, const struct corrections *c,
                  const struct corrections_page *p, struct label_cache *label_cache,
                  struct page *out, struct corrected *corrected, struct report *r);

/* What the corrections of a page say before it is cut, in the arena; p may be NULL. */
struct constraint *correct_pins(const struct corrections_page *p, struct arena *a, size_t *count);

/* Whether a section takes its article down; section may be NULL. */
bool correct_withdraws(const struct corrections_section *section);

#endif
