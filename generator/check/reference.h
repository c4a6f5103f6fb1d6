#ifndef CHECK_REFERENCE_H
#define CHECK_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/hashset.h"
#include "base/map.h"
#include "check/diagnostics.h"

/*
 * Where a link goes: whether there is such a file, and what stands against it.
 * The site is read by any number of threads; each file has its own references.
 */
struct reference_site {
	const char *folder;
	struct map files; /* names of all files, as "2022/index.html" */
	struct hashset folders;
	struct view base; /* the site's own address, ending with /; absent if unknown */
};

/* A link to a place in another page, whose ids are known when all are read. */
struct reference_anchor {
	uint64_t keys[3]; /* reference_key() of page and id, one of which has to be there */
	char *link;       /* as written */
	size_t line, column;
};

struct reference_anchors {
	struct reference_anchor *items;
	size_t len, cap;
};

struct reference_file {
	const struct reference_site *site;
	struct view name;
	struct diagnostics *told;
	size_t count; /* links checked */
	struct reference_anchors anchors;
	struct diagnostics_repeated habits;
	struct buf link, path; /* to work in */
};

enum reference_use {
	REFERENCE_LINK,     /* for readers: other sites are fine */
	REFERENCE_RESOURCE, /* part of the page: should come with the site */
	REFERENCE_ADDRESS,  /* an absolute address, of a feed or as canonical */
};

/* Checks a link that stands, with character references, at an offset of the text. */
void reference_check(struct reference_file *f, struct view link, size_t at, enum reference_use use);

/* The same for each candidate of a srcset. */
void reference_check_set(struct reference_file *f, struct view set, size_t at);

/*
 * What stands for an id of a page in a hashset. Without an id: the page leads on
 * to another, so that any place in it will do.
 */
uint64_t reference_key(struct buf *room, struct view name, struct view id);

/* Whether the place is among those keys. */
bool reference_is_there(const struct reference_anchor *a, const struct hashset *keys);

void reference_free(struct reference_file *f);

#endif
