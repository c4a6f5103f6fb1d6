#include "site/calendar.h"
#include "site/chart.h"
#include "site/make.h"
#include "site/show.h"

#define ON_ROWS_MOST 10

static const struct value *year_link(struct renderer *m, uint32_t number, bool there)
{
	if (!there)
		return value_null();
	struct date d = m->site->archive->years.items[number].date;
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", plan_year_url(d.year, &m->arena));
	value_set_text(v, "text", renderer_date_text(m, d, FORMAT_YEAR));
	return v;
}

void make_year(struct renderer *m, uint32_t number)
{
	const struct archive *a = m->site->archive;
	const struct archive_span *s = &a->years.items[number];
	struct arena names = { 0 };
	struct view path = plan_year_url(s->date.year, &names);
	struct value *v = renderer_begin(m, path), *year = value_set_object(v, "year");
	value_set_text(year, "text", renderer_date_text(m, s->date, FORMAT_YEAR));
	value_set_text(year, "iso", arena_printf(&m->arena, "%04d", s->date.year));
	value_set(year, "issue_count", show_count(m, s->issue_count));
	value_set(year, "page_count", show_count(m, s->page_count));
	value_set(year, "article_count", show_count(m, s->standing_count));
	struct value *months = value_set_list(year, "months");
	for (int i = 1; i <= 12; i++)
		calendar_show(m, value_push_object(months), (struct date){ s->date.year, i, 1 });
	value_set(year, "chart", chart_of_year(m, s->date.year));
	value_set(v, "previous", year_link(m, number - 1, number > 0));
	value_set(v, "next", year_link(m, number + 1, number + 1 < a->years.len));
	renderer_end(m, TEMPLATE_YEAR, v, path);
	arena_free(&names);
}

static const struct value *month_link(struct renderer *m, uint32_t number, bool there)
{
	if (!there)
		return value_null();
	struct date d = m->site->archive->months.items[number].date;
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", plan_month_url(d, &m->arena));
	value_set_text(v, "text", renderer_date_text(m, d, FORMAT_YEAR_MONTH));
	return v;
}

void make_month(struct renderer *m, uint32_t number)
{
	const struct archive *a = m->site->archive;
	const struct archive_span *s = &a->months.items[number];
	struct arena names = { 0 };
	struct view path = plan_month_url(s->date, &names);
	struct value *v = renderer_begin(m, path);
	calendar_show(m, value_set_object(v, "month"), s->date);
	value_set(v, "page_count", show_count(m, s->page_count));
	value_set(v, "date", renderer_date(m, s->date));
	struct value *issues = value_set_list(v, "issues");
	for (uint32_t i = 0; i < s->issue_count; i++)
		show_issue(m, value_push_object(issues), s->first_issue + i, true);
	value_set(v, "previous", month_link(m, number - 1, number > 0));
	value_set(v, "next", month_link(m, number + 1, number + 1 < a->months.len));
	renderer_end(m, TEMPLATE_MONTH, v, path);
	arena_free(&names);
}

static struct view day_label(struct renderer *m, size_t day_of_year)
{
	struct date first = { 2000, 1, 1 };
	struct date d = date_from_days(date_to_days(first) + (long)day_of_year);
	return renderer_date_text(m, d, FORMAT_SHORT);
}

/* The nearest day of the year that has issues, around the year's end. */
static const struct value *day_link(struct renderer *m, size_t day_of_year, size_t step)
{
	size_t count = 0, day = day_of_year;
	do {
		day = (day + step) % ARCHIVE_DAYS;
		archive_list(&m->site->archive->by_day, day, &count);
	} while (count == 0);
	if (day == day_of_year)
		return value_null();
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", plan_on_url(day, &m->arena));
	value_set_text(v, "label", day_label(m, day));
	return v;
}

/* The leads of the pages first, then the others, in print order. */
static void show_rows(struct renderer *m, struct value *o, const struct archive_span *issue)
{
	struct value *rows = value_set_list(o, "rows");
	for (int lead = 1; lead >= 0; lead--) {
		uint32_t end = issue->first_article + issue->article_count;
		for (uint32_t i = issue->first_article; i < end && value_length(rows) < ON_ROWS_MOST; i++) {
			const struct archive_article *x = &m->site->archive->articles.items[i];
			if (!x->withdrawn && x->lead == (lead == 1))
				show_row(m, value_push_object(rows), i);
		}
	}
	value_set_bool(o, "more", issue->standing_count > ON_ROWS_MOST);
}

void make_on(struct renderer *m, size_t day_of_year)
{
	const struct archive *a = m->site->archive;
	size_t count, articles = 0;
	const uint32_t *issues = archive_list(&a->by_day, day_of_year, &count);
	struct arena names = { 0 };
	struct view path = plan_on_url(day_of_year, &names);
	struct value *v = renderer_begin(m, path);
	struct value *day = value_set_object(v, "day"), *years = value_set_list(v, "years");
	for (size_t i = count; i-- > 0;) {
		struct value *o = value_push_object(years);
		show_issue(m, o, issues[i], false);
		show_rows(m, o, &a->issues.items[issues[i]]);
		articles += a->issues.items[issues[i]].standing_count;
	}
	value_set_text(day, "label", day_label(m, day_of_year));
	value_set(day, "issue_count", show_count(m, count));
	value_set(day, "article_count", show_count(m, articles));
	value_set(v, "previous", day_link(m, day_of_year, ARCHIVE_DAYS - 1));
	value_set(v, "next", day_link(m, day_of_year, 1));
	renderer_end(m, TEMPLATE_ON, v, path);
	arena_free(&names);
}
