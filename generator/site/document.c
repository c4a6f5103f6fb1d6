#include "site/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "input/scan.h"
#include "site/markdown.h"
#include "text/utf8.h"

#define MENU_MAX 999

static bool read_menu(struct view value, int *out)
{
	int n = 0;
	for (size_t i = 0; i < value.len; i++) {
		if (value.data[i] < '0' || value.data[i] > '9' || n > MENU_MAX)
			return false;
		n = n * 10 + (value.data[i] - '0');
	}
	*out = n;
	return n >= 1 && n <= MENU_MAX;
}

static void read_head_line(struct document *d, struct view line, size_t number, struct arena *a,
                           struct report *r)
{
	struct view value = line;
	struct view name = view_trim(view_cut(&value, ':'));
	value = value.data ? view_trim(value) : VIEW_NULL;
	if (value.len == 0)
		report_error(r, d->file, number, 1,
		             "a page begins with lines like 'title: About', "
		             "then a blank line: write name and value");
	else if (view_eq(name, VIEW("title")))
		d->title = arena_view(a, value);
	else if (!view_eq(name, VIEW("menu")))
		report_error(r, d->file, number, 1,
		             "unknown name '%.*s' at the head of a page: "
		             "the names are title and menu",
		             VIEW_ARG(name));
	else if (!read_menu(value, &d->menu))
		report_error(r, d->file, number, 1,
		             "'%.*s' is no place in the menu: "
		             "write a number from 1 to %d",
		             VIEW_ARG(value), MENU_MAX);
}

/* Reads the head; what follows it is left in *rest. */
static void read_head(struct document *d, struct view *rest, struct arena *a, struct report *r)
{
	size_t errors = r->errors;
	for (size_t number = 1; rest->data; number++) {
		struct view line = view_trim(view_cut(rest, '\n'));
		if (line.len == 0)
			break;
		read_head_line(d, line, number, a, r);
	}
	if (d->title.len == 0 && r->errors == errors)
		report_error(r, d->file, 1, 0,
		             "the page has no title: begin the file with "
		             "a line 'title: …' and a blank line");
}

static void lower_headings(cmark_node *root)
{
	int top = 6;
	cmark_iter *i = cmark_iter_new(root);
	while (cmark_iter_next(i) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(i);
		if (cmark_node_get_type(n) == CMARK_NODE_HEADING && cmark_node_get_heading_level(n) < top)
			top = cmark_node_get_heading_level(n);
	}
	cmark_iter_reset(i, root, CMARK_EVENT_ENTER);
	do {
		cmark_node *n = cmark_iter_get_node(i);
		if (cmark_iter_get_event_type(i) == CMARK_EVENT_ENTER &&
		    cmark_node_get_type(n) == CMARK_NODE_HEADING) {
			int level = cmark_node_get_heading_level(n) - top + 2;
			cmark_node_set_heading_level(n, level > 6 ? 6 : level);
		}
	} while (cmark_iter_next(i) != CMARK_EVENT_DONE);
	cmark_iter_free(i);
}

static struct view to_html(struct view text, struct arena *a)
{
	cmark_node *root = markdown_parse(text);
	lower_headings(root);
	char *made = cmark_render_html(root, CMARK_OPT_DEFAULT);
	struct view html = arena_view(a, view_of(made));
	free(made);
	cmark_node_free(root);
	return html;
}

/* about.en.md is about.md in English: "about", and the language. */
static struct view stem_of(const char *name, struct view *language)
{
	struct view stem = view_slice(view_of(name), 0, strlen(name) - 3), rest = stem;
	view_cut(&rest, '.');
	*language = rest.data ? rest : VIEW_NULL;
	return rest.data ? view_slice(stem, 0, stem.len - rest.len - 1) : stem;
}

static bool has_file(const struct scan *found, struct view stem, struct view language)
{
	for (size_t i = 0; i < found->files.len; i++) {
		struct view other;
		if (view_eq(stem_of(found->files.items[i].name, &other), stem) && view_eq(other, language))
			return true;
	}
	return false;
}

/* Whether the file is the one of its page for a site in that language. */
static bool is_wanted(const struct scan *found, const char *name, struct view language)
{
	struct view own, stem = stem_of(name, &own);
	if (strchr(name, '/'))
		return false;
	return own.len > 0 ? view_eq(own, language) : !has_file(found, stem, language);
}

static struct view document_path(const char *name, struct arena *a)
{
	struct view language;
	return arena_printf(a, "%.*s.html", VIEW_ARG(stem_of(name, &language)));
}

static void read_one(struct document *d, const struct scan_file *file, struct arena *a,
                     struct report *r)
{
	struct buf bytes = { 0 };
	d->file = arena_string(a, view_of(file->path));
	if (file_read(file->path, &bytes, r)) {
		struct view text = buf_view(&bytes);
		if (view_starts(text, VIEW("\xEF\xBB\xBF")))
			text = view_slice(text, 3, text.len);
		if (!utf8_scan(text).valid) {
			report_error(r, d->file, 0, 0, "is not UTF-8: save the file as UTF-8");
		} else {
			read_head(d, &text, a, r);
			d->html = to_html(text, a);
		}
	}
	buf_free(&bytes);
}

static int compare(const void *x, const void *y)
{
	const struct document *a = x, *b = y;
	int place_a = a->menu ? a->menu : MENU_MAX + 1, place_b = b->menu ? b->menu : MENU_MAX + 1;
	return place_a != place_b ? place_a - place_b : view_cmp(a->path, b->path);
}

static bool has_document(const struct document_list *l, struct view path)
{
	for (size_t i = 0; i < l->len; i++) {
		if (view_eq(l->items[i].path, path))
			return true;
	}
	return false;
}

/* An empty file of the archive's own takes an installed page away, so it counts until the end. */
static void read_layer(const char *folder, struct view language, struct document_list *out,
                       struct report *r)
{
	struct scan_rules rules = { .ending = ".md", .below = true };
	struct scan found = { 0 };
	scan_folder(folder, &rules, &found, r);
	struct document *items = arena_array(&out->arena, out->len + found.files.len, sizeof(*items));
	struct document_list earlier = *out;
	for (size_t i = 0; i < out->len; i++)
		items[i] = out->items[i];
	out->items = items;
	for (size_t i = 0; i < found.files.len; i++) {
		const struct scan_file *file = &found.files.items[i];
		struct document *d = &items[out->len];
		*d = (struct document){ .path = document_path(file->name, &out->arena) };
		if (!is_wanted(&found, file->name, language) || has_document(&earlier, d->path))
			continue;
		if (file->stamp.size > 0)
			read_one(d, file, &out->arena, r);
		out->len++;
	}
	scan_free(&found);
}

static void drop_empty(struct document_list *l)
{
	size_t kept = 0;
	for (size_t i = 0; i < l->len; i++) {
		if (l->items[i].file)
			l->items[kept++] = l->items[i];
	}
	l->len = kept;
}

bool document_read_all(const struct overlay *folders, struct view language,
                       struct document_list *out, struct report *r)
{
	*out = (struct document_list){ 0 };
	size_t errors = r->errors;
	for (size_t i = 0; i < folders->count; i++)
		read_layer(folders->folder[i], language, out, r);
	drop_empty(out);
	if (out->len > 0)
		qsort(out->items, out->len, sizeof(*out->items), compare);
	return r->errors == errors;
}

void document_free(struct document_list *l)
{
	arena_free(&l->arena);
	*l = (struct document_list){ 0 };
}
