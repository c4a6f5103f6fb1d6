#ifndef SITE_PLANNING_H
#define SITE_PLANNING_H

#include <stdbool.h>

#include "base/report.h"
#include "site/plan.h"

/*
 * Plans a site: gives addresses, and finds out which files the site will have
 * and which old addresses lead where. All that is given has to outlive the plan,
 * which plan_free() frees in any case. False, with an error that names both sides,
 * if two things would have one address, also on a file system that does not
 * tell upper from lower case.
 */
bool planning_make(const struct archive *a, const struct document_list *documents,
                   const struct scan *assets, const struct page_kind *const *kinds,
                   struct plan *out, struct report *r);

#endif
