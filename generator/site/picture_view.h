#ifndef SITE_PICTURE_VIEW_H
#define SITE_PICTURE_VIEW_H

#include "archive/archive.h"
#include "site/renderer.h"

/*
 * The picture of a printed page as templates have it: sets picture, of a page
 * reference, to null where the page has none.
 */

/* Whether places on the page are places on the picture: that may be of less or of more. */
bool picture_view_fits(const struct archive_picture *p, const struct text *t);

/* With nothing on it. */
void picture_view_show(struct renderer *m, struct value *o, uint32_t page);

/* With where its articles stand, and their lines; text is that of the page. */
void picture_view_show_page(struct renderer *m, struct value *o, uint32_t page,
                            const struct segmented_page *text);

/* With where one of them stands. */
void picture_view_show_article(struct renderer *m, struct value *o, uint32_t article,
                               const struct segmented_page *text);

#endif
