#include "site/pages/pages.h"
#include "site/show.h"

static size_t count(const struct plan *p)
{
	return p->archive->undated_pages > 0;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	struct value *list = value_set_list(v, "pages");
	for (uint32_t i = 0; i < a->undated_pages; i++) {
		struct value *o = value_push_object(list);
		show_page(m, o, i);
		value_set(o, "article_count", show_count(m, a->pages.items[i].standing_count));
		value_set_bool(o, "empty", a->pages.items[i].empty);
		value_set_text(o, "source", view_of(a->pages.items[i].name));
	}
}

/* The list of pages whose day is not known. */
const struct page_kind page_undated = {
	.name = "undated",
	.template = "undated",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "undated/index.html",
	.count = count,
	.mapped = page_mapped,
	.show = show,
};
