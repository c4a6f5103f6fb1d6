#ifndef PICTURE_PICTURES_H
#define PICTURE_PICTURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "picture/files.h"

/*
 * The stage picture: gives pages of the archive their pictures, as files that
 * the site copies. It comes when days and numbers of pages are known and
 * before addresses are planned, so that a picture that cannot be shown is told,
 * and its page has none.
 */
struct pictures_order {
	const struct picture_files *files;
	const char *folder; /* where what was made is kept: picture/store.h */
	size_t threads;
	bool clean;
	bool
		only_known; /* another step of the build has made what can be: nothing is made or kept here */

	/* If not NULL, hears how many pictures of all that are to be made are. */
	void (*told)(void *context, size_t done, size_t all);
	void *context;
};

/*
 * Sets picture of the archive's pages. False, reported, if the build was asked
 * to stop, or what was made cannot be kept. *whole: nothing was left out that
 * the next build could make of the same files.
 */
bool pictures_make(struct archive *a, const struct pictures_order *order, bool *whole,
                   struct report *r);

#endif
