#include "page/byline.h"

#include "page/credit.h"
#include "page/pattern.h"

struct finder {
	struct article *a;
	struct arena   *arena;
	ARRAY(struct credit) credits;
	bool group;
};

/* The name as an index shows it: without the blanks of its typesetting. */
static struct view clean_name(struct view text, struct glyphs g, struct name n, struct arena *arena)
{
	struct buf b = { 0 };
	for (size_t i = n.from; i < n.to; i++)
		if (!glyph_is_blank(g.code[i]))
			buf_put(&b, glyph_slice(text, g, i, i + 1));
	struct view clean = arena_view(arena, buf_view(&b));
	buf_free(&b);
	return clean;
}

static void add_credit(struct finder *f, struct view name, enum credit_role role)
{
	for (size_t i = 0; i < f->credits.len; i++)
		if (f->credits.items[i].role == role && view_eq(f->credits.items[i].name, name))
			return;
	*array_push(&f->credits) = (struct credit){ name, role };
}

static void add_all(struct finder *f, const struct part *p, const struct credit_list *list)
{
	for (size_t i = 0; i < list->len; i++)
		add_credit(f, clean_name(p->text, p->glyphs, list->items[i].name, f->arena),
		           list->items[i].role);
	f->group |= list->group;
}

/* byline_text gathers what is printed in several places, joined by a blank. */
static void add_text(struct finder *f, struct view text)
{
	struct view *b = &f->a->byline_text;
	if (b->data == NULL)
		*b = arena_view(f->arena, text);
	else
		*b = arena_printf(f->arena, "%.*s %.*s", VIEW_ARG(*b), VIEW_ARG(text));
}

static void read_byline_part(struct finder *f, const struct part *p)
{
	struct credit_list list;
	add_text(f, p->text);
	if (credit_read(p->glyphs, 0, p->glyphs.len, true, &list)) {
		add_all(f, p, &list);
		return;
	}
	size_t open;
	struct glyphs g = p->glyphs;
	if (g.len > 2 && g.code[0] == '(' && g.code[g.len - 1] == ')' &&
	    credit_read(g, 1, g.len - 1, true, &list))
		add_all(f, p, &list);
	else if (credit_in_end(g, &open, &list))
		add_all(f, p, &list);
	else if (credit_after_title(g, &list))
		add_all(f, p, &list);
}

static void read_dateline(struct finder *f, const struct part *p)
{
	struct glyphs g = p->glyphs;
	enum pattern_jump way;
	size_t from, to, dated;
	size_t start = pattern_blanks(g, pattern_jump(g, 0, &way, &from, &to));
	bool open = start < g.len && g.code[start] == '(';
	size_t end = pattern_dateline(g, start + open, &dated);
	if (!end)
		return;
	if (f->a->dateline.data == NULL)
		f->a->dateline = arena_view(f->arena, glyph_slice(p->text, g, start + open, end));
	struct credit_list list;
	if (credit_after_dateline(g, end, &list) > end)
		add_all(f, p, &list);
}

/* (新华社北京12月31日电) at the end of a text. */
static void read_closing_dateline(struct finder *f, const struct part *p)
{
	struct glyphs g = p->glyphs;
	if (g.len < 6 || g.code[g.len - 1] != ')')
		return;
	size_t open = g.len - 1, dated;
	while (open > 0 && g.code[open] != '(')
		open--;
	size_t end = pattern_dateline(g, open + 1, &dated);
	if (!end || f->a->dateline.data)
		return;
	f->a->dateline = arena_view(f->arena, glyph_slice(p->text, g, open + 1, end));
	struct credit_list list;
	if (end + 1 < g.len && credit_read(g, end, g.len - 1, false, &list))
		add_all(f, p, &list);
}

static void read_paragraph(struct finder *f, const struct part *p)
{
	struct credit_list list;
	size_t open;
	read_dateline(f, p);
	if (credit_in_end(p->glyphs, &open, &list)) {
		add_all(f, p, &list);
		add_text(f, glyph_slice(p->text, p->glyphs, open, p->glyphs.len));
	} else {
		read_closing_dateline(f, p);
	}
}

static void read_caption(struct finder *f, const struct part *p)
{
	struct credit_list list;
	size_t from;
	if (!credit_in_end(p->glyphs, &from, &list) && !credit_of_photo(p->glyphs, &from, &list))
		return;
	for (size_t i = 0; i < list.len; i++)
		if (list.items[i].role == CREDIT_AUTHOR || list.items[i].role == CREDIT_REPORTER)
			list.items[i].role = CREDIT_PHOTOGRAPHER;
	add_all(f, p, &list);
}

bool byline_find(const struct draft *d, struct article *a, struct arena *arena)
{
	struct finder f = { .a = a, .arena = arena };
	for (size_t i = 0; i < d->count; i++) {
		const struct part *p = &d->parts[i];
		if (p->label == LABEL_BYLINE)
			read_byline_part(&f, p);
		else if (p->label == LABEL_CAPTION || p->label == LABEL_START_CAPTION)
			read_caption(&f, p);
		else if (draft_is_paragraph(p))
			read_paragraph(&f, p);
	}
	a->credit_count = f.credits.len;
	a->credits = arena_array(arena, f.credits.len, sizeof(*a->credits));
	for (size_t i = 0; i < f.credits.len; i++)
		a->credits[i] = f.credits.items[i];
	array_free(&f.credits);
	return f.group;
}

void byline_share(const struct article *from, struct article *to, struct arena *arena)
{
	struct credit *all = arena_array(arena, from->credit_count + to->credit_count, sizeof(*all));
	size_t n = 0;
	for (size_t i = 0; i < to->credit_count; i++)
		all[n++] = to->credits[i];
	for (size_t i = 0; i < from->credit_count; i++)
		if (from->credits[i].role != CREDIT_PHOTOGRAPHER)
			all[n++] = from->credits[i];
	to->credits = all;
	to->credit_count = n;
}
