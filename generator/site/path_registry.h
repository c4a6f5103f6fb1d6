#ifndef SITE_PATH_REGISTRY_H
#define SITE_PATH_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/hashset.h"
#include "base/report.h"
#include "base/view.h"

/*
 * Which addresses are taken, so that no two things get one, also on a file
 * system that does not tell upper from lower case. Only hashes are kept; who
 * it was that came first is found by going through all of it once more.
 */
struct path_registry {
	struct hashset *exact; /* the caller's: all paths as they are */
	struct hashset folded; /* of those that are not folded as they are */
	size_t found;          /* addresses that were claimed again */
	uint64_t met;          /* the hash of the first of them */
	const char *owners[2];
	struct buf address;
	struct buf text;
};

/* Claims a path for the file that asks for it, or NULL for one of broadsheet's own. */
void path_registry_take(struct path_registry *c, struct view path, const char *owner);

/* Whether the path is taken. */
bool path_registry_has(struct path_registry *c, struct view path);

/* Called for all paths in the same order as before, finds who claimed the address first. */
void path_registry_trace(struct path_registry *c, struct view path, const char *owner);

/* The error that names both sides. */
void path_registry_tell(const struct path_registry *c, struct report *r);

void path_registry_free(struct path_registry *c);

#endif
