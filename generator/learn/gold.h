#ifndef LEARN_GOLD_H
#define LEARN_GOLD_H

#include <stdbool.h>

#include "base/report.h"
#include "segment/block.h"
#include "segment/feature.h"
#include "text/text.h"

/*
 * Annotated pages: what the sequence model learns from.
 *
 * A folder holds pages (*.txt) and either gold.json, which says for each
 * article its headline, lines and paragraphs, or expected.json, which also
 * tells kicker, deck, byline, subheads and captions. The pages of
 * expected.json lie in the folder itself or in "pages", a path within the file.
 *
 * In gold.json a page may also have "labels", for each line the names of the
 * labels that it may have, for pages that were made and not printed; those
 * whose blocks the labels do not fit are left out. And it may have "boxes" and
 * "blocks", that were told of its lines where they were read, and "language",
 * en, de or fr.
 *
 * gold.json otherwise says less than the labels do, so a block may be allowed several
 * labels; learning then chooses among them what fits the rest.
 */
struct gold_article {
	struct span *lines;
	size_t line_count;
	struct view headline;    /* absent: none was printed */
	struct span *paragraphs; /* of the body */
	size_t paragraph_count;
};

struct gold_page {
	struct text text;
	struct blocks blocks;
	struct facts *facts;
	struct feature_set *sets;
	uint32_t *allowed; /* a bit a label, a set a block */
	struct gold_article *articles;
	size_t article_count;
	size_t folder; /* of those read, from 0 */
	struct arena arena;
};

struct gold {
	ARRAY(struct gold_page) pages;
	size_t folders;
};

/* Adds the pages of a folder; false with errors in the report. */
bool gold_read(const char *folder, struct gold *g, struct report *r);

/*
 * Whether some chain of the allowed labels is one that the model can join; a
 * page without one cannot be learned from. *where is the last block looked at.
 */
bool gold_is_possible(const struct gold_page *p, size_t *where);

void gold_free(struct gold *g);

#endif
