#include "page/kind.h"
#include "site/make.h"
#include "site/show.h"

/* What the search page needs to name what the index knows by number or id. */
void make_search(struct renderer *m)
{
	const struct config *c = m->site->config;
	struct value *v = renderer_begin(m, VIEW("search.html"));
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
	renderer_end(m, TEMPLATE_SEARCH, v, VIEW("search.html"));
}

void make_opensearch(struct renderer *m)
{
	renderer_end(m, TEMPLATE_OPENSEARCH, renderer_begin(m, VIEW("opensearch.xml")),
	             VIEW("opensearch.xml"));
}
