#ifndef SITE_MISPLACED_H
#define SITE_MISPLACED_H

#include <stdbool.h>

#include "base/report.h"
#include "site/plan.h"

/*
 * Static files, site pages and redirects that stand where they cannot stay: at
 * an address that the site keeps for what no plan knows, or in a folder that is
 * a file of the site as well. Warned of are those at addresses of which a page
 * of the site may come to need one. False, with an error for each, if one
 * cannot be where it is.
 */
bool misplaced_check(const struct plan *p, struct report *r);

#endif
