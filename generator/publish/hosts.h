#ifndef PUBLISH_HOSTS_H
#define PUBLISH_HOSTS_H

#include <stdbool.h>

#include "archive/config.h"
#include "base/buf.h"
#include "base/report.h"

/*
 * Files that a host is set up with: a web server's block, a workflow that
 * builds and publishes; and what batch engines run to build in steps. Each is a
 * template hosts/NAME.mustache or engines/NAME.mustache, of the archive's own or
 * the installed ones, filled in from the configuration.
 */
struct hosts_order {
	const char *name;
	const char *folder; /* where the site is on the server; NULL: where it is built */
};

/* Appends the file. False, reported, if there is no such template, or no base_url. */
bool hosts_print(const struct config *c, const struct hosts_order *order, struct buf *out,
                 struct report *r);

/* Appends the names that there are, one a line, in byte order. */
bool hosts_list(const struct config *c, struct buf *out, struct report *r);

#endif
