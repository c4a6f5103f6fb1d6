#include "site/hosting.h"
#include "site/pages/pages.h"
#include "site/renderer.h"

/* A server shows this page at any depth, so its links begin at the top of the server. */
static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	value_set_text(v, "root", hosting_root(m->site->config));
}

const struct page_kind page_notfound = {
	.name = "notfound",
	.template = "notfound",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "404.html",
	.show = show,
};
