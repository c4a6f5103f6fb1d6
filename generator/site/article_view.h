#ifndef SITE_ARTICLE_VIEW_H
#define SITE_ARTICLE_VIEW_H

#include "archive/archive.h"
#include "site/renderer.h"

/*
 * An article whole: sets article, reprints and related, for the page of the
 * article or, where articles stand in it, that of the printed page. segmented is
 * the text of the printed page.
 */
void article_view_show(struct renderer *m, struct value *o, uint32_t article,
                       const struct segmented_page *segmented);

#endif
