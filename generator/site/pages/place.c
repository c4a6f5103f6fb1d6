#include "site/chart.h"
#include "site/pages/feed.h"
#include "site/pages/list_page.h"
#include "site/pages/pages.h"
#include "site/show.h"

/* Sets name, url and feed_url. */
static void show_place(struct renderer *m, struct value *o, uint32_t place)
{
	bool fed = list_is_configured(m->site->archive, LIST_PLACE, place);
	show_listed(m, o, LIST_PLACE, place);
	value_set_text(o, "feed_url",
	               fed ? plan_list_feed_url(&m->site->plan, LIST_PLACE, place, &m->arena)
	                   : VIEW_NULL);
}

/* ── the index ── */

/* First the places that site.conf names, in its order, then the others by pinyin. */
static void show_index(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	struct value *places = value_set_list(v, "places");
	for (uint32_t i = 0; i < list_count(a, LIST_PLACE); i++) {
		size_t count;
		if (!list_has_page(a, LIST_PLACE, i))
			continue;
		list_articles(a, LIST_PLACE, i, &count);
		struct value *o = value_push_object(places);
		show_place(m, o, i);
		value_set(o, "article_count", show_count(m, count));
	}
	show_has(v, "has_places", places);
}

const struct page_kind page_place_index = {
	.name = "places",
	.template = "places",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_PLACE,
	.form = "places/index.html",
	.mapped = page_mapped,
	.show = show_index,
};

/* ── the articles of one ── */

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	size_t count;
	const uint32_t *items = list_articles(m->site->archive, LIST_PLACE, page.number, &count);
	bool newest = list_page_is_newest(&m->site->plan, page);
	struct value *o = value_set_object(v, "place");
	show_place(m, o, page.number);
	value_set(o, "article_count", newest ? show_count(m, count) : value_null());
	value_set(o, "chart", newest ? chart_of_articles(m, items, count) : value_null());
	list_page_show(m, value_set_object(v, "list"), page);
}

const struct page_kind page_place_list = {
	.name = "place",
	.template = "place",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_PLACE,
	.form = "places/*.html",
	.path = list_page_path,
	.each = list_page_each,
	.owner = list_page_owner,
	.mapped = page_mapped,
	.fingerprint = list_page_fingerprint,
	.show = show,
};

const struct page_kind page_place_feed = {
	.name = "place feed",
	.template = "feed.xml",
	.stage = PAGE_FEED,
	.reach = PAGE_REACH_ENTRY,
	.list = LIST_PLACE,
	.form = "places/*.xml",
	.path = feed_path,
	.each = feed_each,
	.owner = list_page_owner,
	.fingerprint = feed_fingerprint,
	.show = feed_show,
};
