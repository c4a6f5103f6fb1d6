#ifndef ARCHIVE_CORRECTIONS_HEAD_H
#define ARCHIVE_CORRECTIONS_HEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * What the head of a section of corrections.conf names: FILE, FILE#2, FILE:LINE,
 * FILE:LINE-2 or FILE:LINE..LINE. Numbers that are not said are 0.
 */
struct corrections_head {
	struct view file;
	uint32_t at;    /* the line */
	uint32_t part;  /* the page of the file */
	uint32_t until; /* the last line of a range */
	uint32_t again; /* 2, 3, …: the 2nd, 3rd article that begins on the line */
};

/* False: what stands behind the colon names no line. The file is a view of the text. */
bool corrections_head_read(struct view text, struct corrections_head *out);

/* Whether both name the same. */
bool corrections_head_same(const struct corrections_head *a, const struct corrections_head *b);

/* Appends it as it is written between [ and ]. */
void corrections_head_put(struct buf *out, const struct corrections_head *h);

#endif
