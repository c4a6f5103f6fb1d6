#include "site/years.h"

#include "site/show.h"

static int decade_of(struct date d)
{
	return d.year / 10 * 10;
}

static struct view decade_id(struct renderer *m, int decade)
{
	return arena_printf(&m->arena, "d%04d", decade);
}

static void show_decade(struct renderer *m, struct value *o, int decade)
{
	value_set_text(o, "decade", arena_printf(&m->arena, "%d", decade));
	value_set_text(o, "id", decade_id(m, decade));
}

static bool ends_decade(const struct archive *a, size_t i)
{
	return i + 1 == a->years.len ||
	       decade_of(a->years.items[i + 1].date) != decade_of(a->years.items[i].date);
}

struct view years_anchor(struct renderer *m, size_t i)
{
	const struct archive *a = m->site->archive;
	return a->years.len > YEARS_MOST && ends_decade(a, i)
	           ? decade_id(m, decade_of(a->years.items[i].date))
	           : VIEW_NULL;
}

const struct value *years_strip(struct renderer *m, int year)
{
	const struct archive *a = m->site->archive;
	bool many = a->years.len > YEARS_MOST;
	if (a->years.len < 2)
		return value_null();
	struct value *v = value_object(&m->arena);
	value_set_bool(v, "many", many);
	struct value *decades = value_set_list(v, "decades"), *years = value_set_list(v, "years");
	for (size_t i = 0; i < a->years.len; i++) {
		struct date d = a->years.items[i].date;
		bool same = decade_of(d) == year / 10 * 10;
		if (i == 0 || decade_of(a->years.items[i - 1].date) != decade_of(d)) {
			struct value *o = value_push_object(decades);
			show_decade(m, o, decade_of(d));
			value_set_bool(o, "current", same);
		}
		if (many && !same)
			continue;
		struct value *o = value_push_object(years);
		value_set_text(o, "label", arena_printf(&m->arena, "%d", d.year));
		value_set_text(o, "url", plan_year_url(d.year, &m->arena));
		value_set_bool(o, "current", d.year == year);
	}
	return v;
}

static void show_months(struct renderer *m, struct value *o, int year)
{
	const struct archive *a = m->site->archive;
	struct value *months = value_set_list(o, "months");
	for (int i = 1; i <= 12; i++) {
		struct date first = { year, i, 1 };
		bool there = archive_span_find(a->months.items, a->months.len, first) != NULL;
		struct value *v = value_push_object(months);
		value_set_text(v, "month", arena_printf(&m->arena, "%d", i));
		value_set_text(v, "text", renderer_date_text(m, first, FORMAT_YEAR_MONTH));
		value_set_text(v, "url", there ? plan_month_url(first, &m->arena) : VIEW_NULL);
	}
}

void years_show(struct renderer *m, struct value *o)
{
	const struct archive *a = m->site->archive;
	struct value *decades = value_set_list(o, "decades"), *years = NULL, *decade = NULL;
	uint64_t count = 0;
	value_set_bool(o, "many", a->years.len > YEARS_MOST);
	for (size_t i = 0; i < a->years.len; i++) {
		const struct archive_span *s = &a->years.items[i];
		if (!decade || decade_of(a->years.items[i - 1].date) != decade_of(s->date)) {
			decade = value_push_object(decades);
			show_decade(m, decade, decade_of(s->date));
			years = value_set_list(decade, "years");
			count = 0;
		}
		struct value *v = value_push_object(years);
		value_set_text(v, "text", renderer_date_text(m, s->date, FORMAT_YEAR));
		value_set_text(v, "url", plan_year_url(s->date.year, &m->arena));
		value_set(v, "article_count", show_count(m, s->standing_count));
		show_months(m, v, s->date.year);
		count += s->standing_count;
		if (ends_decade(a, i))
			value_set(decade, "article_count", show_count(m, count));
	}
	show_has(o, "has_decades", decades);
}
