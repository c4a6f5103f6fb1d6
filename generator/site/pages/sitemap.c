#include "site/pages/pages.h"
#include "site/path.h"
#include "site/renderer.h"

/*
 * The addresses that search engines are told, in groups: group i has the pages
 * of archive->years.items[i], the last those that belong to no year. A group
 * has one or more files; their index is sitemap.xml. Without base_url there
 * are none.
 */
#define URLS_MOST 50000 /* in one file, as the protocol has it */

/* ── which files there are ── */

struct mapping {
	const struct plan *plan;
	void (*see)(void *context, struct page_ref page);
	void *context;
	size_t count; /* of pages so far */
};

static void see_mapped(void *context, struct page_ref page)
{
	struct mapping *g = context;
	if (!page.kind->mapped || !page.kind->mapped(g->plan, page))
		return;
	if (g->see)
		g->see(g->context, page);
	g->count++;
}

/* Goes through the pages of a group that search engines are told; returns how many. */
static size_t walk_group(const struct plan *p, size_t group,
                         void (*see)(void *context, struct page_ref page), void *context)
{
	struct mapping g = { p, see, context, 0 };
	struct page_walk w = { .plan = p, .see = see_mapped, .context = &g, .mapped = true };
	if (group < p->archive->years.len)
		plan_walk_year(&w, (uint32_t)group);
	else
		plan_walk_yearless(&w);
	return g.count;
}

static size_t parts_of(const struct plan *p, size_t group)
{
	return (walk_group(p, group, NULL, NULL) + URLS_MOST - 1) / URLS_MOST;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	struct view name = VIEW("site");
	if (page.number < p->archive->years.len)
		name = arena_printf(a, "%04d", p->archive->years.items[page.number].date.year);
	if (page.part == 1)
		return arena_printf(a, "sitemap-%.*s.xml", VIEW_ARG(name));
	return arena_printf(a, "sitemap-%.*s-%u.xml", VIEW_ARG(name), page.part);
}

static void each(struct page_walk *w, const struct page_kind *kind)
{
	const struct archive *a = w->plan->archive;
	for (size_t group = 0; a->config->base_url.len > 0 && group <= a->years.len; group++) {
		size_t parts = parts_of(w->plan, group);
		for (size_t k = 1; k <= parts; k++)
			page_see(w, kind, group, k);
	}
}

/* ── one file ── */

static void show_location(struct renderer *m, struct value *o, struct view path)
{
	buf_truncate(&m->text, 0);
	buf_put(&m->text, m->site->config->base_url);
	path_put_url(&m->text, path);
	value_set_text(o, "loc", arena_view(&m->arena, buf_view(&m->text)));
	value_set_text(o, "lastmod", VIEW_NULL);
}

struct filling {
	struct renderer *renderer;
	struct value *urls;
	size_t from;        /* the first page of this part */
	size_t at;          /* the next page */
	struct arena names; /* of one path */
};

static void show_page_url(void *context, struct page_ref page)
{
	struct filling *f = context;
	size_t at = f->at++;
	if (at < f->from || at >= f->from + URLS_MOST)
		return;
	show_location(f->renderer, value_push_object(f->urls),
	              plan_path(&f->renderer->site->plan, page, &f->names));
	arena_reset(&f->names);
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	struct filling f = { .renderer = m, .urls = value_set_list(v, "urls") };
	f.from = (size_t)(page.part - 1) * URLS_MOST;
	walk_group(&m->site->plan, page.number, show_page_url, &f);
	arena_free(&f.names);
}

const struct page_kind page_sitemap = {
	.name = "sitemap",
	.template = "sitemap.xml",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "sitemap-*.xml",
	.path = path_of,
	.each = each,
	.show = show,
};

/* ── the index of all ── */

static size_t count_index(const struct plan *p)
{
	return p->archive->config->base_url.len > 0;
}

static void show_index(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct plan *p = &m->site->plan;
	struct value *list = value_set_list(v, "sitemaps");
	for (size_t group = 0; group <= p->archive->years.len; group++) {
		size_t parts = parts_of(p, group);
		for (size_t k = 1; k <= parts; k++) {
			struct page_ref file = { &page_sitemap, (uint32_t)group, (uint32_t)k };
			show_location(m, value_push_object(list), path_of(p, file, &m->arena));
		}
	}
}

const struct page_kind page_sitemap_index = {
	.name = "sitemap index",
	.template = "sitemap-index.xml",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "sitemap.xml",
	.count = count_index,
	.show = show_index,
};
