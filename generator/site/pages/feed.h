#ifndef SITE_PAGES_FEED_H
#define SITE_PAGES_FEED_H

#include "site/page_kind.h"

/*
 * The hooks of a kind of Atom feeds: one for each list of kind->list that
 * site.conf names, with the newest entries. Others have none, as each feed reads
 * the texts of its articles again. number is that of the list.
 */
struct view feed_path(const struct plan *p, struct page_ref page, struct arena *a);
void feed_each(struct page_walk *w, const struct page_kind *kind);
uint64_t feed_fingerprint(const struct fingerprints *p, struct page_ref page);
void feed_show(struct renderer *m, struct value *v, struct page_ref page);

#endif
