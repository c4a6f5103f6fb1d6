#ifndef INPUT_METS_ARTICLES_H
#define INPUT_METS_ARTICLES_H

#include "input/mets_structure.h"
#include "input/ocr_page.h"

/*
 * What a METS file says of the lines of pages: their articles, roles and
 * paragraphs, and with those the order of reading.
 */
struct mets_page {
	struct view file;     /* its identifier in the METS file */
	struct ocr_page page; /* with the names of its blocks, lines and words */
	struct view *kinds;   /* of its articles, where told, when they are found; to be freed */
	size_t article_count;
};

void mets_articles(const struct mets *m, struct mets_page *pages, size_t count);

#endif
