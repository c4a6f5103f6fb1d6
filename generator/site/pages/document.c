#include "site/pages/pages.h"
#include "site/renderer.h"

static size_t count(const struct plan *p)
{
	return p->documents->len;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	(void)a;
	return p->documents->items[page.number].path;
}

static const char *owner_of(const struct plan *p, struct page_ref page)
{
	return p->documents->items[page.number].file;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct document *d = &m->site->documents.items[page.number];
	struct value *o = value_set_object(v, "document");
	value_set_text(o, "title", d->title);
	value_set_text(o, "body_html", d->html);
	value_set_bool(o, "about", view_eq(d->path, VIEW("about.html")));
}

/* A site page that somebody wrote: about, how to cite. */
const struct page_kind page_document = {
	.name = "document",
	.template = "document",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "*.html",
	.leads_anywhere = true,
	.path = path_of,
	.count = count,
	.owner = owner_of,
	.mapped = page_mapped,
	.show = show,
};
