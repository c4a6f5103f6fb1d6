#include "site/forerun.h"

#include <unistd.h>

#define HOME VIEW("index.html")

static void put(void *context, struct view path, const char *owner)
{
	struct maker *m = context;
	(void)owner;
	if (!view_ends(path, VIEW(".html")) || m->report.errors > 0 ||
	    maker_known(m, path) ||
	    writer_has(&m->site->writer, path))
		return;
	struct value *v = maker_begin(m, path);
	value_set_text(value_set_object(v, "target"), "url", HOME);
	maker_end(m, TEMPLATE_REDIRECT, v, path);
}

void forerun_put(struct maker *m)
{
	/* Mostly nothing of the plan is missing. */
	if (m->site->writer.complete && m->known->standing == m->known->looked_at)
		return;
	put(m, HOME, NULL);
	plan_each(&m->site->plan, put, m);
	/* None of them is what the site is made of. */
	m->made.len = m->written = m->same = 0;
}
