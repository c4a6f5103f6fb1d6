#include "base/file.h"
#include "site/compact.h"
#include "site/pages/pages.h"
#include "site/renderer.h"

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

static void put(struct renderer *m, struct view path, struct page_ref page)
{
	struct buf bytes = { 0 }, compact = { 0 };
	if (file_read(owner_of(&m->site->plan, page), &bytes, &m->report)) {
		compact_file(path, buf_view(&bytes), &compact);
		renderer_put(m, path, buf_view(&compact));
	}
	buf_free(&bytes);
	buf_free(&compact);
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
