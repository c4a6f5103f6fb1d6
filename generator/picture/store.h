#ifndef PICTURE_STORE_H
#define PICTURE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/report.h"
#include "cache/container.h"
#include "input/scan.h"
#include "picture/draw.h"

/*
 * Pictures that were made, kept from build to build in a folder of their own:
 * two WebP files each, named by their key, a file of all tiles, and one container that tells what is
 * in the folder and which bytes each file had that pictures were made of. A
 * picture is made once, whatever else of the site changes.
 */
struct picture_record {
	bool good;         /* else what is wrong is in fault, and there are no files */
	struct view fault; /* a message, with its file */
	uint32_t width, height, small_width, small_height;
	uint64_t size, small_size; /* bytes */
	struct view tiles;         /* their names: picture/tiles.h; absent: there are none */
	uint32_t full_width, full_height, factors;
};

/* What a file held when it had this stamp. */
struct picture_content {
	struct scan_stamp stamp;
	bool settled; /* else the bytes have to be looked at, whatever the stamp */
	struct hash128 content;
};

struct picture_store {
	const char *folder;
	struct hash128 identity;
	struct container file; /* what was there when it was opened */
	struct map contents;   /* path → struct picture_content */
	struct map records;    /* key → struct picture_record */
	struct map used;       /* keys that this build asked for */
	struct container_writer writer;
	bool added;
	size_t waiting;  /* records that are not written yet */
	size_t sections; /* in the container */
	struct arena arena;
};

/* seed: that of the archive's hashes. What is damaged is warned of. With anew nothing is believed. */
void picture_store_open(struct picture_store *s, const char *folder, uint64_t seed, bool anew,
                        struct report *r);

/* What is known of a file's bytes, or NULL. Any thread may ask, as long as none puts. */
const struct picture_content *picture_store_content(const struct picture_store *s,
                                                    const char *path);
void picture_store_put_content(struct picture_store *s, const char *path,
                               const struct picture_content *c);

/*
 * What was made of that key, its files being there, with tiles if they are asked for; or
 * NULL. One thread alone may ask.
 */
const struct picture_record *picture_store_find(struct picture_store *s, struct hash128 key,
                                                bool tiled);

enum picture_store_file { PICTURE_STORE_PAGE, PICTURE_STORE_SMALL, PICTURE_STORE_TILES };

/* Where its files are, in the store's memory. One thread alone may ask. */
const char *picture_store_path(struct picture_store *s, struct hash128 key,
                               enum picture_store_file which);

/* Writes the files. Any thread may do this; false, reported, if it cannot be done. */
bool picture_store_write(const struct picture_store *s, struct hash128 key,
                         const struct picture_drawn *d, struct report *r);

/* Then one thread alone says what was made; it is kept even if the build is killed soon after. */
void picture_store_put(struct picture_store *s, struct hash128 key, const struct picture_record *p);

/*
 * After the last picture: writes what waits. live has the paths of all files that
 * pictures are made of; what was kept of others is removed once it is much. NULL:
 * the build was stopped, and nothing is.
 */
void picture_store_end(struct picture_store *s, const struct map *live, struct report *r);

void picture_store_close(struct picture_store *s);

#endif
