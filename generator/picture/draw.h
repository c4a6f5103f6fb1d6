#ifndef PICTURE_DRAW_H
#define PICTURE_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/report.h"
#include "base/view.h"
#include "picture/tiles.h"

/*
 * A page's picture as WebP files for readers, by vipsthumbnail (libvips), and by
 * pdftoppm (poppler) where it is a page of a document. Both are programs of
 * their own, kept within limits of time and memory; the same bytes come of the
 * same picture with the same versions of them.
 */
struct picture_drawn {
	struct buf page, small; /* at most 2000 × 2800 pixels and 1 MB; 320 × 448 */
	uint32_t width, height;
	uint32_t small_width, small_height;
	struct picture_tiles tiles; /* where they were asked for */
};

enum picture_end {
	PICTURE_DRAWN,
	PICTURE_BAD, /* nor will it be next time, or only in too long a time: reported as a warning */
	PICTURE_UNMADE, /* a program could not be run, or not to its end on a busy machine: reported as a warning */
	PICTURE_STOPPED, /* this program was asked to stop */
};

/* The program that makes WebP, as it is installed. */
enum picture_vips {
	PICTURE_VIPS_ABSENT,
	PICTURE_VIPS_OLD, /* what is missing of a picture it shows as grey */
	PICTURE_VIPS,
};

enum picture_vips picture_draw_vips(void);

/* Whether the program of libvips is installed that cuts tiles. */
bool picture_draw_has_tiler(void);

/* Whether the program is installed that draws documents. */
bool picture_draw_has_poppler(void);

/*
 * Draws the picture at path, whose bytes these are. part, from 1, is of a
 * document; with tiled it is cut into tiles, too. Messages name path. out is zeroed at first, and to be freed.
 * SIGPIPE is to be ignored meanwhile.
 */
enum picture_end picture_draw(const char *path, struct view bytes, uint32_t part,
                              enum picture_vips vips, bool tiled, struct picture_drawn *out,
                              struct report *r);

void picture_drawn_free(struct picture_drawn *d);

#endif
