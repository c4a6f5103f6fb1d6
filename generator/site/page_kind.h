#ifndef SITE_PAGE_KIND_H
#define SITE_PAGE_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/view.h"
#include "site/list.h"

/*
 * A kind of page: all that the site has to know of pages that are made alike,
 * in one place. Planning, the loading of templates, rendering, rebuilding, the
 * sitemap and publishing ask the table of kinds (site/pages/pages.h) and
 * nothing else. Files that are no pages for readers, such as feeds, stand in
 * the same table.
 */
struct fingerprints;
struct page_kind;
struct plan;
struct renderer;
struct segmented_page;
struct value;

/* One page: its kind, and what tells it from others of that kind. */
struct page_ref {
	const struct page_kind *kind;
	uint32_t number; /* in the archive, the configuration or the plan, as the kind has it */
	uint32_t part;   /* of what has several pages, from 1; else 0 */
};

/* When a page is made. Those of one stage are made at the same time, on any thread. */
enum page_stage {
	PAGE_LINKED_TO, /* first: what pages lead to that is no page itself */
	PAGE_FEED,      /* along with the texts of the archive */
	PAGE_OF_TEXTS,  /* with the texts of its issue or printed page: site/issue_job.h */
	PAGE_LIST,      /* then: what leads to those pages */
	PAGE_ELSEWHERE, /* not by rendering: the export */
};

/*
 * What a page is for its readers, in the order in which files are sent to
 * where they are: what leads nowhere, single pages, lists that lead to those,
 * and the files at which readers and programs enter the site.
 */
enum page_reach { PAGE_REACH_ASSET, PAGE_REACH_SINGLE, PAGE_REACH_LIST, PAGE_REACH_ENTRY };

/* Goes through pages: sees what is wanted of them. */
struct page_walk {
	const struct plan *plan;
	void (*see)(void *context, struct page_ref page);
	void *context;
	bool mapped; /* only kinds of which search engines are told */
};

struct page_kind {
	const char *name;     /* one word for messages; no two kinds have the same */
	const char *template; /* NULL: what it shows are bytes, see put */
	enum page_stage stage;
	enum page_reach reach;
	bool only_review; /* exists where a review is made */
	bool single_form; /* is never there in compressed forms */

	/* Somebody wrote links into its text, which every build looks at: it is made by each. */
	bool leads_anywhere;

	enum list list; /* of the pages of a list: which */

	/*
	 * The form of its addresses, as fnmatch() has it, where * and ? stand for
	 * no slash. Without path this is the address of its one page.
	 */
	const char *form;
	struct view (*path)(const struct plan *p, struct page_ref page, struct arena *a);

	/*
	 * Which pages there are: those with numbers below count(), or whatever
	 * each() sees; one, if there is neither. each_in_year() sees those of
	 * plan->archive->years.items[year], and each() then those of no year.
	 */
	size_t (*count)(const struct plan *p);
	void (*each)(struct page_walk *w, const struct page_kind *kind);
	void (*each_in_year)(struct page_walk *w, const struct page_kind *kind, uint32_t year);

	/* The file that asks for the page, for messages; absent: broadsheet itself does. */
	const char *(*owner)(const struct plan *p, struct page_ref page);

	/* Whether search engines are told of it; absent: of none of the kind. */
	bool (*mapped)(const struct plan *p, struct page_ref page);

	/*
	 * Absent: whether the page is what it was is told by the values that its
	 * template is given, which are made by every build, so that nothing can be
	 * forgotten. Only where these cost about as much as the page, as they are read
	 * from the texts of printed pages or are all rows of all lists, is a fingerprint
	 * made by hand of all that show() can see of the archive. It may change where
	 * the page does not, but must never stay where the page would change.
	 */
	uint64_t (*fingerprint)(const struct fingerprints *p, struct page_ref page);

	/*
	 * How it is made: sets what the template is given, or puts bytes with
	 * renderer_put(). What goes wrong is in the renderer's report, and the page
	 * is then not put. A page of the stage PAGE_OF_TEXTS has show_texts or
	 * put_texts instead: texts[0] is that of its first printed page.
	 */
	void (*show)(struct renderer *m, struct value *v, struct page_ref page);
	void (*show_texts)(struct renderer *m, struct value *v, struct page_ref page,
	                   const struct segmented_page *texts);
	void (*put)(struct renderer *m, struct view path, struct page_ref page);
	void (*put_texts)(struct renderer *m, struct view path, struct page_ref page,
	                  const struct segmented_page *texts);
};

/* For each(): a page is there; or, nothing to do as another kind's each() sees the pages. */
static inline void page_see(struct page_walk *w, const struct page_kind *kind, size_t number,
                            size_t part)
{
	w->see(w->context, (struct page_ref){ kind, (uint32_t)number, (uint32_t)part });
}

static inline void page_each_elsewhere(struct page_walk *w, const struct page_kind *kind)
{
	(void)w, (void)kind;
}

/* For mapped(): search engines are told of all pages. */
static inline bool page_mapped(const struct plan *p, struct page_ref page)
{
	(void)p, (void)page;
	return true;
}

#endif
