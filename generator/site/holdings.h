#ifndef SITE_HOLDINGS_H
#define SITE_HOLDINGS_H

#include "site/maker.h"

/* holdings: what the archive has. */
const struct value *holdings_show(struct maker *m);

#endif
