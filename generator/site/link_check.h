#ifndef SITE_LINK_CHECK_H
#define SITE_LINK_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/report.h"
#include "base/view.h"
#include "site/plan.h"

#define LINKS_KNOWN 1024 /* a power of two */

/*
 * Links that were found to lead somewhere, by the hash of their folder and
 * text: those of the layout are the same on all pages of a folder, and are
 * looked up once. Zeroed, it knows none; it is of one plan.
 */
struct link_memory {
	uint64_t known[LINKS_KNOWN];
};

/*
 * Checks each href and src in the page at path: those that do not leave the
 * site must name a file that the site will have. False, with the first dead
 * link in the report.
 */
bool link_check(const struct plan *p, struct view base_url, struct view path, struct view html,
                struct link_memory *m, struct report *r);

#endif
