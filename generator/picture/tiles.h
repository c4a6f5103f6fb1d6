#ifndef PICTURE_TILES_H
#define PICTURE_TILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/report.h"
#include "base/view.h"

enum {
	PICTURE_TILE = 512
}; /* pixels that a tile is wide and high, but at the right and the foot */

/*
 * A picture in full size, cut into tiles as the IIIF Image API 3.0 has them at level
 * 0: files alone, which viewers ask for by region and size.
 */
struct picture_tiles {
	struct buf names; /* a line a tile: its address below the picture's, a blank, its bytes */
	struct buf bytes; /* of all, in that order */
	uint32_t width, height;
	uint32_t factors; /* 1, 2, 4, …: so many times they are there, each half as large */
};

/* One of them. */
struct picture_tile {
	struct view name; /* 0,0,512,512/512,512/0/default.jpg */
	uint64_t at, size;
};

/* Takes in what vips has put into a folder, and removes that. False, reported, if it is not whole. */
bool picture_tiles_collect(const char *folder, struct picture_tiles *out, struct report *r);

/* Removes the folder and what vips has put there. */
void picture_tiles_remove(const char *folder);

/* The tiles that names tell of; *count says how many. */
struct picture_tile *picture_tiles_of(struct view names, size_t *count, struct arena *a);

void picture_tiles_free(struct picture_tiles *t);

#endif
