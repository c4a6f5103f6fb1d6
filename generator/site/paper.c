#include "site/paper.h"

#include "mustache/value.h"

struct paper paper_usual(const struct config *c)
{
	return (struct paper){ NULL, c->newspaper, c->paper_language, c->newspaper };
}

struct paper paper_of_title(const struct config *c, const struct config_title *t)
{
	struct paper paper = paper_usual(c);
	paper.title = t;
	if (!t)
		return paper;
	paper.name = paper.title->name;
	paper.publisher = paper.title->publisher.len ? paper.title->publisher : paper.name;
	paper.language = paper.title->language.len ? paper.title->language : paper.language;
	return paper;
}

struct paper paper_of_page(const struct archive *a, uint32_t page)
{
	const struct archive_page *p = &a->pages.items[page];
	return paper_of_title(a->config, config_title_of(a->config, p->below, p->date));
}

struct view paper_title_url(const struct config_title *t, struct arena *a)
{
	return arena_printf(a, "titles/%.*s.html", VIEW_ARG(t->id));
}

const struct value *paper_show(const struct config *c, const struct paper *p, struct arena *a)
{
	struct value *v = value_object(a);
	const struct config_title *t = p->title;
	value_set_text(v, "name", p->name);
	value_set_text(v, "language", p->language);
	value_set_text(v, "lang", view_eq(c->language, p->language) ? VIEW_NULL : p->language);
	value_set_text(v, "url", t ? paper_title_url(t, a) : VIEW_NULL);
	value_set_text(v, "place", t ? t->place : VIEW_NULL);
	value_set_text(v, "publisher", t ? t->publisher : VIEW_NULL);
	value_set_text(v, "issn", t ? t->issn : VIEW_NULL);
	return v;
}
