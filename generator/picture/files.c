#include "picture/files.h"

#include <stdlib.h>
#include <strings.h>

#include "archive/config_image.h"
#include "base/mem.h"

static bool ends(struct view name, const char *ending)
{
	size_t len = strlen(ending);
	return name.len > len && strncasecmp(name.data + name.len - len, ending, len) == 0;
}

bool picture_is_document(struct view name)
{
	return ends(name, ".pdf");
}

static bool is_picture(struct view name)
{
	static const char *const endings[] = { ".jpg",  ".jpeg", ".jpe", ".png", ".tif", ".tiff",
		                                   ".webp", ".jp2",  ".j2k", ".gif", ".pdf" };
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (ends(name, endings[i]))
			return true;
	return false;
}

bool picture_files_scan(const struct config *c, struct picture_files *out, struct report *r)
{
	struct scan_rules rules = { .wanted = is_picture, .except = { c->output, c->state } };
	bool ok = true;
	*out = (struct picture_files){ .count = c->image_count };
	out->scans = mem_array(c->image_count, sizeof(*out->scans));
	for (size_t i = 0; i < c->image_count; i++) {
		struct scan *s = &out->scans[i];
		if (!c->images[i].folder)
			continue;
		ok = scan_folder(c->images[i].folder, &rules, s, r) && ok;
		for (size_t k = 0; k < s->files.len; k++)
			map_put(&out->by_path, view_of(s->files.items[k].path), NULL)->pointer =
				&s->files.items[k];
	}
	return ok;
}

static struct view stamp_of(const struct scan_file *f)
{
	return (struct view){ (const char *)&f->stamp, sizeof(f->stamp) };
}

/* One file may be reached by two paths, as where a folder is given by its full one. */
void picture_files_claim(const struct picture_files *f, struct scan *source)
{
	struct map stamps = { 0 };
	size_t kept = 0;
	for (size_t i = 0; i < f->by_path.len; i++)
		map_put(&stamps, stamp_of(map_at(&f->by_path, i)->pointer), NULL);
	for (size_t i = 0; i < source->others.len; i++)
		if (!map_get(&stamps, stamp_of(&source->others.items[i])))
			source->others.items[kept++] = source->others.items[i];
	source->others.len = kept;
	map_free(&stamps);
}

static const struct scan_file *own_file(const struct archive *a, const struct archive_page *page)
{
	const struct source *s = &a->gathered.sources.items[page->source];
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->files[i]->below, page->below) == 0)
			return s->files[i];
	return NULL;
}

static struct config_image_page names_of(const struct archive_page *page)
{
	return (struct config_image_page){ view_folder(view_of(page->below)), page->stem, page->date,
		                               page->number, page->part };
}

static struct view address_of(const struct config_image *i, const struct archive_page *page,
                              struct arena *arena)
{
	struct config_image_page names = names_of(page);
	struct buf b = { 0 };
	struct view found =
		config_image_path(i, &names, &b) ? arena_view(arena, buf_view(&b)) : VIEW_NULL;
	buf_free(&b);
	return found;
}

static const struct scan_file *find_by_name(const struct picture_files *f,
                                            const struct config_image *i,
                                            const struct archive_page *page)
{
	struct config_image_page names = names_of(page);
	struct buf path = { 0 };
	const union map_value *v = NULL;
	if (config_image_path(i, &names, &path))
		v = map_get(&f->by_path, buf_view(&path));
	buf_free(&path);
	return v ? v->pointer : NULL;
}

/* The number of a page as a number; 0: it has none. */
static uint32_t count_of(struct view number)
{
	uint32_t n = 0;
	for (size_t i = 0; i < number.len; i++) {
		if (number.data[i] < '0' || number.data[i] > '9' || n > 9999)
			return 0;
		n = n * 10 + (uint32_t)(number.data[i] - '0');
	}
	return n;
}

/* Which page of a document; 0: nothing tells, so it is none of them. */
static uint32_t part_in_document(const struct config_image *i, const struct archive_page *page)
{
	unsigned words = i->own ? 0 : config_image_words(i);
	if (words & CONFIG_IMAGE_PART)
		return 1;
	if (page->part > 0 || i->own)
		return page->part > 0 ? page->part : 1;
	return words ? 1 : count_of(page->number);
}

/* The same of a picture, which is only that of one page. */
static uint32_t part_in_picture(const struct config_image *i, const struct archive_page *page)
{
	unsigned words = i->own ? 0 : config_image_words(i);
	bool apart = words & (CONFIG_IMAGE_PART | CONFIG_IMAGE_PAGE);
	return apart || (words && page->parts < 2) ? 1 : 0;
}

static struct picture_source find_file(const struct picture_files *f, const struct archive *a,
                                       size_t number, const struct archive_page *page)
{
	const struct config_image *i = &a->config->images[number];
	const struct scan_file *file = i->own ? own_file(a, page) : find_by_name(f, i, page);
	uint32_t part = !file                                      ? 0
	                : picture_is_document(view_of(file->path)) ? part_in_document(i, page)
	                                                           : part_in_picture(i, page);
	if (part == 0)
		return (struct picture_source){ 0 };
	return (struct picture_source){ .file = file,
		                            .part = part,
		                            .scan = i->own ? &a->scan : &f->scans[number] };
}

struct picture_source picture_files_find(const struct picture_files *f, const struct archive *a,
                                         const struct archive_page *page, struct arena *arena)
{
	struct picture_source s = { 0 };
	for (size_t i = 0; i < f->count && !s.file && !s.address.data; i++) {
		const struct config_image *image = &a->config->images[i];
		if (image->own || image->folder)
			s = find_file(f, a, i, page);
		else
			s.address = address_of(image, page, arena);
	}
	return s;
}

void picture_files_free(struct picture_files *f)
{
	for (size_t i = 0; i < f->count; i++)
		scan_free(&f->scans[i]);
	free(f->scans);
	map_free(&f->by_path);
	*f = (struct picture_files){ 0 };
}
