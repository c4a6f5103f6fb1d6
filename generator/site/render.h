#ifndef SITE_RENDER_H
#define SITE_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/report.h"
#include "site/site.h"

/* What came of it. */
struct render_count {
	size_t written;
	size_t same;
	size_t removed;
};

/*
 * Makes one page of every sort without writing any of them, so that a fault in
 * a template or a link that leads nowhere is told while the site that is there
 * is still as it was.
 */
bool render_rehearse(struct site *s, struct report *r);

/*
 * The stages render and write, on that many threads: pages first, then the
 * lists that link to them, then the home page, then what is no longer part of
 * the site is removed. told, if not NULL, hears how many jobs of all are done.
 */
bool render_site(struct site *s, size_t threads,
                 void (*told)(void *context, size_t done, size_t all), void *context,
                 struct render_count *out, struct report *r);

#endif
