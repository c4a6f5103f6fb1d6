#ifndef SITE_LAYERS_H
#define SITE_LAYERS_H

#include <stddef.h>

#include "archive/config.h"
#include "base/arena.h"

/*
 * The folders in which templates, words, site pages or static files are looked
 * for: the archive's own, then the installed one. What the first has goes
 * before what the next has under that name, file by file.
 */
struct layers {
	const char *folder[2];
	size_t      count; /* of those that are there, each once */
};

/* Of the folder below those for templates, "" for these themselves. */
struct layers layers_templates(const struct config *c, const char *below, struct arena *a);

struct layers layers_static(const struct config *c);

#endif
