#include <stdlib.h>

#include "base/mem.h"
#include "site/chart.h"
#include "site/pages/list_page.h"
#include "site/pages/pages.h"
#include "site/show.h"

#define TOPICS_MOST 5

/* The topics that a person writes about most. */
static void show_author_topics(struct renderer *m, struct value *list, const uint32_t *items,
                               size_t count)
{
	const struct archive *a = m->site->archive;
	size_t topics = m->site->config->topic_count;
	uint32_t *counts = mem_array(topics, sizeof(*counts));
	for (size_t i = 0; i < count; i++) {
		const struct archive_article *x = &a->articles.items[items[i]];
		for (size_t k = 0; k < x->topic_count; k++)
			counts[x->topics[k]]++;
	}
	while (value_length(list) < TOPICS_MOST) {
		size_t best = 0;
		for (size_t i = 1; i < topics; i++)
			best = counts[i] > counts[best] ? i : best;
		if (topics == 0 || counts[best] == 0)
			break;
		struct value *v = value_push_object(list);
		show_listed(m, v, LIST_TOPIC, (uint32_t)best);
		value_set(v, "article_count", show_count(m, counts[best]));
		counts[best] = 0;
	}
	free(counts);
}

static size_t count_photos(const struct archive *a, const uint32_t *items, size_t count,
                           uint32_t name)
{
	size_t photos = 0;
	for (size_t i = 0; i < count; i++) {
		const struct archive_article *x = &a->articles.items[items[i]];
		for (size_t k = 0; k < x->credit_count; k++) {
			const struct archive_credit *c = &a->credits.items[x->credits_from + k];
			photos += c->name == name && (c->roles & ARCHIVE_PHOTOGRAPHER);
		}
	}
	return photos;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct archive *a = m->site->archive;
	uint32_t number = page.number;
	size_t count;
	const uint32_t *items = list_articles(a, LIST_AUTHOR, number, &count);
	bool newest = list_page_is_newest(&m->site->plan, page);
	struct value *o = value_set_object(v, "author");
	show_listed(m, o, LIST_AUTHOR, number);
	value_set(o, "article_count", newest ? show_count(m, count) : value_null());
	value_set(o, "photo_count",
	          newest ? show_count(m, count_photos(a, items, count, number)) : value_null());
	value_set_text(o, "years", newest ? show_years(m, items, count) : VIEW_NULL);
	struct value *topics = value_set_list(o, "topics");
	if (newest)
		show_author_topics(m, topics, items, count);
	show_has(o, "has_topics", topics);
	value_set(o, "chart", newest ? chart_of_articles(m, items, count) : value_null());
	list_page_show(m, value_set_object(v, "list"), page);
}

const struct page_kind page_author_list = {
	.name = "author",
	.template = "author",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_AUTHOR,
	.form = "authors/*.html",
	.path = list_page_path,
	.each = list_page_each,
	.mapped = page_mapped,
	.fingerprint = list_page_fingerprint,
	.show = show,
};
