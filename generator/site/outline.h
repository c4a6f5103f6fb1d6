#ifndef SITE_OUTLINE_H
#define SITE_OUTLINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "page/page.h"
#include "text/text.h"

/*
 * Where an article stands on its page, where the source tells where lines do:
 * rectangles around lines of one column and size that follow one another, and
 * around the article's pictures, in points from the page's upper left corner.
 */

/* Whether the page is known to be read downwards, column by column from the right. */
bool outline_is_upright(const struct text *t);

/* The box of a line by its number, inside of the page; false if there is none, or it is empty. */
bool outline_line(const struct text *t, uint32_t number, struct text_box *out);

/*
 * Whether a picture of the page surely is the article's: a caption of it stands
 * right below, or lines of it right above and below.
 */
bool outline_has_picture(const struct text *t, const struct article *a,
                         const struct text_box *picture);

/*
 * The rectangles as the data of an SVG path, in whole numbers of which the page is
 * that many wide and high; absent: no line has a box.
 */
struct outline_size {
	uint32_t width, height;
};
struct view outline_of(const struct text *t, const struct article *a, struct outline_size size,
                       struct arena *arena);

#endif
