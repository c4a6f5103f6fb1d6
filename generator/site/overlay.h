#ifndef SITE_OVERLAY_H
#define SITE_OVERLAY_H

#include <stddef.h>

#include "archive/config.h"
#include "base/arena.h"

/*
 * The folders in which templates, words, site pages or static files are looked
 * for: the archive's own, then the installed one. What the first has goes
 * before what the next has under that name, file by file.
 */
struct overlay {
	const char *folder[2];
	size_t count; /* of those that are there, each once */
};

/* Of the folder below those for templates, "" for these themselves. */
struct overlay overlay_templates(const struct config *c, const char *below, struct arena *a);

struct overlay overlay_static(const struct config *c);

#endif
