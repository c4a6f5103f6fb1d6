#ifndef SITE_PROVENANCE_H
#define SITE_PROVENANCE_H

#include "site/maker.h"

/* provenance: where a page's text comes from, and how its day is known. */
const struct value *provenance_show(struct maker *m, const struct archive_sheet *sheet);

#endif
