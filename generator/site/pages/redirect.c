#include "site/pages/pages.h"
#include "site/renderer.h"

static size_t count(const struct plan *p)
{
	return p->redirects.len;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	(void)a;
	return p->redirects.items[page.number].path;
}

static const char *owner_of(const struct plan *p, struct page_ref page)
{
	return p->redirects.items[page.number].owner;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct plan_redirect *r = &m->site->plan.redirects.items[page.number];
	value_set_text(value_set_object(v, "target"), "url", r->target);
}

/* The old address of what has moved. It may be any. */
const struct page_kind page_redirect = {
	.name = "redirect",
	.template = "redirect",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_SINGLE,
	.single_form = true,
	.path = path_of,
	.count = count,
	.owner = owner_of,
	.show = show,
};
