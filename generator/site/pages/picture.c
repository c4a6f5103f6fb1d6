#include "base/file.h"
#include "site/fingerprint.h"
#include "site/pages/pages.h"
#include "site/renderer.h"

static const struct archive_picture *picture_of(const struct plan *p, struct page_ref page)
{
	return p->archive->pages.items[page.number].picture;
}

/* One that lies elsewhere is no file of the site. */
static bool is_there(const struct archive_page *p)
{
	return p->picture && !p->picture->address.data;
}

static void see(struct page_walk *w, const struct page_kind *kind, size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++)
		if (is_there(&w->plan->archive->pages.items[i]))
			page_see(w, kind, i, 0);
}

static void each(struct page_walk *w, const struct page_kind *kind)
{
	see(w, kind, 0, w->plan->archive->undated_pages);
}

static void each_in_year(struct page_walk *w, const struct page_kind *kind, uint32_t year)
{
	const struct archive_span *s = &w->plan->archive->years.items[year];
	see(w, kind, s->first_page, s->page_count);
}

static const char *owner_of(const struct plan *p, struct page_ref page)
{
	return picture_of(p, page)->source;
}

/* Nothing but the picture counts: not what all pages depend on. */
static uint64_t print_of(const struct fingerprints *p, struct page_ref page)
{
	return picture_of(p->plan, page)->key.low;
}

static void put_file(struct renderer *m, struct view path, const char *from)
{
	struct buf bytes = { 0 };
	if (file_read(from, &bytes, &m->report))
		renderer_put(m, path, buf_view(&bytes));
	buf_free(&bytes);
}

static struct view path_of_picture(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_picture_path(p, page.number, false, a);
}

static void put_picture(struct renderer *m, struct view path, struct page_ref page)
{
	put_file(m, path, picture_of(&m->site->plan, page)->path);
}

static struct view path_of_thumbnail(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_picture_path(p, page.number, true, a);
}

static void put_thumbnail(struct renderer *m, struct view path, struct page_ref page)
{
	put_file(m, path, picture_of(&m->site->plan, page)->small_path);
}

/* How a page was printed; and the same, small. */
const struct page_kind page_picture = {
	.name = "picture",
	.stage = PAGE_LINKED_TO,
	.reach = PAGE_REACH_ASSET,
	.single_form = true,
	.form = "[0-9]*/[0-9]*/[0-9]*/*.webp",
	.path = path_of_picture,
	.each = each,
	.each_in_year = each_in_year,
	.owner = owner_of,
	.fingerprint = print_of,
	.put = put_picture,
};

const struct page_kind page_thumbnail = {
	.name = "thumbnail",
	.stage = PAGE_LINKED_TO,
	.reach = PAGE_REACH_ASSET,
	.single_form = true,
	.form = "[0-9]*/[0-9]*/[0-9]*/*.thumb.webp",
	.path = path_of_thumbnail,
	.each = each,
	.each_in_year = each_in_year,
	.owner = owner_of,
	.fingerprint = print_of,
	.put = put_thumbnail,
};
