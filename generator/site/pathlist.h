#ifndef SITE_PATHLIST_H
#define SITE_PATHLIST_H

#include "base/buf.h"
#include "base/hashset.h"
#include "base/view.h"

/*
 * Paths, each once, in the order in which they came: hundreds of thousands of
 * them, so they stand in one text, and what is asked for is their hashes.
 */
struct pathlist {
	struct hashset set;
	struct buf     lines; /* one path a line, as a manifest has them */
};

/* False if it was there already. */
bool pathlist_add(struct pathlist *l, struct view path);
bool pathlist_has(const struct pathlist *l, struct view path);
void pathlist_free(struct pathlist *l);

#endif
