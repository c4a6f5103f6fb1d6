#include <stdlib.h>

#include "site/make.h"
#include "site/path.h"
#include "site/show.h"
#include "site/teaser.h"

#define NEWEST_MOST 500 /* of the newest issue, which is whole */

static struct date date_of(const struct archive *a, uint32_t article)
{
	return a->pages.items[a->articles.items[article].page].date;
}

/* SOURCE_DATE_EPOCH, for a feed that has no entry to take its time from. */
static struct date epoch(void)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	return date_from_days(text ? strtol(text, NULL, 10) / 86400 : 0);
}

static struct view time_of(struct renderer *m, struct date d)
{
	return arena_printf(&m->arena, "%04d-%02d-%02dT00:00:00Z", d.year, d.month, d.day);
}

/* An address that stays, or without one a name that does. */
static struct view id_of(struct renderer *m, struct view url, struct date d)
{
	const struct config *c = m->site->config;
	if (c->base_url.len > 0)
		return arena_printf(&m->arena, "%.*s%.*s", VIEW_ARG(c->base_url), VIEW_ARG(url));
	buf_truncate(&m->text, 0);
	path_put_url(&m->text, c->title);
	return arena_printf(&m->arena, "tag:localhost,%04d:%.*s/%.*s", d.year ? d.year : 1970,
	                    VIEW_ARG(buf_view(&m->text)), VIEW_ARG(url));
}

static void show_entry(struct renderer *m, struct value *o, uint32_t article)
{
	const struct archive_article *x = &m->site->archive->articles.items[article];
	struct date d = date_of(m->site->archive, article);
	teaser_read(m, o, article, TEASER_SECOND);
	value_set_text(o, "id", id_of(m, plan_article_url(&m->site->plan, article, &m->arena), d));
	value_set_text(o, "updated", time_of(m, d));
	struct value *topics = value_set_list(o, "topics");
	for (size_t i = 0; i < x->topic_count; i++)
		show_topic(m, value_push_object(topics), x->topics[i]);
}

/* Newest day first, each day in print order, the newest one whole. items NULL: all articles. */
static void show_entries(struct renderer *m, struct value *list, const uint32_t *items,
                         size_t count)
{
	const struct archive *a = m->site->archive;
	for (size_t end = count; end > 0 && value_length(list) < MAKE_FEED_ENTRIES;) {
		struct date d = date_of(a, items ? items[end - 1] : (uint32_t)end - 1);
		size_t start = end;
		while (start > 0 &&
		       date_cmp(date_of(a, items ? items[start - 1] : (uint32_t)start - 1), d) == 0)
			start--;
		size_t most = value_length(list) == 0 ? NEWEST_MOST : MAKE_FEED_ENTRIES;
		for (size_t i = start; date_known(d) && i < end && value_length(list) < most; i++) {
			uint32_t article = items ? items[i] : (uint32_t)i;
			if (!a->articles.items[article].withdrawn)
				show_entry(m, value_push_object(list), article);
		}
		end = start;
	}
}

void make_feed(struct renderer *m, uint32_t topic)
{
	const struct archive *a = m->site->archive;
	bool all = topic == MAKE_FEED_ALL;
	size_t count = a->articles.len;
	const uint32_t *items = all ? NULL : archive_list(&a->by_topic, topic, &count);
	struct arena names = { 0 };
	struct view path = all ? VIEW("feed.xml") : plan_topic_feed_url(&m->site->plan, topic, &names);
	struct value *v = renderer_begin(m, path), *about = value_object(&m->arena);
	size_t pages = all ? 0 : plan_list_pages(&m->site->plan, PLAN_TOPIC, topic);
	struct date newest =
		count ? date_of(a, items ? items[count - 1] : (uint32_t)count - 1) : (struct date){ 0 };
	if (!all)
		show_topic(m, about, topic);
	value_set_text(v, "id", id_of(m, path, (struct date){ 0 }));
	value_set(v, "topic", all ? value_null() : about);
	value_set_text(v, "html_url",
	               all ? VIEW("index.html")
	                   : plan_list_url(&m->site->plan, PLAN_TOPIC, topic, pages, &m->arena));
	value_set_text(v, "updated", time_of(m, date_known(newest) ? newest : epoch()));
	show_entries(m, value_set_list(v, "entries"), items, count);
	renderer_end(m, TEMPLATE_FEED, v, path);
	arena_free(&names);
}
