#ifndef SITE_PATH_LIST_H
#define SITE_PATH_LIST_H

#include "base/buf.h"
#include "base/hashset.h"
#include "base/view.h"

/*
 * Paths, each once, in the order in which they came: hundreds of thousands of
 * them, so they stand in one text, and what is asked for is their hashes.
 */
struct path_list {
	struct hashset set;
	struct buf lines; /* one path a line, as a manifest has them */
};

/* False if it was there already. */
bool path_list_add(struct path_list *l, struct view path);
bool path_list_has(const struct path_list *l, struct view path);
void path_list_free(struct path_list *l);

#endif
