#include "site/make.h"
#include "site/path.h"

static void show_location(struct renderer *m, struct value *o, struct view path)
{
	buf_truncate(&m->text, 0);
	buf_put(&m->text, m->site->config->base_url);
	path_put_url(&m->text, path);
	value_set_text(o, "loc", arena_view(&m->arena, buf_view(&m->text)));
	value_set_text(o, "lastmod", VIEW_NULL);
}

struct mapping {
	struct renderer *maker;
	struct arena names;
	struct view path;
	size_t group;
	size_t part;
	size_t count; /* addresses in this part */
	struct value *page;
	struct value *urls;
};

static void end_part(struct mapping *g)
{
	if (g->page)
		renderer_end(g->maker, TEMPLATE_SITEMAP, g->page, g->path);
	g->page = NULL;
}

static void map_path(void *context, struct view path, const char *owner)
{
	(void)owner;
	struct mapping *g = context;
	if (g->page && g->count == PLAN_SITEMAP_URLS)
		end_part(g);
	if (!g->page) {
		g->part++;
		g->count = 0;
		g->path = plan_sitemap_path(&g->maker->site->plan, g->group, g->part, &g->names);
		g->page = renderer_begin(g->maker, g->path);
		g->urls = value_set_list(g->page, "urls");
	}
	show_location(g->maker, value_push_object(g->urls), path);
	g->count++;
}

void make_sitemap(struct renderer *m, size_t group)
{
	struct mapping g = { .maker = m, .group = group };
	plan_each_in_sitemap(&m->site->plan, group, map_path, &g);
	end_part(&g);
	arena_free(&g.names);
}

void make_sitemap_index(struct renderer *m)
{
	const struct plan *p = &m->site->plan;
	struct value *v = renderer_begin(m, VIEW("sitemap.xml"));
	struct value *list = value_set_list(v, "sitemaps");
	for (size_t i = 0; i <= m->site->archive->years.len; i++) {
		size_t parts = plan_sitemap_parts(p, i);
		for (size_t k = 1; k <= parts; k++)
			show_location(m, value_push_object(list), plan_sitemap_path(p, i, k, &m->arena));
	}
	renderer_end(m, TEMPLATE_SITEMAP_INDEX, v, VIEW("sitemap.xml"));
}
