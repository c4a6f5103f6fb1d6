#include "site/pages/list_page.h"
#include "site/pages/pages.h"
#include "site/show.h"

#define ROWS_MOST 3

/* Of articles: what the profession calls the genre. */

static void show_kind(struct renderer *m, struct value *o, uint32_t kind)
{
	value_set_text(o, "kind_word",
	               arena_printf(&m->arena, "t/kind_%s", kind_name((enum kind)kind)));
	value_set_text(o, "url", plan_list_newest(&m->site->plan, LIST_KIND, kind, &m->arena));
}

/* ── the index ── */

static void show_index(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	struct value *kinds = value_set_list(v, "kinds");
	for (uint32_t i = 0; i < KIND_COUNT; i++) {
		size_t count;
		const uint32_t *items = list_articles(m->site->archive, LIST_KIND, i, &count);
		if (count == 0)
			continue;
		struct value *o = value_push_object(kinds);
		show_kind(m, o, i);
		value_set(o, "article_count", show_count(m, count));
		show_newest(m, o, items, count, ROWS_MOST);
	}
	show_has(v, "has_kinds", kinds);
}

const struct page_kind page_kind_index = {
	.name = "kinds",
	.template = "kinds",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_KIND,
	.form = "kinds/index.html",
	.mapped = page_mapped,
	.show = show_index,
};

/* ── the articles of one ── */

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	size_t count;
	list_articles(m->site->archive, LIST_KIND, page.number, &count);
	bool newest = list_page_is_newest(&m->site->plan, page);
	struct value *o = value_set_object(v, "kind");
	show_kind(m, o, page.number);
	value_set(o, "article_count", newest ? show_count(m, count) : value_null());
	list_page_show(m, value_set_object(v, "list"), page);
}

const struct page_kind page_kind_list = {
	.name = "kind",
	.template = "kind",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_KIND,
	.form = "kinds/*.html",
	.path = list_page_path,
	.each = list_page_each,
	.mapped = page_mapped,
	.fingerprint = list_page_fingerprint,
	.show = show,
};
