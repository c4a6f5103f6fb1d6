#include "publish/upload_set.h"

#include "base/bisect.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/media.h"
#include "cache/own_files.h"
#include "publish/remote_manifest.h"
#include "site/pages/pages.h"

/* A compressed form is of the kind of its file. */
static struct view plain(struct view path)
{
	struct view gzip = VIEW(".gz"), brotli = VIEW(".br");
	size_t cut = view_ends(path, gzip) || view_ends(path, brotli) ? gzip.len : 0;
	return view_slice(path, 0, path.len - cut);
}

/* Of what no kind of page has, what tells of other files comes after them. */
static bool is_catalogue(struct view path)
{
	return view_ends(path, VIEW(".json")) || view_eq(path, VIEW("search/manifest.js"));
}

static enum page_reach reach_of(struct view path)
{
	path = plain(path);
	const struct page_kind *kind = page_kind_at(path);
	if (kind)
		return kind->reach;
	if (is_catalogue(path))
		return PAGE_REACH_LIST;
	/* A redirect and a static file may stand anywhere: one that is HTML may lead to pages. */
	return media_of(path)->syntax == MEDIA_HTML ? PAGE_REACH_SINGLE : PAGE_REACH_ASSET;
}

static bool is_wanted(struct view path, bool review)
{
	if ((view_starts(path, VIEW("review/")) && !review) || view_ends(path, VIEW(FILE_TEMPORARY)) ||
	    view_eq(path, VIEW(REMOTE_MANIFEST_NAME)) || view_eq(path, VIEW(OWN_FILES_NAME)))
		return false;
	while (path.data) {
		if (view_eq(view_cut(&path, '/'), VIEW(".git")))
			return false;
	}
	return true;
}

static bool read_one(const struct upload_set *g, const struct scan_file *file,
                     struct known_files *known, struct upload_file *f, struct buf *bytes,
                     struct report *r)
{
	f->size = file->stamp.size;
	if (known_files_find(known, &g->scan, file, &f->hash))
		return true;
	buf_truncate(bytes, 0);
	if (!file_read(f->place, bytes, r))
		return false;
	f->hash = hash_view(buf_view(bytes));
	f->size = bytes->len;
	known_files_put(known, &g->scan, file, f->hash);
	return true;
}

static int compare_files(const void *a, const void *b)
{
	return view_cmp(((const struct upload_file *)a)->path, ((const struct upload_file *)b)->path);
}

bool upload_set_read(struct upload_set *g, const char *site, bool review, struct known_files *known,
                     struct report *r)
{
	struct scan_rules all = { .hidden = true, .below = true };
	struct buf bytes = { 0 };
	*g = (struct upload_set){ 0 };
	bool ok = scan_folder(site, &all, &g->scan, r);
	for (size_t i = 0; ok && i < g->scan.files.len; i++) {
		const struct scan_file *file = &g->scan.files.items[i];
		struct view path = view_of(file->name);
		if (!is_wanted(path, review))
			continue;
		struct upload_file *f = array_push(&g->files);
		*f = (struct upload_file){ .path = path, .place = file->path, .reach = reach_of(path) };
		ok = read_one(g, file, known, f, &bytes, r);
	}
	buf_free(&bytes);
	if (g->files.len > 0)
		qsort(g->files.items, g->files.len, sizeof(*g->files.items), compare_files);
	return ok;
}

static int compare_path(const void *key, const void *item)
{
	return view_cmp(*(const struct view *)key, ((const struct upload_file *)item)->path);
}

const struct upload_file *upload_set_find(const struct upload_set *g, struct view path)
{
	if (g->files.len == 0)
		return NULL;
	return bsearch(&path, g->files.items, g->files.len, sizeof(*g->files.items), compare_path);
}

struct sought {
	const upload_files *files;
	struct view path;
};

static bool is_before(const void *sought, size_t i)
{
	const struct sought *s = sought;
	return view_cmp(s->files->items[i].path, s->path) < 0;
}

/* The first file at or behind "folder/" is in it, if any is. */
bool upload_set_has_folder(const struct upload_set *g, struct view folder)
{
	const upload_files *files = &g->files;
	struct buf start = { 0 };
	buf_put(&start, folder);
	buf_putc(&start, '/');
	struct sought sought = { files, buf_view(&start) };
	size_t low = bisect(files->len, is_before, &sought);
	bool has = low < files->len && view_starts(files->items[low].path, buf_view(&start));
	buf_free(&start);
	return has;
}

void upload_set_free(struct upload_set *g)
{
	array_free(&g->files);
	scan_free(&g->scan);
}

size_t upload_set_step(const struct upload_file *f)
{
	static const size_t fresh[] = {
		[PAGE_REACH_ASSET] = 0, [PAGE_REACH_SINGLE] = 0, [PAGE_REACH_LIST] = 1
	};
	static const size_t changed[] = {
		[PAGE_REACH_ASSET] = 2, [PAGE_REACH_SINGLE] = 3, [PAGE_REACH_LIST] = 4
	};
	if (f->reach == PAGE_REACH_ENTRY)
		return f->state == UPLOAD_NEW && view_eq(plain(f->path), VIEW("index.html"))
		           ? UPLOAD_STEPS - 1
		           : UPLOAD_STEPS - 2;
	return f->state == UPLOAD_NEW ? fresh[f->reach] : changed[f->reach];
}
