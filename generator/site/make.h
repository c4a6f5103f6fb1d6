#ifndef SITE_MAKE_H
#define SITE_MAKE_H

#include "archive/archive.h"
#include "site/export.h"
#include "site/renderer.h"

/*
 * The pages of the site, each made and put in place by one call. What goes
 * wrong is in the maker's report. Sheets are the texts of a run of pages,
 * sheets[0] that of page first.
 */
void make_article(struct renderer *m, uint32_t article, const struct segmented_page *sheet);
void make_page(struct renderer *m, uint32_t page, const struct segmented_page *sheet);
void make_issue(struct renderer *m, uint32_t issue, const struct segmented_page *sheets);
void make_undated(struct renderer *m);

/* number counts in archive->years or archive->months */
void make_year(struct renderer *m, uint32_t number);
void make_month(struct renderer *m, uint32_t number);
void make_on(struct renderer *m, size_t day_of_year);

/* Page k, from 1, of the list of a topic, a name or a kind. */
void make_list(struct renderer *m, enum plan_list sort, uint32_t number, size_t k);

void make_topics(struct renderer *m);
void make_authors(struct renderer *m);
void make_authors_by_strokes(struct renderer *m);
void make_kinds(struct renderer *m);

void make_home(struct renderer *m);
void make_coverage(struct renderer *m, const struct export *e); /* after export_end() */
void make_notfound(struct renderer *m);
void make_search(struct renderer *m);
void make_opensearch(struct renderer *m);
void make_robots(struct renderer *m);

/* _headers, _redirects and .nojekyll, for hosts that take them. */
void make_hosting(struct renderer *m);

void make_document(struct renderer *m, size_t number);
void make_redirect(struct renderer *m, size_t number);
void make_asset(struct renderer *m, size_t number);

/* Page k, from 1, of the review's list; and what stands at a place of its order. */
void make_review_list(struct renderer *m, size_t k);
void make_review_page(struct renderer *m, size_t place);

/* The feed of all, or of one topic; the newest entries. */
#define MAKE_FEED_ALL     UINT32_MAX
#define MAKE_FEED_ENTRIES 50 /* at least; the newest day is whole */
void make_feed(struct renderer *m, uint32_t topic);

/* All files of one sitemap group, and the index of all. */
void make_sitemap(struct renderer *m, size_t group);
void make_sitemap_index(struct renderer *m);

#endif
