#include "site/facets.h"

#include "page/kind.h"

static void topic_values(const struct archive *a, const struct archive_article *article,
                         struct facet_values *out)
{
	for (size_t i = 0; i < article->topic_count; i++)
		*array_push(&out->items) = a->config->topics[article->topics[i]].id;
}

static bool known_topic(const struct archive *a, size_t i, struct facet_known *out)
{
	if (i >= a->config->topic_count)
		return false;
	*out = (struct facet_known){ a->config->topics[i].id, a->config->topics[i].name, NULL };
	return true;
}

static void kind_values(const struct archive *a, const struct archive_article *article,
                        struct facet_values *out)
{
	(void)a;
	*array_push(&out->items) = view_of(kind_name((enum kind)article->kind));
}

static bool known_kind(const struct archive *a, size_t i, struct facet_known *out)
{
	(void)a;
	if (i >= KIND_COUNT)
		return false;
	*out = (struct facet_known){ .value = view_of(kind_name((enum kind)i)), .word = "t/kind_" };
	return true;
}

static void author_values(const struct archive *a, const struct archive_article *article,
                          struct facet_values *out)
{
	for (uint32_t i = 0; i < article->credit_count; i++)
		*array_push(&out->items) =
			a->names.items[a->credits.items[article->credits_from + i].name].text;
}

static void place_values(const struct archive *a, const struct archive_article *article,
                         struct facet_values *out)
{
	for (uint32_t i = 0; i < article->place_count; i++)
		*array_push(&out->items) = a->places.items[article->places[i]].text;
}

static void page_values(const struct archive *a, const struct archive_article *article,
                        struct facet_values *out)
{
	struct view number = a->pages.items[article->page].number;
	if (number.len > 0)
		*array_push(&out->items) = number;
}

static void paper_values(const struct archive *a, const struct archive_article *article,
                         struct facet_values *out)
{
	const struct archive_page *p = &a->pages.items[article->page];
	const struct config_title *t = config_title_of(a->config, p->below, p->date);
	if (t)
		*array_push(&out->items) = t->id;
}

static bool known_paper(const struct archive *a, size_t i, struct facet_known *out)
{
	if (i >= a->config->title_count)
		return false;
	*out = (struct facet_known){ a->config->titles[i].id, a->config->titles[i].name, NULL };
	return true;
}

static bool has_titles(const struct config *c)
{
	return c->title_count > 0;
}

static const struct facet rows[] = {
	{ "year", "t/search_years", "t/search_field_year", "t/search_year", true, NULL, NULL, NULL },
	{ "topic", "t/menu_topics", "t/search_field_topic", NULL, false, NULL, topic_values,
	  known_topic },
	{ "kind", "t/menu_kinds", "t/search_field_kind", NULL, false, NULL, kind_values, known_kind },
	{ "author", "t/menu_authors", "t/search_field_author", NULL, false, NULL, author_values, NULL },
	{ "place", "t/menu_places", "t/menu_places", NULL, false, NULL, place_values, NULL },
	{ "page", "t/search_pages", "t/search_field_page", "t/search_page", false, NULL, page_values,
	  NULL },
	{ "paper", "t/search_field_paper", "t/search_field_paper", NULL, false, has_titles,
	  paper_values, known_paper },
};

size_t facets_count(void)
{
	return sizeof(rows) / sizeof(*rows);
}

const struct facet *facets_row(size_t i)
{
	return &rows[i];
}

bool facets_there(const struct config *c, const struct facet *f)
{
	return !f->there || f->there(c);
}

size_t facets_names(const struct config *c, const char *names[SEARCH_FACETS_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < facets_count(); i++) {
		if (rows[i].values && facets_there(c, &rows[i]))
			names[count++] = rows[i].name;
	}
	return count;
}

void facets_fill(const struct archive *a, const struct archive_article *article,
                 struct search_values values[SEARCH_FACETS_MAX], struct arena *arena)
{
	size_t count = 0;
	for (size_t i = 0; i < facets_count(); i++) {
		struct facet_values list = { 0 };
		if (!rows[i].values || !facets_there(a->config, &rows[i]))
			continue;
		rows[i].values(a, article, &list);
		struct view *items = arena_array(arena, list.items.len + 1, sizeof(*items));
		for (size_t k = 0; k < list.items.len; k++)
			items[k] = list.items.items[k];
		values[count++] = (struct search_values){ items, list.items.len };
		array_free(&list.items);
	}
}
