#ifndef SITE_PAGES_LIST_PAGE_H
#define SITE_PAGES_LIST_PAGE_H

#include "site/page_kind.h"

/*
 * What the pages of all long lists have in common: the hooks of a kind whose
 * pages are those of kind->list. number is that of the list, part the page of
 * it, from 1.
 */
struct view list_page_path(const struct plan *p, struct page_ref page, struct arena *a);
void list_page_each(struct page_walk *w, const struct page_kind *kind);

/* site.conf, of lists that it names. */
const char *list_page_owner(const struct plan *p, struct page_ref page);

/* Whether it is the newest page of its list: the one that tells of all of it. */
bool list_page_is_newest(const struct plan *p, struct page_ref page);

/*
 * Of all that its page shows: of the newest page, which tells of the whole list, the rows of
 * all its articles; of another one those of its own, and how many are newer, as far as links
 * to them tell.
 */
uint64_t list_page_fingerprint(const struct fingerprints *p, struct page_ref page);

/* list: the articles of this page, and where the others are. */
void list_page_show(struct renderer *m, struct value *o, struct page_ref page);

#endif
