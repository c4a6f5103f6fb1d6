#include "archive/editions.h"

#include <stdlib.h>

#include "archive/page_number.h"
#include "base/ascii.h"
#include "base/mem.h"

/* Words of a path: what stands between figures, marks and folders' ends. */
typedef ARRAY(struct view) words;

static bool is_word(char c)
{
	return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

/*
 * Without the ending and the paper's name; a letter in front of figures is of
 * the page's number: A05, p3.
 */
static void read_words(const char *below, struct view newspaper, words *out)
{
	struct view path = view_of(below);
	size_t end = path.len;
	while (end > 0 && path.data[end - 1] != '.' && path.data[end - 1] != '/')
		end--;
	if (end > 0 && path.data[end - 1] == '.')
		path = view_slice(path, 0, end - 1);
	for (size_t i = 0; i < path.len;) {
		size_t from = i;
		while (i < path.len && is_word(path.data[i]))
			i++;
		bool numbers = i == from + 1 && i < path.len && ascii_is_digit(path.data[i]);
		struct view word = view_slice(path, from, i - from);
		if (newspaper.len > 0 && view_starts(word, newspaper))
			word = view_slice(word, newspaper.len, word.len);
		if (word.len > 0 && !numbers)
			*array_push(out) = word;
		i += i == from;
	}
}

static bool has_word(const words *list, struct view word)
{
	for (size_t i = 0; i < list->len; i++)
		if (view_eq(list->items[i], word))
			return true;
	return false;
}

/* The pages of one day, and the words of their paths. */
struct day {
	struct archive *archive;
	struct archive_page **pages;
	size_t count;
	words *words;
};

/* Whether it tells pages of the day apart. */
static bool tells(const struct day *d, struct view word)
{
	size_t with = 0;
	for (size_t i = 0; i < d->count; i++)
		with += has_word(&d->words[i], word);
	return with < d->count;
}

/* Puts the edition in front of the page's number, but behind the name of its paper. */
static void put_before(struct archive *a, struct archive_page *p, struct view edition)
{
	struct buf number = { 0 };
	if (edition.len > 0 && p->number.len > 0) {
		buf_put(&number, view_slice(p->number, 0, p->paper));
		buf_put(&number, edition);
		buf_put(&number, view_slice(p->number, p->paper, p->number.len));
		p->edition += (uint32_t)edition.len;
		p->number = arena_view(&a->arena, buf_view(&number));
	}
	buf_free(&number);
}

static void name_page(const struct day *d, size_t i)
{
	struct buf edition = { 0 };
	for (size_t k = 0; k < d->words[i].len; k++)
		if (tells(d, d->words[i].items[k]))
			buf_put(&edition, d->words[i].items[k]);
	put_before(d->archive, d->pages[i], buf_view(&edition));
	buf_free(&edition);
}

/* ── several papers ── */

/* The folder of the page's paper, where the archive has several; else absent. */
static struct view paper_folder(const struct config *c, const struct archive_page *p)
{
	const struct config_title *t = config_title_of(c, p->below, p->date);
	return t ? t->folder : VIEW_NULL;
}

/* Whether the folder is that of the newspaper that site.conf names, under whatever names it had. */
static bool is_main(const struct config *c, struct view folder)
{
	for (size_t i = 0; i < c->title_count; i++)
		if (view_eq(c->titles[i].folder, folder) && view_eq(c->titles[i].name, c->newspaper))
			return true;
	return false;
}

/* Pages of a paper beside the main one, on whichever days that has pages, too. */
static void name_papers(struct archive *a)
{
	struct buf edition = { 0 };
	for (size_t i = 0; i < a->pages.len; i++) {
		struct archive_page *p = &a->pages.items[i];
		struct view folder = paper_folder(a->config, p);
		if (folder.len == 0 || !date_known(p->date) || is_main(a->config, folder))
			continue;
		buf_truncate(&edition, 0);
		for (size_t k = 0; k < folder.len; k++)
			if (is_word(folder.data[k]) || ascii_is_digit(folder.data[k]))
				buf_putc(&edition, folder.data[k]);
		put_before(a, p, buf_view(&edition));
		p->paper = p->edition;
	}
	buf_free(&edition);
}

/* ── editions of a day ── */

static void name_day(struct archive *a, struct archive_page **pages, size_t count)
{
	struct day d = { a, pages, count, mem_array(count, sizeof(words)) };
	for (size_t i = 0; i < count; i++)
		read_words(pages[i]->below + paper_folder(a->config, pages[i]).len, a->config->newspaper,
		           &d.words[i]);
	for (size_t i = 0; i < count; i++)
		name_page(&d, i);
	for (size_t i = 0; i < count; i++)
		array_free(&d.words[i]);
	free(d.words);
}

static int compare_pages(const void *x, const void *y)
{
	const struct archive_page *a = *(struct archive_page *const *)x;
	const struct archive_page *b = *(struct archive_page *const *)y;
	int order = date_cmp(a->date, b->date);
	order = order ? order : page_number_compare(a->number, b->number);
	return order ? order : a->source < b->source ? -1 : a->source > b->source;
}

/* Whether two files of the day have one number. */
static bool clash(struct archive_page **pages, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (pages[i]->number.len > 0 && pages[i]->path != pages[i - 1]->path &&
		    page_number_same(pages[i]->number, pages[i - 1]->number))
			return true;
	return false;
}

void editions_name(struct archive *a)
{
	name_papers(a);
	size_t count = a->pages.len;
	struct archive_page **pages = mem_array(count, sizeof(struct archive_page *));
	for (size_t i = 0; i < count; i++)
		pages[i] = &a->pages.items[i];
	if (count > 0)
		qsort(pages, count, sizeof(*pages), compare_pages);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && date_cmp(pages[to]->date, pages[from]->date) == 0;)
			to++;
		if (date_known(pages[from]->date) && clash(&pages[from], to - from))
			name_day(a, &pages[from], to - from);
	}
	free(pages);
}

struct view editions_bare(const struct archive_page *p)
{
	return p->number.data ? view_slice(p->number, p->edition, p->number.len - p->edition)
	                      : p->number;
}
