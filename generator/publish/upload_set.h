#ifndef PUBLISH_UPLOAD_SET_H
#define PUBLISH_UPLOAD_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/report.h"
#include "base/view.h"
#include "input/scan.h"
#include "publish/known_files.h"
#include "site/page_kind.h"

/* What the destination has at that path. */
enum upload_state { UPLOAD_SAME, UPLOAD_NEW, UPLOAD_CHANGED };

struct upload_file {
	struct view path;  /* counted from the site's folder */
	const char *place; /* to open */
	uint64_t hash;     /* of its bytes, the same on every machine */
	uint64_t size;
	enum page_reach reach; /* in which order files are sent */
	enum upload_state state;
};

typedef ARRAY(struct upload_file) upload_files;

/* The files of the site that are to be sent, and what is known of each. */
struct upload_set {
	struct scan scan;
	upload_files files; /* in byte order of their paths */
};

/*
 * Finds and reads the files. What a site has for those who mend it, review/,
 * is left out unless asked for; so is what no reader is to see: .git, and
 * temporary files. What known knows of is not read.
 */
bool upload_set_read(struct upload_set *g, const char *site, bool review, struct known_files *known,
                     struct report *r);

/* The file at that path, or NULL. */
const struct upload_file *upload_set_find(const struct upload_set *g, struct view path);

/* Whether any of them is in that folder, at any depth. */
bool upload_set_has_folder(const struct upload_set *g, struct view folder);

void upload_set_free(struct upload_set *g);

/*
 * The order of sending, so that no reader meets a dead link. What is new is
 * sent before anything that was there is changed, as only changed files lead to
 * it, and within both in the order of enum page_reach; entries come after all others, and
 * a first page where there was none last of all: with it the site begins. A step's files may be sent in any order.
 */
#define UPLOAD_STEPS 7

/* The step of a file that is to be sent. */
size_t upload_set_step(const struct upload_file *f);

#endif
