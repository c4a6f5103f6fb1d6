#ifndef SITE_PAGES_PAGES_H
#define SITE_PAGES_PAGES_H

#include "site/page_kind.h"

/*
 * The table of kinds of pages: a row a kind. page_NAME is in a file of this
 * folder. Rows stand in the order in which pages are planned, made and told to
 * search engines.
 */
#define PAGE_KINDS(ROW) \
	ROW(home)           \
	ROW(topic_index)    \
	ROW(place_index)    \
	ROW(author_index)   \
	ROW(kind_index)     \
	ROW(title_index)    \
	ROW(title)          \
	ROW(dates)          \
	ROW(coverage)       \
	ROW(author_strokes) \
	ROW(author_count)   \
	ROW(author_letter)  \
	ROW(author_names)   \
	ROW(search)         \
	ROW(search_sounds)  \
	ROW(document)       \
	ROW(topic_list)     \
	ROW(place_list)     \
	ROW(author_list)    \
	ROW(kind_list)      \
	ROW(on_index)       \
	ROW(on_this_day)    \
	ROW(on_rows)        \
	ROW(undated)        \
	ROW(year)           \
	ROW(month)          \
	ROW(issue)          \
	ROW(printed_page)   \
	ROW(picture)        \
	ROW(tile)           \
	ROW(tile_info)      \
	ROW(thumbnail)      \
	ROW(manifest)       \
	ROW(article)        \
	ROW(notfound)       \
	ROW(saved)          \
	ROW(feed)           \
	ROW(topic_feed)     \
	ROW(place_feed)     \
	ROW(robots)         \
	ROW(headers)        \
	ROW(redirect_rules) \
	ROW(nojekyll)       \
	ROW(data_of_year)   \
	ROW(data_of_all)    \
	ROW(database)       \
	ROW(datapackage)    \
	ROW(issue_dates)    \
	ROW(static_file)    \
	ROW(redirect)       \
	ROW(opensearch)     \
	ROW(sitemap_index)  \
	ROW(sitemap)        \
	ROW(review_list)    \
	ROW(review_page)

#define PAGE_KIND_DECLARED(name) extern const struct page_kind page_##name;
PAGE_KINDS(PAGE_KIND_DECLARED)
#undef PAGE_KIND_DECLARED

/* All kinds, and NULL. */
extern const struct page_kind *const page_kinds[];

/*
 * The first kind whose addresses have the form of this path, or NULL. Kinds
 * whose pages may stand anywhere, such as static files, are not told by it.
 */
const struct page_kind *page_kind_at(struct view path);

#endif
