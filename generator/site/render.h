#ifndef SITE_RENDER_H
#define SITE_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/part.h"
#include "base/report.h"
#include "cache/build_log.h"
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
 * is still as it was. What a build of the same world tried need not be tried again.
 */
bool render_rehearse(struct site *s, struct build_log *made, struct report *r);

struct render_order {
	size_t threads;
	uint64_t world;         /* fingerprint of what all files depend on, never 0 */
	struct build_log *made; /* what stands already; gets what stands then */

	const char *batches; /* folder of what the index keeps of issues; NULL: nothing may be kept */

	/* If not NULL, hears how many jobs of all are done. */
	void (*told)(void *context, size_t done, size_t all);
	void *context;

	/* What other steps have made, see render_part(): their logs, which outlive the rendering. */
	const struct build_log *steps;
	size_t step_count;
};

/*
 * The stages render and write: pages first, then the lists that link to them,
 * then the home page, then what is no longer part of the site is removed. What
 * stands and would be the same is not made again.
 */
bool render_site(struct site *s, const struct render_order *order, struct render_count *out,
                 struct report *r);

/*
 * The same in steps of several processes. The first begins: puts what pages
 * lead to that is no page itself, and a placeholder for each page that is new,
 * so that all others can be made in any order. Then each part is made, all at
 * the same time or one after the other; what has to be put together of
 * all parts is noted in the log that the part's order has. Then render_site()
 * with the logs of all steps makes the rest and removes what is gone.
 */
bool render_begin(struct site *s, const struct render_order *order, struct render_count *out,
                  struct report *r);
bool render_part(struct site *s, const struct render_order *order, const struct part *part,
                 struct render_count *out, struct report *r);

#endif
