#include "site/hosting.h"
#include "site/pages/pages.h"
#include "site/path.h"
#include "site/renderer.h"

/* Files for hosts that take them. */

static void show_redirects(struct renderer *m, struct value *list)
{
	const struct plan *p = &m->site->plan;
	for (size_t i = 0; i < p->redirects.len; i++) {
		struct value *o = value_push_object(list);
		buf_truncate(&m->text, 0);
		path_put_url(&m->text, p->redirects.items[i].path);
		value_set_text(o, "from", arena_view(&m->arena, buf_view(&m->text)));
		value_set_text(o, "to", p->redirects.items[i].target);
	}
}

static bool has_pictures(const struct archive *a)
{
	for (size_t i = 0; i < a->pages.len; i++)
		if (a->pages.items[i].picture && !a->pages.items[i].picture->address.data)
			return true;
	return false;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	struct view root = hosting_root(m->site->config);
	value_set_text(v, "root", root.len ? root : VIEW("/"));
	show_redirects(m, value_set_list(v, "redirects"));
	value_set_bool(v, "has_pictures", has_pictures(m->site->archive));
}

const struct page_kind page_headers = {
	.name = "headers",
	.template = "_headers",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "_headers",
	.show = show,
};

const struct page_kind page_redirect_rules = {
	.name = "redirect rules",
	.template = "_redirects",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "_redirects",
	.show = show,
};

static void put_nothing(struct renderer *m, struct view path, struct page_ref page)
{
	(void)page;
	renderer_put(m, path, VIEW(""));
}

/* GitHub would leave out files whose names begin with _. */
const struct page_kind page_nojekyll = {
	.name = "nojekyll",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ASSET,
	.form = ".nojekyll",
	.put = put_nothing,
};
