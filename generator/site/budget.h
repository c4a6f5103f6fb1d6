#ifndef SITE_BUDGET_H
#define SITE_BUDGET_H

#include <stdint.h>

#include "archive/config.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/report.h"
#include "base/view.h"
#include "cache/build_log.h"
#include "site/plan.h"

/*
 * How much of a site there is. Hosts count: one of them files, one bytes, one
 * files and folders.
 */
struct budget {
	uint64_t files;
	uint64_t folders;
	uint64_t bytes;
	uint64_t rules;   /* lines of _redirects that a host counts; 0 without a plan */
	uint64_t largest; /* bytes of the largest file */
	struct view largest_path;
};

/*
 * Of the files of a build. Folders and the path of the largest file, which is
 * in memory of the arena, are only found where they could matter, and not
 * without a plan.
 */
void budget_take(struct budget *b, const struct build_log_file *files, size_t count,
                 const struct plan *p, struct arena *a);

/* A warning for each limit of a host in c->hosts that is passed, and what helps. */
void budget_warn(const struct budget *b, const struct config *c, struct report *r);

/* 57,086 */
void budget_put_number(struct buf *out, uint64_t n);

/* 9.8 kB, 587 MB, 5.9 GB; in thousands. */
void budget_put_bytes(struct buf *out, uint64_t bytes);

#endif
