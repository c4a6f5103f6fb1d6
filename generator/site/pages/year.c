#include <stdlib.h>

#include "site/calendar.h"
#include "site/chart.h"
#include "site/pages/pages.h"
#include "site/prominence.h"
#include "site/show.h"
#include "site/years.h"

/* The year of that number, if it is there, beside the one of the page. */
static const struct value *year_link(struct renderer *m, uint32_t number, bool there, int own)
{
	if (!there)
		return value_null();
	struct date d = m->site->archive->years.items[number].date;
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", plan_year_url(d.year, &m->arena));
	value_set_text(v, "text", renderer_date_text(m, d, FORMAT_YEAR));
	value_set_bool(v, "apart", abs(d.year - own) > 1);
	return v;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_year_url(p->archive->years.items[page.number].date.year, a);
}

/* The year, and each of its months with the issues in it. */
static void each_in_year(struct page_walk *w, const struct page_kind *kind, uint32_t year)
{
	const struct archive *a = w->plan->archive;
	const struct archive_span *s = &a->years.items[year];
	page_see(w, kind, year, 0);
	for (uint32_t month = 0; month < a->months.len; month++) {
		const struct archive_span *x = &a->months.items[month];
		if (x->date.year != s->date.year)
			continue;
		page_see(w, &page_month, month, 0);
		for (uint32_t i = x->first_issue; i < x->first_issue + x->issue_count; i++)
			page_see(w, &page_issue, i, 0);
	}
}

/* A month's calendar and one story that stands for it. */
static void show_month(struct renderer *m, struct value *o, struct date first)
{
	const struct archive *a = m->site->archive;
	const struct archive_span *month = archive_span_find(a->months.items, a->months.len, first);
	uint32_t best = month ? prominence_of_span(a, month) : ARCHIVE_NONE;
	calendar_show(m, o, first);
	if (best == ARCHIVE_NONE)
		value_set(o, "story", value_null());
	else
		show_row(m, value_set_object(o, "story"), best);
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct archive *a = m->site->archive;
	uint32_t number = page.number;
	const struct archive_span *s = &a->years.items[number];
	struct value *year = value_set_object(v, "year");
	value_set_text(year, "text", renderer_date_text(m, s->date, FORMAT_YEAR));
	value_set_text(year, "iso", arena_printf(&m->arena, "%04d", s->date.year));
	value_set(year, "issue_count", show_count(m, s->issue_count));
	value_set(year, "page_count", show_count(m, s->page_count));
	value_set(year, "article_count", show_count(m, s->standing_count));
	struct value *months = value_set_list(year, "months");
	for (int i = 1; i <= 12; i++)
		show_month(m, value_push_object(months), (struct date){ s->date.year, i, 1 });
	value_set(year, "chart", chart_of_year(m, s->date.year));
	value_set(v, "strip", years_strip(m, s->date.year));
	value_set(v, "previous", year_link(m, number - 1, number > 0, s->date.year));
	value_set(v, "next", year_link(m, number + 1, number + 1 < a->years.len, s->date.year));
}

const struct page_kind page_year = {
	.name = "year",
	.template = "year",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "[0-9]*/index.html",
	.path = path_of,
	.each_in_year = each_in_year,
	.mapped = page_mapped,
	.show = show,
};
