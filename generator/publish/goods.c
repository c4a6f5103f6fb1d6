#include "publish/goods.h"

#include "base/file.h"
#include "base/map.h"
#include "publish/sent.h"

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

static enum goods_kind kind_of(struct view path)
{
	static const char *const pages[] = { ".html", ".htm", NULL };
	static const char *const lists[] = { ".json", ".jsonl", ".csv", "search/manifest.js", NULL };
	path = plain(path);
	if (is_entry(path))
		return GOODS_ENTRY;
	if (ends_with_one_of(path, lists))
		return GOODS_LIST;
	if (!ends_with_one_of(path, pages))
		return GOODS_ASSET;
	return is_list(path) ? GOODS_LIST : GOODS_PAGE;
}

static bool is_wanted(struct view path, bool review)
{
	if ((view_starts(path, VIEW("review/")) && !review) || view_ends(path, VIEW(FILE_TEMPORARY)) ||
	    view_eq(path, VIEW(SENT_NAME)))
		return false;
	while (path.data) {
		if (view_eq(view_cut(&path, '/'), VIEW(".git")))
			return false;
	}
	return true;
}

static bool read_one(struct goods_file *f, struct buf *bytes, struct report *r)
{
	buf_truncate(bytes, 0);
	if (!file_read(f->place, bytes, r))
		return false;
	f->hash = map_hash(buf_view(bytes));
	f->size = bytes->len;
	return true;
}

static int compare_files(const void *a, const void *b)
{
	return view_cmp(((const struct goods_file *)a)->path, ((const struct goods_file *)b)->path);
}

bool goods_read(struct goods *g, const char *site, bool review, struct report *r)
{
	struct scan_rules all = { .hidden = true, .below = true };
	struct buf bytes = { 0 };
	*g = (struct goods){ 0 };
	bool ok = scan_folder(site, &all, &g->scan, r);
	for (size_t i = 0; ok && i < g->scan.files.len; i++) {
		const struct scan_file *file = &g->scan.files.items[i];
		struct view path = view_of(file->name);
		if (!is_wanted(path, review))
			continue;
		struct goods_file *f = array_push(&g->files);
		*f = (struct goods_file){ .path = path, .place = file->path, .kind = kind_of(path) };
		ok = read_one(f, &bytes, r);
	}
	buf_free(&bytes);
	if (g->files.len > 0)
		qsort(g->files.items, g->files.len, sizeof(*g->files.items), compare_files);
	return ok;
}

static int compare_path(const void *key, const void *item)
{
	return view_cmp(*(const struct view *)key, ((const struct goods_file *)item)->path);
}

const struct goods_file *goods_find(const struct goods *g, struct view path)
{
	if (g->files.len == 0)
		return NULL;
	return bsearch(&path, g->files.items, g->files.len, sizeof(*g->files.items), compare_path);
}

/* The first file at or behind "folder/" is in it, if any is. */
bool goods_has_folder(const struct goods *g, struct view folder)
{
	const goods_files *files = &g->files;
	size_t low = 0, high = files->len;
	struct buf start = { 0 };
	buf_put(&start, folder);
	buf_putc(&start, '/');
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (view_cmp(files->items[middle].path, buf_view(&start)) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	bool has = low < files->len && view_starts(files->items[low].path, buf_view(&start));
	buf_free(&start);
	return has;
}

void goods_free(struct goods *g)
{
	array_free(&g->files);
	scan_free(&g->scan);
}

size_t goods_step(const struct goods_file *f)
{
	static const size_t fresh[] = { [GOODS_ASSET] = 0, [GOODS_PAGE] = 0, [GOODS_LIST] = 1 };
	static const size_t changed[] = { [GOODS_ASSET] = 2, [GOODS_PAGE] = 3, [GOODS_LIST] = 4 };
	if (f->kind == GOODS_ENTRY)
		return f->state == GOODS_NEW && view_eq(plain(f->path), VIEW("index.html")) ? GOODS_STEPS - 1
		                                                                       : GOODS_STEPS - 2;
	return f->state == GOODS_NEW ? fresh[f->kind] : changed[f->kind];
}
