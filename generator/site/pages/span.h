#ifndef SITE_PAGES_SPAN_H
#define SITE_PAGES_SPAN_H

#include "site/fingerprint.h"
#include "site/page_kind.h"

/*
 * What the page of a year or a month, span i of its sort, is made of: the
 * issues in it, the spans before and after as far as links to them tell, and
 * which years there are.
 */
uint64_t span_fingerprint(const struct fingerprints *p, const struct page_kind *kind,
                          const struct archive_span *spans, size_t count, size_t i);

#endif
