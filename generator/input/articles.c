#include "input/articles.h"

#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "text/glyph.h"
#include "text/legacy.h"
#include "text/utf8.h"

struct articles_line {
	struct view text;
	struct text_label label;
};

struct articles_page {
	struct text_stated stated;
	ARRAY(struct articles_line) lines;
	ARRAY(struct text_article) articles;
	uint32_t blocks;
	struct arena arena;
};

/* ── fields ── */

bool articles_field_of(struct view name, enum language_field *out)
{
	struct arena arena = { 0 };
	bool found = false;
	for (size_t i = 0; i < LANGUAGE_TAGS && !found; i++) {
		const struct language *l = language_find(view_of(language_tags[i]));
		struct glyphs g = glyph_read(view_trim(name), l, &arena);
		const struct language_word *w = language_at(&l->fields, g, 0);
		found = w && w->length == g.len;
		if (found)
			*out = (enum language_field)w->value;
	}
	arena_free(&arena);
	return found;
}

/* ── days and numbers of pages ── */

static bool read_number(struct view v, size_t *at, size_t digits, int *out)
{
	size_t from = *at;
	*out = 0;
	while (*at < v.len && *at - from < digits && ascii_is_digit((unsigned char)v.data[*at]))
		*out = *out * 10 + (v.data[(*at)++] - '0');
	return *at > from;
}

/* Whatever stands between year, month and day, as long as it is no digit. */
static void pass_mark(struct view v, size_t *at)
{
	while (*at < v.len && !ascii_is_digit((unsigned char)v.data[*at]))
		++*at;
}

static bool read_date(struct view v, struct date *out)
{
	struct date d;
	size_t at = 0;
	if (!read_number(v, &at, 4, &d.year) || at != 4)
		return false;
	pass_mark(v, &at);
	if (!read_number(v, &at, 2, &d.month))
		return false;
	pass_mark(v, &at);
	if (!read_number(v, &at, 2, &d.day) || !date_valid(d))
		return false;
	*out = d;
	return true;
}

static bool is_number_character(char c)
{
	return ascii_is_digit((unsigned char)c) || ascii_is_letter((unsigned char)c);
}

/* "3", "Page 3" and "03" are 03; a text that holds no number is none. */
static struct view read_page(struct view v, struct arena *a)
{
	size_t from = 0;
	while (from < v.len && !is_number_character(v.data[from]))
		from++;
	size_t to = from;
	while (to < v.len && to - from < 6 && is_number_character(v.data[to]))
		to++;
	return text_page_number(view_slice(v, from, to - from), a);
}

/* ── pages ── */

static struct articles_page *page_of(struct articles *a, struct date day, struct view number)
{
	struct buf key = { 0 };
	bool fresh;
	date_put(&key, day);
	buf_putc(&key, '/');
	buf_put(&key, number);
	union map_value *at = map_put(&a->page_at, buf_view(&key), &fresh);
	buf_free(&key);
	if (fresh) {
		struct articles_page *p = mem_alloc(sizeof(*p));
		p->stated.date = day;
		p->stated.number = arena_view(&p->arena, number);
		*array_push(&a->pages) = p;
		at->pointer = p;
	}
	return at->pointer;
}

bool articles_begin(struct articles *a, struct view date, struct view page, struct view newspaper,
                    struct view kind)
{
	struct date day = { 0 };
	struct arena arena = { 0 };
	bool right = read_date(view_trim(date), &day) || view_trim(date).len == 0;
	struct view number = read_page(page, &arena);
	/* A day's articles without a page are its only one. */
	if (!number.data && date_known(day))
		number = VIEW("01");
	struct articles_page *p = page_of(a, day, number);
	if (!p->stated.newspaper.data && newspaper.len > 0)
		p->stated.newspaper = arena_view(&p->arena, newspaper);
	array_push(&p->articles)->kind = arena_view(&p->arena, kind);
	a->open = p;
	arena_free(&arena);
	return right;
}

/* Appends what may stand in a line. */
static void put_clean(struct buf *b, struct view text)
{
	for (size_t i = 0; i < text.len;) {
		size_t from = i;
		unsigned code = utf8_next(text, &i);
		uint32_t meant = legacy_character(code);
		if (meant)
			buf_put_code(b, meant);
		else if (code == UTF8_INVALID)
			buf_put_code(b, 0xFFFD);
		else if (code == '\r' || code == '\n')
			buf_putc(b, ' ');
		else if (utf8_stays(code))
			buf_put(b, view_slice(text, from, i - from));
	}
}

static void put_line(struct articles *a, struct view line, struct text_label label)
{
	struct articles_page *p = a->open;
	buf_truncate(&a->text, 0);
	put_clean(&a->text, line);
	struct view clean = view_trim(buf_view(&a->text));
	if (!glyph_text_blank(clean))
		*array_push(&p->lines) = (struct articles_line){ arena_view(&p->arena, clean), label };
}

void articles_put(struct articles *a, enum line_role role, struct view text)
{
	struct text_label label = { (uint32_t)a->open->articles.len, ++a->open->blocks, role };
	while (text.data)
		put_line(a, view_cut(&text, '\n'), label);
}

void articles_put_furniture(struct articles *a, struct view text)
{
	struct text_label label = { 0, ++a->open->blocks, LINE_ROLE_FURNITURE };
	while (text.data)
		put_line(a, view_cut(&text, '\n'), label);
}

/* Articles without a line are none: the others are counted anew. */
static void take_articles(const struct articles_page *p, struct text_label *labels, struct text *t)
{
	struct text_article *articles = arena_array(&t->arena, p->articles.len, sizeof(*articles));
	uint32_t last = 0, count = 0;
	for (size_t i = 0; i < t->len; i++) {
		uint32_t article = labels[i].article;
		if (article > 0 && article != last)
			articles[count++].kind = arena_view(&t->arena, p->articles.items[article - 1].kind);
		last = article > 0 ? article : last;
		labels[i].article = article > 0 ? count : 0;
	}
	t->articles = articles;
	t->article_count = count;
}

static void take_page(struct articles_page *p, struct text *t)
{
	struct text_label *labels = arena_array(&t->arena, p->lines.len, sizeof(*labels));
	t->lines = arena_array(&t->arena, p->lines.len, sizeof(*t->lines));
	t->len = p->lines.len;
	for (size_t i = 0; i < t->len; i++) {
		t->lines[i] = arena_view(&t->arena, p->lines.items[i].text);
		labels[i] = p->lines.items[i].label;
	}
	take_articles(p, labels, t);
	t->labels = labels;
	t->encoding = "UTF-8";
	t->stated = p->stated;
	t->stated.number = arena_view(&t->arena, p->stated.number);
	t->stated.newspaper = arena_view(&t->arena, p->stated.newspaper);
}

void articles_end(struct articles *a, struct input_pages *out)
{
	size_t before = 0;
	for (size_t i = 0; i < a->pages.len; i++) {
		struct articles_page *p = a->pages.items[i];
		if (p->lines.len > 0) {
			struct text *t = array_push(out);
			t->before = before;
			before += p->lines.len;
			take_page(p, t);
		}
		array_free(&p->lines);
		array_free(&p->articles);
		arena_free(&p->arena);
		free(p);
	}
	array_free(&a->pages);
	map_free(&a->page_at);
	buf_free(&a->text);
	a->open = NULL;
}
