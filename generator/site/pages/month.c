#include <stdlib.h>

#include "site/calendar.h"
#include "site/pages/pages.h"
#include "site/show.h"
#include "site/years.h"

static int months_of(struct date d)
{
	return d.year * 12 + d.month;
}

/* The month of that number, if it is there, beside the one of the page. */
static const struct value *month_link(struct renderer *m, uint32_t number, bool there,
                                      struct date own)
{
	if (!there)
		return value_null();
	struct date d = m->site->archive->months.items[number].date;
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", plan_month_url(d, &m->arena));
	value_set_text(v, "text", renderer_date_text(m, d, FORMAT_YEAR_MONTH));
	value_set_bool(v, "apart", abs(months_of(d) - months_of(own)) > 1);
	return v;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_month_url(p->archive->months.items[page.number].date, a);
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct archive *a = m->site->archive;
	uint32_t number = page.number;
	const struct archive_span *s = &a->months.items[number];
	calendar_show(m, value_set_object(v, "month"), s->date);
	value_set(v, "page_count", show_count(m, s->page_count));
	value_set(v, "date", renderer_date(m, s->date));
	struct value *issues = value_set_list(v, "issues");
	for (uint32_t i = 0; i < s->issue_count; i++)
		show_issue(m, value_push_object(issues), s->first_issue + i, true);
	value_set(v, "strip", years_strip(m, s->date.year));
	value_set(v, "previous", month_link(m, number - 1, number > 0, s->date));
	value_set(v, "next", month_link(m, number + 1, number + 1 < a->months.len, s->date));
}

/* A month that has issues; seen with its year. */
const struct page_kind page_month = {
	.name = "month",
	.template = "month",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "[0-9]*/[0-9]*/index.html",
	.path = path_of,
	.each = page_each_elsewhere,
	.mapped = page_mapped,
	.show = show,
};
