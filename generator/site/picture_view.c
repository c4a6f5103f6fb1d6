#include "site/picture_view.h"

#include <math.h>

#include "site/outline.h"

/* How much the sides of a picture may be in another proportion than those of the page. */
#define SKEW_MOST 0.04F

/* Of a line, how much of its height is above the foot of its characters. */
#define ASCENT 0.86F

static void set_number(struct renderer *m, struct value *o, const char *key, uint32_t n)
{
	value_set_text(o, key, arena_printf(&m->arena, "%u", n));
}

static struct value *show(struct renderer *m, struct value *o, uint32_t page)
{
	const struct archive_picture *p = m->site->archive->pages.items[page].picture;
	value_set(o, "picture", value_null());
	if (!p)
		return NULL;
	struct value *v = value_set_object(o, "picture");
	value_set(v, "map", value_null());
	value_set_bool(v, "elsewhere", p->address.data != NULL);
	if (p->address.data) {
		value_set_text(v, "src", p->address);
		value_set(v, "width", value_null());
		value_set(v, "thumbnail", value_null());
		return v;
	}
	value_set_text(v, "src", plan_picture_url(&m->site->plan, page, false, &m->arena));
	set_number(m, v, "width", p->width);
	set_number(m, v, "height", p->height);
	struct value *small = value_set_object(v, "thumbnail");
	value_set_text(small, "src", plan_picture_url(&m->site->plan, page, true, &m->arena));
	set_number(m, small, "width", p->small_width);
	set_number(m, small, "height", p->small_height);
	return v;
}

void picture_view_show(struct renderer *m, struct value *o, uint32_t page)
{
	show(m, o, page);
}

bool picture_view_fits(const struct archive_picture *p, const struct text *t)
{
	if (!t->boxes || !(t->width >= 1) || !(t->height >= 1))
		return false;
	if (p->address.data)
		return true; /* its size is not known */
	float page = t->width / t->height, picture = (float)p->width / (float)p->height;
	return fabsf(page / picture - 1) <= SKEW_MOST;
}

/* The page in whole points. */
static struct outline_size size_of(const struct text *t)
{
	return (struct outline_size){ (uint32_t)lroundf(t->width), (uint32_t)lroundf(t->height) };
}

/* NULL: it is not known what stands where. */
static struct value *show_map(struct renderer *m, struct value *picture, uint32_t page,
                              const struct segmented_page *text)
{
	const struct text *t = &text->text;
	if (!picture || !picture_view_fits(m->site->archive->pages.items[page].picture, t))
		return NULL;
	struct value *map = value_set_object(picture, "map");
	set_number(m, map, "width", size_of(t).width);
	set_number(m, map, "height", size_of(t).height);
	return map;
}

static struct view anchor_of(struct renderer *m, uint32_t article)
{
	const struct archive_article *x = &m->site->archive->articles.items[article];
	return arena_printf(&m->arena, "on-%.*s",
	                    VIEW_ARG(plan_anchor_at(x->line, x->again, &m->arena)));
}

/* A line as SVG sets it: where it begins, how long it is, and the size of its type. */
static void show_line(struct renderer *m, struct value *list, const struct text *t, uint32_t number,
                      bool upright)
{
	struct text_box b;
	if (!outline_line(t, number, &b))
		return;
	struct value *o = value_push_object(list);
	float across = upright ? b.width : b.height;
	set_number(m, o, "x", (uint32_t)lroundf(upright ? b.left + b.width / 2 : b.left));
	set_number(m, o, "y", (uint32_t)lroundf(upright ? b.top : b.top + b.height * ASCENT));
	set_number(m, o, "length", (uint32_t)lroundf(upright ? b.height : b.width));
	set_number(m, o, "size", (uint32_t)fmaxf(lroundf(across), 1));
	value_set_text(o, "text", text_line(t, number));
}

static void show_lines(struct renderer *m, struct value *o, const struct text *t,
                       const struct article *a, bool upright)
{
	struct value *list = value_set_list(o, "lines");
	for (size_t i = 0; i < a->line_count; i++)
		for (uint32_t n = a->lines[i].first; n <= a->lines[i].last; n++)
			show_line(m, list, t, n, upright);
}

void picture_view_show_page(struct renderer *m, struct value *o, uint32_t page,
                            const struct segmented_page *text)
{
	const struct archive *a = m->site->archive;
	const struct archive_page *p = &a->pages.items[page];
	struct value *map = show_map(m, show(m, o, page), page, text);
	if (!map)
		return;
	bool upright = outline_is_upright(&text->text);
	struct value *list = value_set_list(map, "outlines");
	for (uint32_t i = 0; i < p->article_count; i++) {
		uint32_t article = p->first_article + i;
		struct view path =
			outline_of(&text->text, &text->page.articles[i], size_of(&text->text), &m->arena);
		if (!path.data)
			continue;
		struct value *v = value_push_object(list);
		value_set_text(v, "url", plan_article_url(&m->site->plan, article, &m->arena));
		value_set_text(v, "headline", a->articles.items[article].headline);
		value_set_text(v, "anchor", anchor_of(m, article));
		value_set_text(v, "path", path);
		show_lines(m, v, &text->text, &text->page.articles[i], upright);
	}
	value_set_bool(map, "upright", upright);
}

void picture_view_show_article(struct renderer *m, struct value *o, uint32_t article,
                               const struct segmented_page *text)
{
	const struct archive *a = m->site->archive;
	uint32_t page = a->articles.items[article].page;
	struct value *map = show_map(m, show(m, o, page), page, text);
	if (!map)
		return;
	uint32_t place = article - a->pages.items[page].first_article;
	value_set_text(
		map, "path",
		outline_of(&text->text, &text->page.articles[place], size_of(&text->text), &m->arena));
	value_set_text(map, "anchor", anchor_of(m, article));
}
