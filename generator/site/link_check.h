#ifndef SITE_LINK_CHECK_H
#define SITE_LINK_CHECK_H

#include <stdbool.h>

#include "base/report.h"
#include "base/view.h"
#include "site/plan.h"

/*
 * Checks each href and src in the page at path: those that do not leave the
 * site must name a file that the site will have. False, with the first dead
 * link in the report.
 */
bool link_check(const struct plan *p, struct view base_url, struct view path, struct view html,
                struct report *r);

#endif
