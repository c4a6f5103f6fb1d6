#ifndef SITE_PLAN_H
#define SITE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/arena.h"
#include "base/hashset.h"
#include "base/view.h"
#include "input/scan.h"
#include "site/document.h"
#include "site/list.h"
#include "site/page_kind.h"

/*
 * The plan of the site: the address of everything, before anything is written.
 *
 * An article's address comes from day, page and line alone, so that no change
 * of words moves it: 2022/01/19/02-23.html. Where the page has no number, its
 * file's stem stands for it; a page without a date is in undated/.
 *
 * A url is percent-encoded and counted from the root of the site; a path is
 * the same as the file's name.
 */
struct plan_redirect {
	struct view path;   /* where something was */
	struct view target; /* url of where it is */
	const char *owner;  /* the line of corrections.conf, or the page's file */
};

struct plan {
	const struct archive *archive;
	const struct document_list *documents;
	const struct scan *assets;
	const struct page_kind *const *kinds; /* all kinds of pages, and NULL */
	struct view *page_paths;              /* by number of the page, without .html */
	struct view *page_urls;
	struct view *list_paths[LIST_COUNT]; /* by number of the list, without .html */
	struct view *list_urls[LIST_COUNT];
	ARRAY(struct plan_redirect) redirects;
	struct hashset paths; /* all that plan_each() tells */
	struct hashset late;  /* what the site will have beside, named by those who make it */
	struct arena arena;
};

/*
 * Gives pages and lists their addresses. Which files the site will have is
 * found by planning_make(), see planning.h. All that is given has to outlive
 * the plan.
 */
void plan_open(const struct archive *a, const struct document_list *documents,
               const struct scan *assets, const struct page_kind *const *kinds, struct plan *out);

/* Addresses, in memory of the arena. */
struct view plan_page_url(const struct plan *p, uint32_t page, struct arena *a);
struct view plan_page_path(const struct plan *p, uint32_t page, struct arena *a);

/* Of the page's picture, and of the small one: the address where it has one. */
struct view plan_picture_url(const struct plan *p, uint32_t page, bool small, struct arena *a);
struct view plan_picture_path(const struct plan *p, uint32_t page, bool small, struct arena *a);

/* Of the page's picture in tiles, without a slash at its end; what stands below has names of its own. */
struct view plan_tiles_url(const struct plan *p, uint32_t page, struct arena *a);
struct view plan_tiles_path(const struct plan *p, uint32_t page, struct arena *a);

struct view plan_article_url(const struct plan *p, uint32_t article, struct arena *a);
struct view plan_article_path(const struct plan *p, uint32_t article, struct arena *a);
struct view plan_issue_url(struct date d, struct arena *a);
struct view plan_manifest_url(struct date d, struct arena *a); /* of IIIF, of the issue */
struct view plan_month_url(struct date d, struct arena *a);
struct view plan_year_url(int year, struct arena *a);
struct view plan_on_url(size_t day_of_year, struct arena *a);

/*
 * The path, without .html, of a page of that day, number and file's stem; and
 * the address of an article by that of its page (again: see archive.h).
 */
struct view plan_page_at(struct date d, struct view number, struct view stem, struct arena *a);
struct view plan_article_at(struct view base, uint32_t line, uint32_t again, struct arena *a);

/*
 * Where articles stand in the file of their printed page, an article's address
 * is that of the page with an anchor: 2022/01/19/02.html#23. It has no path.
 */
struct view plan_anchor_at(uint32_t line, uint32_t again, struct arena *a);

/* Whether an article of the same page has that line in its address. */
bool plan_begins(const struct plan *p, uint32_t article, uint32_t line, uint32_t again);

/* How many pages a list has, at least 1, and what of the list is on page k (from 1). */
size_t plan_list_pages(const struct plan *p, enum list list, uint32_t number);
const uint32_t *plan_list_part(const struct plan *p, enum list list, uint32_t number, size_t k,
                               size_t *count);

struct view plan_list_url(const struct plan *p, enum list list, uint32_t number, size_t k,
                          struct arena *a);
struct view plan_list_path(const struct plan *p, enum list list, uint32_t number, size_t k,
                           struct arena *a);

/* The newest page of a list: where links lead. */
struct view plan_list_newest(const struct plan *p, enum list list, uint32_t number,
                             struct arena *a);

/* Where the feed of a list is, if that sort of list has feeds. */
struct view plan_list_feed_url(const struct plan *p, enum list list, uint32_t number,
                               struct arena *a);
struct view plan_list_feed_path(const struct plan *p, enum list list, uint32_t number,
                                struct arena *a);

/* data/2022.csv, where year 0 is for undated pages, and data/articles.csv. */
struct view plan_export_path(int year, const char *ending, struct arena *a);
struct view plan_export_all_path(const char *ending, struct arena *a);

/* The address of a page. */
struct view plan_path(const struct plan *p, struct page_ref page, struct arena *a);

/*
 * Goes through the pages of all kinds: all there are, those of
 * archive->years.items[year], or those that belong to no year.
 */
void plan_walk(struct page_walk *w);
void plan_walk_year(struct page_walk *w, uint32_t year);
void plan_walk_yearless(struct page_walk *w);

/*
 * Goes through the paths of all files, compressed forms among them; owner is
 * the file that asks for it, or NULL.
 */
typedef void plan_see(void *context, struct view path, const char *owner);
void plan_each(const struct plan *p, plan_see *see, void *context);

/* Whether the site will have that file. */
bool plan_has(const struct plan *p, struct view path);

void plan_free(struct plan *p);

#endif
