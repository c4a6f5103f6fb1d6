#ifndef SITE_COVERAGE_SUMMARY_H
#define SITE_COVERAGE_SUMMARY_H

#include "site/renderer.h"

/* holdings: what the archive has. */
const struct value *coverage_summary_show(struct renderer *m);

#endif
