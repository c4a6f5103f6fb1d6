#include "page/kind.h"
#include "site/pages/pages.h"
#include "site/show.h"

static size_t count(const struct plan *p)
{
	return p->archive->config->search;
}

/* What the search page needs to name what the index knows by number or id. */
static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct config *c = m->site->config;
	struct value *topics = value_set_list(v, "topics"), *kinds = value_set_list(v, "kinds");
	for (uint32_t i = 0; i < c->topic_count; i++) {
		struct value *o = value_push_object(topics);
		value_set_text(o, "number", arena_printf(&m->arena, "%u", i));
		value_set_text(o, "name", c->topics[i].name);
	}
	for (int i = 0; i < KIND_COUNT; i++) {
		struct value *o = value_push_object(kinds);
		value_set_text(o, "id", view_of(kind_name((enum kind)i)));
		value_set_text(o, "kind_word",
		               arena_printf(&m->arena, "t/kind_%s", kind_name((enum kind)i)));
	}
	show_has(v, "has_topics", topics);
}

const struct page_kind page_search = {
	.name = "search",
	.template = "search",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "search.html",
	.count = count,
	.mapped = page_mapped,
	.show = show,
};

/* Browsers are told of the search with the address of the site alone. */
static size_t count_opensearch(const struct plan *p)
{
	return p->archive->config->search && p->archive->config->base_url.len > 0;
}

const struct page_kind page_opensearch = {
	.name = "opensearch",
	.template = "opensearch.xml",
	.stage = PAGE_LINKED_TO,
	.reach = PAGE_REACH_ENTRY,
	.form = "opensearch.xml",
	.count = count_opensearch,
};
