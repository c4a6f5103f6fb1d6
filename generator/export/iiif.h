#ifndef EXPORT_IIIF_H
#define EXPORT_IIIF_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/view.h"

/*
 * An issue as a Manifest of the IIIF Presentation API 3.0
 * (https://iiif.io/api/presentation/3.0/): a Canvas for each page that has a
 * picture, on which the picture is painted, and an annotation for each of its
 * articles, which links to its text from where it stands.
 *
 * Addresses are whole. Absent texts are left out.
 */
struct iiif_article {
	struct view url, headline;
	struct view path; /* data of an SVG path, in pixels of the picture; absent: not known */
};

struct iiif_image {
	struct view url;
	uint32_t width, height; /* in pixels */
};

struct iiif_page {
	struct view base; /* what addresses of its parts begin with, as those that nothing is at */
	struct view url, label;
	struct iiif_image picture, small;
	struct view tiles; /* the service that has the picture in tiles; absent: there is none */
	const struct iiif_article *articles;
	size_t article_count;
};

struct iiif_issue {
	struct view url;       /* of the manifest */
	struct view page;      /* of the issue, for readers */
	struct view label;     /* in the site's language */
	struct view publisher; /* and its home page */
	struct view home;
	struct view rights, license; /* what readers may do; the address of a license */
	struct view language;        /* of the site's words, */
	struct view paper_language;  /* and of the paper */
	struct date date;
	const struct iiif_page *pages;
	size_t page_count;
};

/* Appends it as JSON. */
void iiif_put_manifest(struct buf *out, const struct iiif_issue *issue);

/*
 * A picture in tiles of the Image API 3.0, which are files (level 0): tile pixels wide and
 * high, at 1, 1/2, 1/4 … of the size, so many times as factors tells.
 */
struct iiif_tiles {
	struct view url;
	uint32_t width, height, tile, factors;
};

/* Appends what viewers read first, info.json. */
void iiif_put_info(struct buf *out, const struct iiif_tiles *tiles);

#endif
