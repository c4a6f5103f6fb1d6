#ifndef SITE_PAGES_MANIFEST_H
#define SITE_PAGES_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>

#include "site/plan.h"

/* Whether the issue of that number has a manifest: it has pictures, and the site an address. */
bool manifest_is_there(const struct plan *p, uint32_t issue);

#endif
