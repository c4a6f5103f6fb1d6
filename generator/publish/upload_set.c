#include "publish/upload_set.h"

#include "base/bisect.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/media.h"
#include "publish/remote_manifest.h"

/* A compressed form is of the kind of its file. */
static struct view plain(struct view path)
{
	struct view gzip = VIEW(".gz"), brotli = VIEW(".br");
	size_t cut = view_ends(path, gzip) || view_ends(path, brotli) ? gzip.len : 0;
	return view_slice(path, 0, path.len - cut);
}

static bool ends_with_one_of(struct view path, const char *const *endings)
{
	for (size_t i = 0; endings[i]; i++) {
		if (view_ends(path, view_of(endings[i])))
			return true;
	}
	return false;
}

static bool is_list(struct view path)
{
	static const char *const folders[] = { "topics/", "authors/", "kinds/", "on/", "data/" };
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		if (view_starts(path, view_of(folders[i])))
			return true;
	}
	return view_ends(path, VIEW("/index.html")) || view_find(path, VIEW("/"), 0) < 0;
}

/* What feeds, sitemaps and hosts' own files are called by themselves, without a link to them. */
static bool is_entry(struct view path)
{
	return view_ends(path, VIEW(".xml")) || view_eq(path, VIEW("index.html")) ||
	       view_eq(path, VIEW("robots.txt")) || view_eq(path, VIEW("_redirects")) ||
	       view_eq(path, VIEW("_headers"));
}

static enum upload_kind kind_of(struct view path)
{
	static const char *const lists[] = { ".json", ".jsonl", ".csv", "search/manifest.js", NULL };
	path = plain(path);
	if (is_entry(path))
		return UPLOAD_ENTRY;
	if (ends_with_one_of(path, lists))
		return UPLOAD_LIST;
	if (media_of(path)->syntax != MEDIA_HTML)
		return UPLOAD_ASSET;
	return is_list(path) ? UPLOAD_LIST : UPLOAD_PAGE;
}

static bool is_wanted(struct view path, bool review)
{
	if ((view_starts(path, VIEW("review/")) && !review) || view_ends(path, VIEW(FILE_TEMPORARY)) ||
	    view_eq(path, VIEW(REMOTE_MANIFEST_NAME)))
		return false;
	while (path.data) {
		if (view_eq(view_cut(&path, '/'), VIEW(".git")))
			return false;
	}
	return true;
}

static bool read_one(struct upload_file *f, struct buf *bytes, struct report *r)
{
	buf_truncate(bytes, 0);
	if (!file_read(f->place, bytes, r))
		return false;
	f->hash = hash_view(buf_view(bytes));
	f->size = bytes->len;
	return true;
}

static int compare_files(const void *a, const void *b)
{
	return view_cmp(((const struct upload_file *)a)->path, ((const struct upload_file *)b)->path);
}

bool upload_set_read(struct upload_set *g, const char *site, bool review, struct report *r)
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
		*f = (struct upload_file){ .path = path, .place = file->path, .kind = kind_of(path) };
		ok = read_one(f, &bytes, r);
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
	static const size_t fresh[] = { [UPLOAD_ASSET] = 0, [UPLOAD_PAGE] = 0, [UPLOAD_LIST] = 1 };
	static const size_t changed[] = { [UPLOAD_ASSET] = 2, [UPLOAD_PAGE] = 3, [UPLOAD_LIST] = 4 };
	if (f->kind == UPLOAD_ENTRY)
		return f->state == UPLOAD_NEW && view_eq(plain(f->path), VIEW("index.html"))
		           ? UPLOAD_STEPS - 1
		           : UPLOAD_STEPS - 2;
	return f->state == UPLOAD_NEW ? fresh[f->kind] : changed[f->kind];
}
