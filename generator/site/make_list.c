#include <stdlib.h>

#include "base/mem.h"
#include "site/chart.h"
#include "site/make.h"
#include "site/show.h"

#define TOPICS_MOST 5

static struct view newest_url(struct renderer *m, enum plan_list sort, uint32_t number)
{
	size_t newest = plan_list_pages(&m->site->plan, sort, number);
	return plan_list_url(&m->site->plan, sort, number, newest, &m->arena);
}

static const struct value *row_date(struct renderer *m, uint32_t article)
{
	const struct archive *a = m->site->archive;
	return renderer_date(m, a->pages.items[a->articles.items[article].page].date);
}

/* Sets from and to: the oldest and newest date of the part. */
static void show_limits(struct renderer *m, struct value *o, const uint32_t *items, size_t count)
{
	const struct archive *a = m->site->archive;
	size_t first = 0;
	while (first < count && !date_known(a->pages.items[a->articles.items[items[first]].page].date))
		first++;
	value_set(o, "from", first < count ? row_date(m, items[first]) : value_null());
	value_set(o, "to", first < count ? row_date(m, items[count - 1]) : value_null());
}

static const struct value *part_link(struct renderer *m, enum plan_list sort, uint32_t number,
                                     size_t k, bool there)
{
	if (!there)
		return value_null();
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", plan_list_url(&m->site->plan, sort, number, k, &m->arena));
	value_set_text(v, "number", arena_printf(&m->arena, "%zu", k));
	return v;
}

static void show_parts(struct renderer *m, struct value *o, enum plan_list sort, uint32_t number,
                       size_t pages)
{
	for (size_t i = pages; i > 0; i--) {
		size_t count;
		const uint32_t *items = plan_list_part(&m->site->plan, sort, number, i, &count);
		struct value *v = value_push_object(o);
		value_set_text(v, "url", plan_list_url(&m->site->plan, sort, number, i, &m->arena));
		value_set_text(v, "number", arena_printf(&m->arena, "%zu", i));
		show_limits(m, v, items, count);
		value_set_bool(v, "current", i == pages);
	}
}

static void show_list(struct renderer *m, struct value *o, enum plan_list sort, uint32_t number,
                      size_t k)
{
	size_t count, pages = plan_list_pages(&m->site->plan, sort, number);
	const uint32_t *items = plan_list_part(&m->site->plan, sort, number, k, &count);
	value_set_text(o, "number", arena_printf(&m->arena, "%zu", k));
	value_set_bool(o, "newest", k == pages);
	value_set(o, "newer", part_link(m, sort, number, k + 1, k < pages));
	value_set(o, "older", part_link(m, sort, number, k - 1, k > 1));
	value_set_bool(o, "paged", pages > 1);
	show_limits(m, o, items, count);
	struct value *parts = value_set_list(o, "pages");
	if (k == pages && pages > 1)
		show_parts(m, parts, sort, number, pages);
	show_has(o, "has_pages", parts);
	struct value *rows = value_set_list(o, "rows");
	for (size_t i = count; i-- > 0;)
		show_row(m, value_push_object(rows), items[i]);
	show_has(o, "has_rows", rows);
}

static void show_topic_head(struct renderer *m, struct value *o, uint32_t number, bool newest)
{
	size_t count;
	const uint32_t *items = archive_list(&m->site->archive->by_topic, number, &count);
	show_topic(m, o, number);
	value_set_text(o, "feed_url", plan_topic_feed_url(&m->site->plan, number, &m->arena));
	value_set(o, "article_count", newest ? show_count(m, count) : value_null());
	value_set(o, "chart", newest ? chart_of_articles(m, items, count) : value_null());
}

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
		show_topic(m, v, (uint32_t)best);
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

static void show_author_head(struct renderer *m, struct value *o, uint32_t number, bool newest)
{
	const struct archive *a = m->site->archive;
	size_t count;
	const uint32_t *items = archive_list(&a->by_name, number, &count);
	show_person(m, o, number);
	value_set(o, "article_count", newest ? show_count(m, count) : value_null());
	value_set(o, "photo_count",
	          newest ? show_count(m, count_photos(a, items, count, number)) : value_null());
	value_set_text(o, "years", newest ? show_years(m, items, count) : VIEW_NULL);
	struct value *topics = value_set_list(o, "topics");
	if (newest)
		show_author_topics(m, topics, items, count);
	show_has(o, "has_topics", topics);
}

static void show_kind_head(struct renderer *m, struct value *o, uint32_t number, bool newest)
{
	size_t count;
	archive_list(&m->site->archive->by_kind, number, &count);
	value_set_text(o, "kind_word",
	               arena_printf(&m->arena, "t/kind_%s", kind_name((enum kind)number)));
	value_set_text(o, "url", newest_url(m, PLAN_KIND, number));
	value_set(o, "article_count", newest ? show_count(m, count) : value_null());
}

void make_list(struct renderer *m, enum plan_list sort, uint32_t number, size_t k)
{
	struct arena names = { 0 };
	struct view path = plan_list_path(&m->site->plan, sort, number, k, &names);
	bool newest = k == plan_list_pages(&m->site->plan, sort, number);
	struct value *v = renderer_begin(m, path);
	if (sort == PLAN_TOPIC)
		show_topic_head(m, value_set_object(v, "topic"), number, newest);
	else if (sort == PLAN_NAME)
		show_author_head(m, value_set_object(v, "author"), number, newest);
	else
		show_kind_head(m, value_set_object(v, "kind"), number, newest);
	show_list(m, value_set_object(v, "list"), sort, number, k);
	renderer_end(m,
	             sort == PLAN_TOPIC  ? TEMPLATE_TOPIC
	             : sort == PLAN_NAME ? TEMPLATE_AUTHOR
	                                 : TEMPLATE_KIND,
	             v, path);
	arena_free(&names);
}
