#include "base/file.h"
#include "site/make.h"
#include "site/path.h"

void make_robots(struct renderer *m)
{
	renderer_end(m, TEMPLATE_ROBOTS, renderer_begin(m, VIEW("robots.txt")), VIEW("robots.txt"));
}

/* The path of base_url: a server shows this page at any depth. */
static struct view server_root(const struct config *c)
{
	ptrdiff_t host = view_find(c->base_url, VIEW("//"), 0);
	ptrdiff_t path = host < 0 ? -1 : view_find(c->base_url, VIEW("/"), (size_t)host + 2);
	return path < 0 ? VIEW("") : view_slice(c->base_url, (size_t)path, c->base_url.len);
}

void make_notfound(struct renderer *m)
{
	struct value *v = renderer_begin(m, VIEW("404.html"));
	value_set_text(v, "root", server_root(m->site->config));
	renderer_end(m, TEMPLATE_NOTFOUND, v, VIEW("404.html"));
}

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

/* What a file for a host begins with: the path of the site on its server. */
static void make_host_file(struct renderer *m, enum site_template t, struct view path)
{
	struct value *v = renderer_begin(m, path);
	struct view root = server_root(m->site->config);
	value_set_text(v, "root", root.len ? root : VIEW("/"));
	show_redirects(m, value_set_list(v, "redirects"));
	renderer_end(m, t, v, path);
}

void make_hosting(struct renderer *m)
{
	make_host_file(m, TEMPLATE_HEADERS, VIEW("_headers"));
	make_host_file(m, TEMPLATE_REDIRECTS, VIEW("_redirects"));
	/* GitHub would leave out files whose names begin with _. */
	renderer_put(m, VIEW(".nojekyll"), VIEW(""));
}

void make_document(struct renderer *m, size_t number)
{
	const struct document *d = &m->site->documents.items[number];
	struct value *v = renderer_begin(m, d->path), *o = value_set_object(v, "document");
	value_set_text(o, "title", d->title);
	value_set_text(o, "body_html", d->html);
	renderer_end(m, TEMPLATE_DOCUMENT, v, d->path);
}

void make_redirect(struct renderer *m, size_t number)
{
	const struct plan_redirect *r = &m->site->plan.redirects.items[number];
	struct value *v = renderer_begin(m, r->path);
	value_set_text(value_set_object(v, "target"), "url", r->target);
	renderer_end(m, TEMPLATE_REDIRECT, v, r->path);
}

void make_asset(struct renderer *m, size_t number)
{
	const struct scan_file *file = &m->site->assets.files.items[number];
	struct buf bytes = { 0 };
	if (file_read(file->path, &bytes, &m->report))
		renderer_put(m, view_of(file->name), buf_view(&bytes));
	buf_free(&bytes);
}
