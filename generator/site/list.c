#include "site/list.h"

static const struct archive_lists *by_topic(const struct archive *a)
{
	return &a->by_topic;
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
	[LIST_TOPIC] = { "topics", by_topic, topic_name, topic_id, .configured = true },
	[LIST_AUTHOR] = { "authors", by_name, author_name, NULL },
	[LIST_KIND] = { "kinds", by_kind, NULL, kind_id },
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

bool list_has_page(const struct archive *a, enum list list, uint32_t number)
{
	size_t count;
	list_articles(a, list, number, &count);
	return count > 0 || list_kinds[list].configured;
}
