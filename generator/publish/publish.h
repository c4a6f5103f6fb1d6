#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/config.h"
#include "base/report.h"

/*
 * Sends a built site to where readers find it: what changed, in an order in
 * which no reader meets a dead link, and then removes what is no longer of it.
 */
struct publish_order {
	const char *site;            /* the folder */
	const struct config *config; /* of its archive */
	const char *destination;     /* as publish/destination.h has it */
	size_t threads;              /* for checking */
	size_t at_once;              /* parts to send side by side; 0: as many as suit the way there */
	bool dry_run;                /* tell on standard output what would be done */
	bool review;                 /* send review/, too */
	bool prune;                  /* remove also what broadsheet did not put there */
	bool quiet;                  /* show no progress */
};

struct publish_count {
	size_t fresh, changed, removed, same;
	uint64_t bytes; /* of the fresh and the changed */
};

/*
 * False, reported, if the site is not whole or not right, or it could not be
 * sent in full. Sent again, it goes on from there.
 */
bool publish_site(const struct publish_order *order, struct publish_count *out, struct report *r);

#endif
