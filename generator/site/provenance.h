#ifndef SITE_PROVENANCE_H
#define SITE_PROVENANCE_H

#include "site/renderer.h"

/* provenance: where a page's text comes from, and how its day is known. */
const struct value *provenance_show(struct renderer *m, const struct segmented_page *segmented);

#endif
