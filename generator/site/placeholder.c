#include "site/placeholder.h"

#define HOME VIEW("index.html")

/* None is what the site is made of: nobody counts or notes them. */
static void put(struct renderer *m, struct view path)
{
	struct view page;
	struct value *v = renderer_begin(m, path);
	value_set_text(value_set_object(v, "target"), "url", HOME);
	if (renderer_fill(m, "redirect", v, path, &page))
		writer_put(&m->site->writer, path, page, NULL, &m->report);
}

static void put_new(void *context, struct view path, const char *owner)
{
	struct renderer *m = context;
	(void)owner;
	if (view_ends(path, VIEW(".html")) && m->report.errors == 0 && !renderer_known(m, path) &&
	    !writer_has(&m->site->writer, path))
		put(m, path);
}

static void put_gone(void *context, struct view path)
{
	struct renderer *m = context;
	if (view_ends(path, VIEW(".html")) && m->report.errors == 0 &&
	    writer_has(&m->site->writer, path))
		put(m, path);
}

void placeholder_put(struct renderer *m)
{
	/* Mostly nothing of the plan is missing. */
	if (m->site->writer.complete && m->known->standing == m->known->looked_at)
		return;
	put_new(m, HOME, NULL);
	plan_each(&m->site->plan, put_new, m);
}

void placeholder_put_gone(struct renderer *m)
{
	writer_each_gone(&m->site->writer, put_gone, m);
}
