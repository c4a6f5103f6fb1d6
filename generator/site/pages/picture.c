#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "export/iiif.h"
#include "picture/tiles.h"
#include "site/fingerprint.h"
#include "site/pages/pages.h"
#include "site/renderer.h"

static const struct archive_picture *picture_of(const struct plan *p, struct page_ref page)
{
	return p->archive->pages.items[page.number].picture;
}

/* One that lies elsewhere is no file of the site; of one that is cut into tiles all are. */
static size_t count_of(const struct page_kind *kind, const struct archive_picture *p)
{
	if (kind == &page_tile)
		return p->tile_count;
	return kind == &page_tile_info ? p->tile_count > 0 : !p->address.data;
}

static void see(struct page_walk *w, const struct page_kind *kind, size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++) {
		const struct archive_picture *p = w->plan->archive->pages.items[i].picture;
		for (size_t k = 0, files = p ? count_of(kind, p) : 0; k < files; k++)
			page_see(w, kind, i, k);
	}
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

/* As of the picture. */
static uint64_t print_of_tile(const struct fingerprints *p, struct page_ref page)
{
	return hash_number(picture_of(p->plan, page)->key.low, page.part);
}

static struct view path_of_tile(const struct plan *p, struct page_ref page, struct arena *a)
{
	struct view name = picture_of(p, page)->tiles[page.part].name;
	return arena_printf(a, "%.*s/%.*s", VIEW_ARG(plan_tiles_path(p, page.number, a)),
	                    VIEW_ARG(name));
}

/* A piece of the file in which all tiles of a picture are. */
static void put_tile(struct renderer *m, struct view path, struct page_ref page)
{
	const struct archive_picture *p = picture_of(&m->site->plan, page);
	const struct picture_tile *t = &p->tiles[page.part];
	char *bytes = arena_alloc(&m->arena, t->size + 1);
	int file = open(p->tiles_path, O_RDONLY | O_CLOEXEC);
	bool whole = file >= 0 && pread(file, bytes, t->size, (off_t)t->at) == (ssize_t)t->size;
	if (whole)
		renderer_put(m, path, (struct view){ bytes, t->size });
	else
		report_error(&m->report, p->tiles_path, 0, 0, "cannot be read: %s", strerror(errno));
	if (file >= 0)
		close(file);
}

static struct view path_of_info(const struct plan *p, struct page_ref page, struct arena *a)
{
	return arena_printf(a, "%.*s/info.json", VIEW_ARG(plan_tiles_path(p, page.number, a)));
}

/* It says where it is. */
static uint64_t print_of_info(const struct fingerprints *p, struct page_ref page)
{
	return hash_number(fingerprint_begin(p, page.kind), picture_of(p->plan, page)->key.low);
}

static void put_info(struct renderer *m, struct view path, struct page_ref page)
{
	const struct archive_picture *p = picture_of(&m->site->plan, page);
	struct view base = m->site->config->base_url;
	struct view url = plan_tiles_url(&m->site->plan, page.number, &m->arena);
	struct iiif_tiles tiles = { arena_printf(&m->arena, "%.*s%.*s", VIEW_ARG(base), VIEW_ARG(url)),
		                        p->full_width, p->full_height, PICTURE_TILE, p->factors };
	struct buf out = { 0 };
	iiif_put_info(&out, &tiles);
	renderer_put(m, path, buf_view(&out));
	buf_free(&out);
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

/* A page's picture in full size, for viewers of IIIF: its tiles, and what tells of them. */
const struct page_kind page_tile = {
	.name = "tile",
	.stage = PAGE_LINKED_TO,
	.reach = PAGE_REACH_ASSET,
	.single_form = true,
	.form = "[0-9]*/[0-9]*/[0-9]*/*.tiles/*/*/0/default.jpg",
	.path = path_of_tile,
	.each = each,
	.each_in_year = each_in_year,
	.owner = owner_of,
	.fingerprint = print_of_tile,
	.put = put_tile,
};

const struct page_kind page_tile_info = {
	.name = "tile-info",
	.stage = PAGE_LINKED_TO,
	.reach = PAGE_REACH_SINGLE,
	.form = "[0-9]*/[0-9]*/[0-9]*/*.tiles/info.json",
	.path = path_of_info,
	.each = each,
	.each_in_year = each_in_year,
	.owner = owner_of,
	.fingerprint = print_of_info,
	.put = put_info,
};
