#include <stdlib.h>
#include <unicode/utf8.h>

#include "archive/names.h"
#include "base/json.h"
#include "base/mem.h"
#include "site/pages/pages.h"
#include "site/path.h"
#include "site/show.h"

/*
 * All authors: by letters, by strokes and by how much they wrote. More than
 * PAGES_MOST list pages of them would be too long for one page: then each letter
 * has a page of its own, in which those of one surname stand together, and
 * the index has who wrote most.
 */
#define PAGES_MOST 3
#define MOST_SHOWN 60 /* on an index of letters */

static size_t room(const struct archive *a)
{
	return PAGES_MOST * a->config->page_size;
}

static bool is_split(const struct archive *a)
{
	return a->names.len > room(a);
}

/* ── one author ── */

static void show_author(struct renderer *m, struct value *list, uint32_t name)
{
	size_t count;
	const uint32_t *items = archive_list(&m->site->archive->by_name, name, &count);
	struct value *o = value_push_object(list);
	show_listed(m, o, LIST_AUTHOR, name);
	value_set(o, "article_count", show_count(m, count));
	value_set_text(o, "years", show_years(m, items, count));
}

/* ── letters ── */

static struct view id_of_letter(char letter, struct arena *a)
{
	return letter == '#' ? VIEW("letter-other") : arena_printf(a, "letter-%c", letter | 0x20);
}

static struct view url_of_letter(char letter, struct arena *a)
{
	return letter == '#' ? VIEW("authors/letter-other.html")
	                     : arena_printf(a, "authors/letter-%c.html", letter | 0x20);
}

static void show_letter(struct renderer *m, struct value *o, char letter)
{
	value_set_text(o, "label", arena_printf(&m->arena, "%c", letter));
	value_set_text(o, "id", id_of_letter(letter, &m->arena));
	value_set_bool(o, "strokes", false);
}

/* Whether name i begins a letter. */
static bool begins_letter(const struct archive *a, size_t i)
{
	return i == 0 || a->names.items[i].letter != a->names.items[i - 1].letter;
}

/* The letters that there are, one of them current; 0: none. */
static void show_letters(struct renderer *m, struct value *v, char current)
{
	const struct archive *a = m->site->archive;
	struct value *letters = value_set_list(v, "letters");
	for (size_t i = 0; i < a->names.len; i++) {
		char letter = a->names.items[i].letter;
		if (!begins_letter(a, i))
			continue;
		struct value *o = value_push_object(letters);
		show_letter(m, o, letter);
		value_set_text(o, "url", is_split(a) ? url_of_letter(letter, &m->arena) : VIEW_NULL);
		value_set_bool(o, "current", letter == current);
	}
	show_has(v, "has_letters", letters);
}

/* ── by how much ── */

struct by_count {
	uint32_t name;
	size_t count;
};

static int compare_count(const void *x, const void *y)
{
	const struct by_count *a = x, *b = y;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return a->name < b->name ? -1 : a->name > b->name;
}

static void show_most(struct renderer *m, struct value *v, size_t most)
{
	const struct archive *a = m->site->archive;
	struct by_count *names = mem_array(a->names.len, sizeof(*names));
	struct value *list = value_set_list(v, "most");
	for (uint32_t i = 0; i < a->names.len; i++) {
		names[i].name = i;
		list_articles(a, LIST_AUTHOR, i, &names[i].count);
	}
	if (most > 0)
		qsort(names, a->names.len, sizeof(*names), compare_count);
	for (size_t i = 0; i < a->names.len && i < most; i++)
		show_author(m, list, names[i].name);
	show_has(v, "has_most", list);
	free(names);
}

/* ── what all of them have ── */

enum order { ORDER_LETTERS, ORDER_STROKES, ORDER_COUNT };

static struct value *show_all(struct renderer *m, struct value *v, enum order order)
{
	value_set_bool(v, "first", order == ORDER_LETTERS);
	value_set_bool(v, "by_letter", order == ORDER_LETTERS);
	value_set_bool(v, "by_strokes", order == ORDER_STROKES);
	value_set_bool(v, "by_count", order == ORDER_COUNT);
	value_set(v, "letter", value_null());
	value_set(v, "author_count", show_count(m, m->site->archive->names.len));
	return value_set_list(v, "groups");
}

