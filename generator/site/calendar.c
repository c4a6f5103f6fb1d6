#include "site/calendar.h"

#include "site/show.h"

static void show_weekdays(struct renderer *m, struct value *o)
{
	struct value *list = value_set_list(o, "weekdays");
	/* 4 January 1970 was a Sunday. */
	for (int i = 0; i < 7; i++) {
		struct date d = date_from_days(3 + (format_first_weekday(m->format) + i) % 7);
		struct value *v = value_push_object(list);
		value_set_text(v, "short", renderer_date_text(m, d, FORMAT_WEEKDAY_SHORT));
		value_set_text(v, "long", renderer_date_text(m, d, FORMAT_WEEKDAY));
	}
}

static void show_day(struct renderer *m, struct value *o, struct date d, bool outside)
{
	const struct archive_span *issue = outside ? NULL : archive_issue_on(m->site->archive, d);
	struct arena *a = &m->arena;
	value_set_bool(o, "outside", outside);
	value_set_text(o, "day", outside ? VIEW_NULL : arena_printf(a, "%d", d.day));
	value_set_text(o, "iso",
	               outside ? VIEW_NULL : arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day));
	value_set_text(o, "long", outside ? VIEW_NULL : renderer_date_text(m, d, FORMAT_LONG));
	value_set_text(o, "url", issue ? plan_issue_url(d, a) : VIEW_NULL);
	value_set(o, "article_count", issue ? show_count(m, issue->standing_count) : value_null());
}

static void show_weeks(struct renderer *m, struct value *o, struct date first)
{
	struct value *weeks = value_set_list(o, "weeks");
	long start = date_to_days(first);
	long end = start + date_days_in_month(first.year, first.month);
	long day = start - (date_weekday(first) - format_first_weekday(m->format) + 7) % 7;
	while (day < end) {
		struct value *days = value_set_list(value_push_object(weeks), "days");
		for (int i = 0; i < 7; i++, day++)
			show_day(m, value_push_object(days), date_from_days(day), day < start || day >= end);
	}
}

void calendar_show(struct renderer *m, struct value *o, struct date first)
{
	const struct archive *a = m->site->archive;
	const struct archive_span *s = archive_span_find(a->months.items, a->months.len, first);
	value_set_text(o, "text", renderer_date_text(m, first, FORMAT_YEAR_MONTH));
	value_set_text(o, "month_text", renderer_date_text(m, first, FORMAT_MONTH));
	value_set_text(o, "id", arena_printf(&m->arena, "m%04d-%02d", first.year, first.month));
	value_set_text(o, "url", s ? plan_month_url(first, &m->arena) : VIEW_NULL);
	value_set(o, "issue_count", show_count(m, s ? s->issue_count : 0));
	value_set(o, "article_count", show_count(m, s ? s->standing_count : 0));
	show_weekdays(m, o);
	show_weeks(m, o, first);
}
