#ifndef SITE_HOSTING_H
#define SITE_HOSTING_H

#include "archive/config.h"
#include "base/view.h"

/* The path of base_url on its server, which ends with /; empty without base_url. */
struct view hosting_root(const struct config *c);

#endif