static void show_by_letter(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	struct value *groups = show_all(m, v, ORDER_LETTERS), *authors = NULL;
	show_letters(m, v, 0);
	show_most(m, v, is_split(a) ? MOST_SHOWN : 0);
	for (uint32_t i = 0; i < a->names.len && !is_split(a); i++) {
		if (begins_letter(a, i)) {
			struct value *group = value_push_object(groups);
			show_letter(m, group, a->names.items[i].letter);
			authors = value_set_list(group, "authors");
		}
		show_author(m, authors, i);
	}
	show_has(v, "has_groups", groups);
}

/* ── the page of a letter: by surnames ── */

static uint32_t first_character(struct view name, size_t *len)
{
	UChar32 c;
	*len = 0;
	U8_NEXT(name.data, *len, name.len, c);
	return c < 0 ? 0xFFFD : (uint32_t)c;
}

static struct view first_of(struct view name)
{
	size_t len;
	first_character(name, &len);
	return view_slice(name, 0, len);
}

static void show_surname(struct renderer *m, struct value *o, struct view name)
{
	size_t len;
	value_set_text(o, "id", arena_printf(&m->arena, "c-%x", first_character(name, &len)));
	value_set_text(o, "label", first_of(name));
	value_set_bool(o, "strokes", false);
}

/* The end of the names from i on whose first character is the same. */
static uint32_t end_of_surname(const struct archive *a, uint32_t i)
{
	struct view first = first_of(a->names.items[i].text);
	do
		i++;
	while (i < a->names.len && view_eq(first_of(a->names.items[i].text), first));
	return i;
}

static struct view letter_path(const struct plan *p, struct page_ref page, struct arena *a)
{
	(void)p;
	return url_of_letter((char)page.number, a);
}

static void each_letter(struct page_walk *w, const struct page_kind *kind)
{
	const struct archive *a = w->plan->archive;
	for (size_t i = 0; i < a->names.len && is_split(a); i++) {
		if (begins_letter(a, i))
			page_see(w, kind, (unsigned char)a->names.items[i].letter, 0);
	}
}

static void show_of_letter(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct archive *a = m->site->archive;
	struct value *groups = show_all(m, v, ORDER_LETTERS);
	value_set_bool(v, "first", false);
	show_letter(m, value_set_object(v, "letter"), (char)page.number);
	show_letters(m, v, (char)page.number);
	show_most(m, v, 0);
	for (uint32_t i = 0; i < a->names.len;) {
		uint32_t end = end_of_surname(a, i);
		if ((unsigned char)a->names.items[i].letter != page.number) {
			i = end;
			continue;
		}
		struct value *group = value_push_object(groups);
		show_surname(m, group, a->names.items[i].text);
		for (struct value *authors = value_set_list(group, "authors"); i < end; i++)
			show_author(m, authors, i);
	}
	show_has(v, "has_groups", groups);
}

/* ── by strokes ── */

static void show_strokes(struct renderer *m, struct value *o, uint32_t strokes)
{
	if (strokes == 0) {
		show_letter(m, o, '#');
		return;
	}
	value_set_text(o, "label", arena_printf(&m->arena, "%u", strokes));
	value_set_text(o, "id", arena_printf(&m->arena, "strokes-%u", strokes));
	value_set_bool(o, "strokes", true);
}

/* In place of all its names a surname, which leads to them. */
static void show_surname_entry(struct renderer *m, struct value *list, uint32_t name)
{
	const struct archive_name *x = &m->site->archive->names.items[name];
	uint32_t begin = name, end = end_of_surname(m->site->archive, name);
	while (begin > 0 &&
	       view_eq(first_of(m->site->archive->names.items[begin - 1].text), first_of(x->text)))
		begin--;
	size_t len;
	struct value *o = value_push_object(list);
	value_set_text(o, "name", first_of(x->text));
	value_set_text(o, "url",
	               arena_printf(&m->arena, "%.*s#c-%x",
	                            VIEW_ARG(url_of_letter(x->letter, &m->arena)),
	                            first_character(x->text, &len)));
	value_set(o, "article_count", show_count(m, end - begin));
	value_set_text(o, "years", VIEW_NULL);
}

