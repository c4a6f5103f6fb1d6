#include "site/list.h"

static const struct archive_lists *by_topic(const struct archive *a)
{
	return &a->by_topic;
}

static const struct archive_lists *by_place(const struct archive *a)
{
	return &a->by_place;
}

static const struct archive_lists *by_name(const struct archive *a)
{
	return &a->by_name;
}

static const struct archive_lists *by_kind(const struct archive *a)
{
	return &a->by_kind;
}

static struct view topic_name(const struct archive *a, uint32_t number)
{
	return a->config->topics[number].name;
}

static struct view topic_id(const struct archive *a, uint32_t number)
{
	return a->config->topics[number].id;
}

static size_t configured_topics(const struct config *c)
{
	return c->topic_count;
}

static struct view place_name(const struct archive *a, uint32_t number)
{
	return a->places.items[number].text;
}

static struct view place_id(const struct archive *a, uint32_t number)
{
	return number < a->config->place_count ? a->config->places[number].id : VIEW_NULL;
}

static size_t configured_places(const struct config *c)
{
	return c->place_count;
}

static struct view author_name(const struct archive *a, uint32_t number)
{
	return a->names.items[number].text;
}

static struct view kind_id(const struct archive *a, uint32_t number)
{
	(void)a;
	return view_of(kind_name((enum kind)number));
}

const struct list_kind list_kinds[LIST_COUNT] = {
	[LIST_TOPIC] = { "topics", by_topic, topic_name, topic_id, configured_topics },
	[LIST_PLACE] = { "places", by_place, place_name, place_id, configured_places },
	[LIST_AUTHOR] = { "authors", by_name, author_name, NULL, NULL },
	[LIST_KIND] = { "kinds", by_kind, NULL, kind_id, NULL },
};

const uint32_t *list_articles(const struct archive *a, enum list list, uint32_t number,
                              size_t *count)
{
	return archive_list(list_kinds[list].lists(a), number, count);
}

size_t list_count(const struct archive *a, enum list list)
{
	return list_kinds[list].lists(a)->count;
}

bool list_is_configured(const struct archive *a, enum list list, uint32_t number)
{
	const struct list_kind *kind = &list_kinds[list];
	return kind->configured && number < kind->configured(a->config);
}

bool list_has_page(const struct archive *a, enum list list, uint32_t number)
{
	size_t count;
	list_articles(a, list, number, &count);
	return count > 0 || list_is_configured(a, list, number);
}
