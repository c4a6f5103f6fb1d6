#include "site/chart.h"
#include "site/pages/feed.h"
#include "site/pages/list_page.h"
#include "site/pages/pages.h"
#include "site/show.h"

#define ROWS_MOST 3

/* ── the index ── */

static void show_index(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	struct value *topics = value_set_list(v, "topics");
	for (uint32_t i = 0; i < list_count(a, LIST_TOPIC); i++) {
		size_t count;
		const uint32_t *items = archive_list(&a->by_topic, i, &count);
		struct value *o = value_push_object(topics);
		show_listed(m, o, LIST_TOPIC, i);
		value_set_text(o, "feed_url", plan_list_feed_url(&m->site->plan, LIST_TOPIC, i, &m->arena));
		value_set(o, "article_count", show_count(m, count));
		show_newest(m, o, items, count, ROWS_MOST);
	}
	show_has(v, "has_topics", topics);
}

const struct page_kind page_topic_index = {
	.name = "topics",
	.template = "topics",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_TOPIC,
	.form = "topics/index.html",
	.mapped = page_mapped,
	.show = show_index,
};

/* ── the articles of one ── */

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	size_t count;
	const uint32_t *items = list_articles(m->site->archive, LIST_TOPIC, page.number, &count);
	bool newest = list_page_is_newest(&m->site->plan, page);
	struct value *o = value_set_object(v, "topic");
	show_listed(m, o, LIST_TOPIC, page.number);
	value_set_text(o, "feed_url",
	               plan_list_feed_url(&m->site->plan, LIST_TOPIC, page.number, &m->arena));
	value_set(o, "article_count", newest ? show_count(m, count) : value_null());
	value_set(o, "chart", newest ? chart_of_articles(m, items, count) : value_null());
	list_page_show(m, value_set_object(v, "list"), page);
}

const struct page_kind page_topic_list = {
	.name = "topic",
	.template = "topic",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_TOPIC,
	.form = "topics/*.html",
	.path = list_page_path,
	.each = list_page_each,
	.owner = list_page_owner,
	.mapped = page_mapped,
	.fingerprint = list_page_fingerprint,
	.show = show,
};

const struct page_kind page_topic_feed = {
	.name = "topic feed",
	.template = "feed.xml",
	.stage = PAGE_FEED,
	.reach = PAGE_REACH_ENTRY,
	.list = LIST_TOPIC,
	.form = "topics/*.xml",
	.path = feed_path,
	.each = feed_each,
	.owner = list_page_owner,
	.fingerprint = feed_fingerprint,
	.show = feed_show,
};
