#include "site/pages/pages.h"
#include "site/paper.h"
#include "site/show.h"

/*
 * A newspaper's titles: one page for each section [title ID] of site.conf,
 * with what it says and the years in which the archive has it, and their list.
 */
struct holding {
	uint32_t issues, pages, articles;
	struct date first, last; /* days; not known where there is none */
};

static size_t count(const struct plan *p)
{
	return p->archive->config->title_count;
}

static size_t count_index(const struct plan *p)
{
	return p->archive->config->title_count > 0;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return paper_title_url(&p->archive->config->titles[page.number], a);
}

/* Adds the pages of a run that are of the title. */
static void add_pages(const struct archive *a, const struct config_title *t, uint32_t first,
                      uint32_t pages, struct holding *h)
{
	struct date day = { 0 };
	for (uint32_t i = first; i < first + pages; i++) {
		const struct archive_page *p = &a->pages.items[i];
		if (config_title_of(a->config, p->below, p->date) != t)
			continue;
		h->pages++;
		h->articles += p->standing_count;
		h->issues += date_known(p->date) && date_cmp(p->date, day) != 0;
		day = p->date;
		if (!date_known(h->first))
			h->first = p->date;
		h->last = p->date;
	}
}

static void show_counts(struct renderer *m, struct value *v, const struct holding *h)
{
	value_set(v, "issue_count", show_count(m, h->issues));
	value_set(v, "page_count", show_count(m, h->pages));
	value_set(v, "article_count", show_count(m, h->articles));
}

static void show_title(struct renderer *m, struct value *v, const struct config_title *t)
{
	const struct archive *a = m->site->archive;
	struct holding all = { 0 };
	add_pages(a, t, 0, (uint32_t)a->pages.len, &all);
	value_set_text(v, "name", t->name);
	value_set_text(v, "url", paper_title_url(t, &m->arena));
	value_set(v, "from", renderer_date(m, t->from));
	value_set(v, "to", renderer_date(m, t->to));
	bool years =
		t->from.month <= 1 && t->from.day <= 1 && (t->to.month % 12) == 0 && (t->to.day % 31) == 0;
	value_set_bool(v, "whole_years", years);
	value_set_bool(v, "has_period", date_known(t->from) || date_known(t->to));
	value_set_text(v, "place", t->place);
	value_set_text(v, "publisher", t->publisher);
	value_set_text(v, "issn", t->issn);
	value_set_text(v, "language", t->language);
	value_set_text(v, "lang",
	               view_eq(t->language, m->site->config->language) ? VIEW_NULL : t->language);
	value_set_bool(v, "simplified", view_eq(t->language, VIEW("zh-Hans")));
	value_set_bool(v, "traditional", view_eq(t->language, VIEW("zh-Hant")));
	value_set_bool(v, "english", view_eq(t->language, VIEW("en")));
	value_set_bool(v, "german", view_eq(t->language, VIEW("de")));
	value_set_bool(v, "french", view_eq(t->language, VIEW("fr")));
	value_set(v, "first", renderer_date(m, all.first));
	value_set(v, "last", renderer_date(m, all.last));
	show_counts(m, v, &all);
}

static void show_years_of(struct renderer *m, struct value *v, const struct config_title *t)
{
	const struct archive *a = m->site->archive;
	struct value *years = value_set_list(v, "years");
	for (size_t i = 0; i < a->years.len; i++) {
		const struct archive_span *s = &a->years.items[i];
		struct holding h = { 0 };
		add_pages(a, t, s->first_page, s->page_count, &h);
		if (h.pages == 0)
			continue;
		struct value *o = value_push_object(years);
		value_set_text(o, "text", renderer_date_text(m, s->date, FORMAT_YEAR));
		value_set_text(o, "url", plan_year_url(s->date.year, &m->arena));
		show_counts(m, o, &h);
	}
	show_has(v, "has_years", years);
}

/* The title that the same newspaper had before (step -1) or after (1) number; null if there is none. */
static const struct value *neighbour(struct renderer *m, size_t number, int step)
{
	const struct config *c = m->site->config;
	const struct view folder = c->titles[number].folder;
	do
		number += (size_t)step; /* below 0, it is more than there are */
	while (number < c->title_count && !view_eq(c->titles[number].folder, folder));
	if (number >= c->title_count)
		return value_null();
	const struct config_title *t = &c->titles[number];
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", paper_title_url(t, &m->arena));
	value_set_text(v, "text", t->name);
	return v;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct config *c = m->site->config;
	const struct config_title *t = &c->titles[page.number];
	struct value *title = value_set_object(v, "title");
	show_title(m, title, t);
	show_years_of(m, title, t);
	value_set(v, "previous", neighbour(m, page.number, -1));
	value_set(v, "next", neighbour(m, page.number, 1));
}

static void show_index(struct renderer *m, struct value *v, struct page_ref page)
{
	struct value *titles = value_set_list(v, "titles");
	(void)page;
	for (size_t i = 0; i < m->site->config->title_count; i++)
		show_title(m, value_push_object(titles), &m->site->config->titles[i]);
}

const struct page_kind page_title_index = {
	.name = "titles",
	.template = "titles",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "titles/index.html",
	.count = count_index,
	.mapped = page_mapped,
	.show = show_index,
};

const struct page_kind page_title = {
	.name = "title",
	.template = "title",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "titles/*.html",
	.path = path_of,
	.count = count,
	.mapped = page_mapped,
	.show = show,
};
