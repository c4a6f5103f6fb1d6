#ifndef SITE_REDIRECTS_H
#define SITE_REDIRECTS_H

#include "site/path_registry.h"
#include "site/plan.h"

/*
 * Old addresses: adds to p->redirects, and claims, those that corrections.conf
 * names (alias), and those that pages and articles would have without their
 * corrections, unless something else stands there. False, reported, if an alias
 * is the address of something that is there.
 */
bool redirects_plan(struct plan *p, struct path_registry *c, struct report *r);

#endif
