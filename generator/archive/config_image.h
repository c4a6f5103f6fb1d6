#ifndef ARCHIVE_CONFIG_IMAGE_H
#define ARCHIVE_CONFIG_IMAGE_H

#include <stdbool.h>

#include "archive/config.h"
#include "base/buf.h"
#include "base/conf.h"
#include "base/date.h"

/*
 * The key `image` of site.conf: where the pictures of printed pages are, as
 * names of files in which what is particular to a page stands in braces.
 */

/* What stands for the words in braces. */
struct config_image_page {
	struct view folder; /* of its file below the source, with the slash at its end, or empty */
	struct view stem;   /* the file's name without its ending */
	struct date date;   /* or not known */
	struct view number; /* or absent */
	uint32_t part;      /* of a file with several pages, from 1; else 0 */
};

/* Reads the value into c->images. */
void config_image_read(struct config *c, const struct conf_entry *e, struct report *r);

/* Appends the file's path, or the address, for that page; false if something in it is not known of the page. */
bool config_image_path(const struct config_image *i, const struct config_image_page *page,
                       struct buf *out);

/*
 * What addresses of pictures begin with, up to the path: a blank and one after the
 * other, as a policy of what pages may load has them. Absent: there are none.
 */
struct view config_image_origins(const struct config *c, struct arena *a);

/* Bits: which of the words are in it that tell pages of one day, or of one file, apart. */
enum { CONFIG_IMAGE_STEM = 1, CONFIG_IMAGE_PAGE = 2, CONFIG_IMAGE_PART = 4 };
unsigned config_image_words(const struct config_image *i);

#endif
