#include "input/gather.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "input/alto.h"
#include "input/filename.h"
#include "input/mets.h"
#include "input/mets_structure.h"
#include "input/page_xml.h"

/* Whose a file of the scan is. */
enum gather_place { GATHER_ALONE, GATHER_PART, GATHER_NOWHERE };

struct gather_work {
	const struct scan *scan;
	struct map at;             /* the scan's files by their paths */
	enum gather_place *places; /* of each of them */
	struct gathering *out;
};

void gather_alone(const struct scan_file *const *file, struct source *out)
{
	*out = (struct source){ file, 1, **file, false };
}

/* ── what a file is ── */

static bool ends(const char *name, const char *ending)
{
	size_t len = strlen(name), tail = strlen(ending);
	return len > tail && strcasecmp(name + len - tail, ending) == 0;
}

/* Whether the file's beginning is recognised; one that cannot be read will be told by who reads it. */
static bool begins_as(const char *path, bool (*recognises)(struct view bytes))
{
	char bytes[4096];
	FILE *f = fopen(path, "rb");
	size_t len = f ? fread(bytes, 1, sizeof(bytes), f) : 0;
	if (f)
		fclose(f);
	return len > 0 && recognises((struct view){ bytes, len });
}

static bool is_mets(const struct scan_file *f)
{
	return (ends(f->below, ".xml") || ends(f->below, ".mets")) &&
	       begins_as(f->path, mets_recognises);
}

/* ── METS ── */

typedef ARRAY(const struct scan_file *) file_list;
typedef ARRAY(struct view) path_list;

/* One stamp for all: another one if any of them has. */
static void add_stamp(struct scan_stamp *to, const struct scan_stamp *s)
{
	to->size += s->size;
	to->modified = s->modified > to->modified ? s->modified : to->modified;
	to->changed = s->changed > to->changed ? s->changed : to->changed;
	to->inode = to->inode * 31 + s->inode;
}

static struct source *put_source(struct gather_work *w, const file_list *files)
{
	const struct scan_file **list = arena_array(&w->out->arena, files->len, sizeof(*list));
	struct source *s = array_push(&w->out->sources);
	for (size_t i = 0; i < files->len; i++)
		list[i] = files->items[i];
	gather_alone(list, s);
	s->count = files->len;
	for (size_t i = 1; i < files->len; i++)
		add_stamp(&s->whole.stamp, &list[i]->stamp);
	return s;
}

static bool is_page_of_mets(struct view bytes)
{
	return alto_recognises(bytes) || page_xml_recognises(bytes);
}

static bool may_be_page(const struct scan_file *f)
{
	return (ends(f->below, ".xml") || ends(f->below, ".alto") || ends(f->below, ".page")) &&
	       begins_as(f->path, is_page_of_mets);
}

/* A file that the METS file names, if it is there, and no other has it. */
static void take_file(struct gather_work *w, struct view path, file_list *files)
{
	const union map_value *at = path.data ? map_get(&w->at, path) : NULL;
	if (!at || w->places[at->number] != GATHER_ALONE)
		return;
	const struct scan_file *f = &w->scan->files.items[at->number];
	if (ends(f->below, ".pdf")) {
		w->places[at->number] = GATHER_NOWHERE;
	} else if (may_be_page(f)) {
		w->places[at->number] = GATHER_PART;
		*array_push(files) = f;
	}
}

/* The paths of the files that a METS file names; what is wrong with it is told by its reader. */
static void named_paths(const char *path, mets_structure_there *there, void *context,
                        struct arena *a, path_list *out)
{
	struct buf bytes = { 0 };
	struct report unread = { 0 };
	struct mets mets;
	if (file_read(path, &bytes, &unread)) {
		struct input_file file = { .path = path, .bytes = buf_view(&bytes) };
		mets_structure_read(&file, &mets, &unread);
		for (size_t k = 0; k < mets.files.len; k++)
			*array_push(out) =
				mets_structure_find(path, mets.files.items[k].href, there, context, a);
		mets_structure_free(&mets);
	}
	buf_free(&bytes);
	report_free(&unread);
}

static bool is_scanned(void *context, struct view path)
{
	const struct gather_work *w = context;
	return map_get(&w->at, path) != NULL;
}

static bool is_on_disk(void *context, struct view path)
{
	(void)context;
	struct buf name = { 0 };
	buf_put(&name, path);
	bool there = access(name.data, R_OK) == 0;
	buf_free(&name);
	return there;
}

static void gather_mets(struct gather_work *w, size_t i)
{
	const struct scan_file *f = &w->scan->files.items[i];
	struct arena a = { 0 };
	path_list paths = { 0 };
	file_list files = { 0 };
	*array_push(&files) = f;
	named_paths(f->path, is_scanned, w, &a, &paths);
	for (size_t k = 0; k < paths.len; k++)
		take_file(w, paths.items[k], &files);
	put_source(w, &files);
	w->places[i] = GATHER_PART;
	array_free(&files);
	array_free(&paths);
	arena_free(&a);
}