static bool same_surname(const struct archive *a, uint32_t x, uint32_t y)
{
	return view_eq(first_of(a->names.items[x].text), first_of(a->names.items[y].text));
}

static void show_by_strokes(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	struct value *groups = show_all(m, v, ORDER_STROKES), *letters = value_set_list(v, "letters");
	struct value *authors = NULL;
	struct name_by_strokes *names = mem_array(a->names.len, sizeof(*names));
	bool sorted = names_by_strokes(a, names, &m->report);
	for (size_t i = 0; i < a->names.len && sorted; i++) {
		if (i == 0 || names[i].strokes != names[i - 1].strokes) {
			struct value *group = value_push_object(groups), *letter = value_push_object(letters);
			show_strokes(m, group, names[i].strokes);
			show_strokes(m, letter, names[i].strokes);
			value_set_text(letter, "url", VIEW_NULL);
			value_set_bool(letter, "current", false);
			authors = value_set_list(group, "authors");
		}
		if (!is_split(a))
			show_author(m, authors, names[i].name);
		else if (i == 0 || !same_surname(a, names[i].name, names[i - 1].name))
			show_surname_entry(m, authors, names[i].name);
	}
	free(names);
	show_most(m, v, 0);
	show_has(v, "has_letters", letters);
	show_has(v, "has_groups", groups);
}

static void show_by_count(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	show_all(m, v, ORDER_COUNT);
	value_set_bool(v, "has_groups", false);
	value_set_list(v, "letters");
	value_set_bool(v, "has_letters", false);
	show_most(m, v, room(m->site->archive));
}

const struct page_kind page_author_index = {
	.name = "authors",
	.template = "authors",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_AUTHOR,
	.form = "authors/index.html",
	.mapped = page_mapped,
	.show = show_by_letter,
};

const struct page_kind page_author_strokes = {
	.name = "authors by strokes",
	.template = "authors",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_AUTHOR,
	.form = "authors/by-strokes.html",
	.mapped = page_mapped,
	.show = show_by_strokes,
};

const struct page_kind page_author_count = {
	.name = "authors by number of articles",
	.template = "authors",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_AUTHOR,
	.form = "authors/by-count.html",
	.mapped = page_mapped,
	.show = show_by_count,
};

/* number: the letter, or # for what has none. */
const struct page_kind page_author_letter = {
	.name = "authors of a letter",
	.template = "authors",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_AUTHOR,
	.form = "authors/letter-*.html",
	.path = letter_path,
	.each = each_letter,
	.mapped = page_mapped,
	.show = show_of_letter,
};

/* ── all names, for a script that filters them ── */

/* Whether the script can make the address of the name by itself. */
static bool is_plain(struct view name)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.data[i];
		if (c < 0x80 && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9'))
			return false;
	}
	return name.len < 100;
}

static void put_name(struct renderer *m, struct buf *out, uint32_t name)
{
	size_t count;
	const uint32_t *items = list_articles(m->site->archive, LIST_AUTHOR, name, &count);
	struct view text = m->site->archive->names.items[name].text,
				years = show_years(m, items, count);
	size_t pages = plan_list_pages(&m->site->plan, LIST_AUTHOR, name);
	struct view url = plan_list_url(&m->site->plan, LIST_AUTHOR, name, pages, &m->arena);
	buf_puts(out, "[");
	json_put_string(out, text);
	buf_printf(out, ",%zu,\"%.*s\"", count, VIEW_ARG(years));
	if (!is_plain(text)) {
		buf_puts(out, ",");
		json_put_string(out, url);
	}
	buf_puts(out, "]");
}

static void put_names(struct renderer *m, struct view path, struct page_ref page)
{
	(void)page;
	struct buf out = { 0 };
	buf_puts(&out, "window.broadsheetAuthors=[");
	for (uint32_t i = 0; i < m->site->archive->names.len; i++) {
		buf_puts(&out, i > 0 ? ",\n" : "\n");
		put_name(m, &out, i);
	}
	buf_puts(&out, "\n];\n");
	renderer_put(m, path, buf_view(&out));
	arena_reset(&m->arena);
	buf_free(&out);
}

const struct page_kind page_author_names = {
	.name = "names of authors",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "author-names.js",
	.put = put_names,
};
