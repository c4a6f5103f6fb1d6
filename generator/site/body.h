#ifndef SITE_BODY_H
#define SITE_BODY_H

#include <stdbool.h>

#include "mustache/value.h"
#include "page/page.h"

/*
 * The text of an article as HTML. Each run of paragraphs and subheads, and
 * each run of captions, becomes a cmark document that is built node by node and
 * rendered in safe mode; so no character of the text can be read as markup.
 */

/*
 * Pushes the body runs of the article to list: objects with html, the flags
 * caption, verse and table, and the rows of a table, each with its cells.
 * Subheads are headings of that level. The dateline stands strong before the
 * first paragraph.
 */
void body_push_runs(struct value *list, struct arena *arena, const struct article *a,
                    int subhead_level);

/*
 * Whether a half-width comma, stop or colon stands between Han characters, as
 * in text that was typed without full-width punctuation.
 */
bool body_is_halfwidth(const struct article *a);

#endif