/* ── a page's articles in files of their own ── */

struct article_file {
	struct view page; /* its folder, day and number */
	unsigned article;
	size_t file; /* of the scan */
};

typedef ARRAY(struct article_file) article_list;

static int by_article(const void *a, const void *b)
{
	const struct article_file *x = a, *y = b;
	int order = view_cmp(x->page, y->page);
	if (order == 0)
		order = (x->article > y->article) - (x->article < y->article);
	return order ? order : (x->file > y->file) - (x->file < y->file);
}

static void find_articles(struct gather_work *w, const struct language *l, struct arena *a,
                          article_list *out)
{
	struct buf page = { 0 };
	for (size_t i = 0; i < w->scan->files.len; i++) {
		const struct scan_file *f = &w->scan->files.items[i];
		if (w->places[i] != GATHER_ALONE || !ends(f->below, ".txt"))
			continue;
		struct filename name = filename_read(view_of(f->name), l, a);
		if (!name.article)
			continue;
		buf_truncate(&page, 0);
		buf_put(&page, view_folder(view_of(f->below)));
		buf_putc(&page, '/');
		date_put(&page, name.day);
		buf_putc(&page, '/');
		buf_put(&page, name.number);
		*array_push(out) = (struct article_file){ arena_view(a, buf_view(&page)), name.article, i };
	}
	buf_free(&page);
}

static bool is_one_page(const struct article_file *a, const struct article_file *b)
{
	return view_eq(a->page, b->page);
}

static bool shares_page(const article_list *list)
{
	for (size_t i = 1; i < list->len; i++)
		if (is_one_page(&list->items[i - 1], &list->items[i]))
			return true;
	return false;
}

/* Returns whether there are any. */
static bool gather_articles(struct gather_work *w, const struct language *l)
{
	struct arena a = { 0 };
	article_list list = { 0 };
	file_list files = { 0 };
	find_articles(w, l, &a, &list);
	if (list.len > 0)
		qsort(list.items, list.len, sizeof(*list.items), by_article);
	bool any = shares_page(&list);
	for (size_t i = 0; any && i < list.len; i++) {
		*array_push(&files) = &w->scan->files.items[list.items[i].file];
		w->places[list.items[i].file] = GATHER_PART;
		if (i + 1 < list.len && is_one_page(&list.items[i], &list.items[i + 1]))
			continue;
		put_source(w, &files)->articles = true;
		files.len = 0;
	}
	array_free(&files);
	array_free(&list);
	arena_free(&a);
	return any;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct source *)a)->whole.path, ((const struct source *)b)->whole.path);
}

void gather_files(const struct scan *s, const struct language *l, struct gathering *out)
{
	*out = (struct gathering){ 0 };
	struct gather_work w = { .scan = s, .out = out };
	const struct scan_file **files = arena_array(&out->arena, s->files.len, sizeof(*files));
	w.places = mem_array(s->files.len, sizeof(*w.places));
	bool *mets = mem_array(s->files.len, sizeof(*mets)), any = false;
	for (size_t i = 0; i < s->files.len; i++) {
		files[i] = &s->files.items[i];
		mets[i] = is_mets(files[i]);
		any = any || mets[i];
	}
	for (size_t i = 0; any && i < s->files.len; i++)
		map_put(&w.at, view_of(files[i]->path), NULL)->number = i;
	for (size_t i = 0; any && i < s->files.len; i++)
		if (mets[i])
			gather_mets(&w, i);
	any = gather_articles(&w, l) || any;
	for (size_t i = 0; i < s->files.len; i++)
		if (w.places[i] == GATHER_ALONE)
			gather_alone(&files[i], array_push(&out->sources));
	if (any)
		qsort(out->sources.items, out->sources.len, sizeof(*out->sources.items), by_path);
	free(mets);
	free(w.places);
	map_free(&w.at);
}

void gather_around(const char *path, struct gathering *out)
{
	*out = (struct gathering){ 0 };
	struct gather_work w = { .out = out };
	path_list paths = { 0 };
	file_list files = { 0 };
	struct scan_file *first = arena_alloc(&out->arena, sizeof(*first));
	first->path = first->name = first->below = arena_string(&out->arena, view_of(path));
	*array_push(&files) = first;
	if (is_mets(first))
		named_paths(path, is_on_disk, NULL, &out->arena, &paths);
	for (size_t i = 0; i < paths.len; i++) {
		struct scan_file *f = arena_alloc(&out->arena, sizeof(*f));
		if (!paths.items[i].data)
			continue;
		f->path = f->name = f->below = arena_string(&out->arena, paths.items[i]);
		if (may_be_page(f))
			*array_push(&files) = f;
	}
	put_source(&w, &files);
	array_free(&files);
	array_free(&paths);
}

void gather_free(struct gathering *g)
{
	array_free(&g->sources);
	arena_free(&g->arena);
	*g = (struct gathering){ 0 };
}
