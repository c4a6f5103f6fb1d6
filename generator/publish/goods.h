#ifndef PUBLISH_GOODS_H
#define PUBLISH_GOODS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/scan.h"
#include "base/array.h"
#include "base/report.h"
#include "base/view.h"

/*
 * The files of the site that are to be sent, and what is known of each.
 *
 * Kinds stand in the order in which they are sent: what links to nothing and
 * single pages, lists that link to those, and the files at which readers and
 * programs enter the site.
 */
enum goods_kind { GOODS_ASSET, GOODS_PAGE, GOODS_LIST, GOODS_ENTRY };

/* What the destination has at that path. */
enum goods_state { GOODS_SAME, GOODS_NEW, GOODS_CHANGED };

struct goods_file {
	struct view      path;  /* counted from the site's folder */
	const char      *place; /* to open */
	uint64_t         hash;  /* of its bytes, the same on every machine */
	uint64_t         size;
	enum goods_kind  kind;
	enum goods_state state;
};

typedef ARRAY(struct goods_file) goods_files;

struct goods {
	struct scan scan;
	goods_files files; /* in byte order of their paths */
};

/*
 * Finds and reads the files. What a site has for those who mend it, review/,
 * is left out unless asked for; so is what no reader is to see: .git, and
 * temporary files.
 */
bool goods_read(struct goods *g, const char *site, bool review, struct report *r);

/* The file at that path, or NULL. */
const struct goods_file *goods_find(const struct goods *g, struct view path);

/* Whether any of them is in that folder, at any depth. */
bool goods_has_folder(const struct goods *g, struct view folder);

void goods_free(struct goods *g);

/*
 * The order of sending, so that no reader meets a dead link. What is new is
 * sent before anything that was there is changed, as only changed files lead to
 * it, and within both in the order of kinds; entries come after all others, and
 * a first page where there was none last of all: with it the site begins. A step's files may be sent in any order.
 */
#define GOODS_STEPS 7

/* The step of a file that is to be sent. */
size_t goods_step(const struct goods_file *f);

#endif
