#include "base/file.h"
#include "site/compact.h"
#include "site/pages/pages.h"
#include "site/renderer.h"

/* Scripts, or styles, that a page needs at once come in one file, under the name of the last of them. */
struct bundle {
	const char *name;
	const char *parts[6]; /* what is put before it */
};

static const struct bundle bundles[] = {
	{ "search.js", { "search-core.js", "search-index.js", "search-show.js" } },
	{ "search.css", { "style.css" } },
	{ "search-more.js",
	  { "search-snippet.js", "search-kept.js", "search-offers.js", "search-nearest.js",
	    "search-facets.js" } },
};

static size_t count(const struct plan *p)
{
	return p->assets->files.len;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	(void)a;
	return view_of(p->assets->files.items[page.number].name);
}

static const char *owner_of(const struct plan *p, struct page_ref page)
{
	return p->assets->files.items[page.number].path;
}

static bool put_file(struct renderer *m, struct view name, const char *file, struct buf *out)
{
	struct buf bytes = { 0 };
	bool ok = file_read(file, &bytes, &m->report);
	if (ok)
		compact_file(name, buf_view(&bytes), out);
	buf_free(&bytes);
	return ok;
}

/* A part of that name, if the static folders have one. */
static bool put_part(struct renderer *m, struct view name, struct buf *out)
{
	const struct scan *assets = m->site->plan.assets;
	for (size_t i = 0; i < assets->files.len; i++) {
		if (view_eq(view_of(assets->files.items[i].name), name))
			return put_file(m, name, assets->files.items[i].path, out);
	}
	return true;
}

static bool put_parts(struct renderer *m, struct view path, struct buf *out)
{
	bool ok = true;
	for (size_t i = 0; i < sizeof(bundles) / sizeof(bundles[0]); i++) {
		if (!view_eq(path, view_of(bundles[i].name)))
			continue;
		for (const char *const *part = bundles[i].parts; *part; part++)
			ok = put_part(m, view_of(*part), out) && ok;
	}
	return ok;
}

static void put(struct renderer *m, struct view path, struct page_ref page)
{
	struct buf bytes = { 0 };
	if (put_parts(m, path, &bytes) && put_file(m, path, owner_of(&m->site->plan, page), &bytes))
		renderer_put(m, path, buf_view(&bytes));
	buf_free(&bytes);
}

/* A file of the static folder, scripts and styles without their comments, others as they are. Its address may be any. */
const struct page_kind page_static_file = {
	.name = "static file",
	.stage = PAGE_LINKED_TO,
	.reach = PAGE_REACH_ASSET,
	.path = path_of,
	.count = count,
	.owner = owner_of,
	.put = put,
};
