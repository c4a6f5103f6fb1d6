#include "site/chart.h"

#include <stdlib.h>

#include "base/mem.h"

#define WIDTH            360
#define HEIGHT           120
#define BASE             96
#define TOP              8 /* above the highest bar */
#define TICKS_MOST       8
#define BAR_MOST         20 /* width: few bars stand slim in the middle of their place */
#define MONTHS_LESS_THAN (3 * 12)

struct chart {
	int first; /* a year, or year * 12 + month - 1 */
	int count;
	bool months;
	uint32_t *values;
};

static int month_number(struct date d)
{
	return d.year * 12 + d.month - 1;
}

static struct view label_of(struct renderer *m, const struct chart *c, int i)
{
	if (!c->months)
		return arena_printf(&m->arena, "%d", c->first + i);
	int month = c->first + i;
	return arena_printf(&m->arena, "%04d-%02d", month / 12, month % 12 + 1);
}

/* The year or the month, if the archive has it. */
static struct view url_of(struct renderer *m, const struct chart *c, int i)
{
	const struct archive *a = m->site->archive;
	int n = c->first + i;
	struct date d = c->months ? (struct date){ n / 12, n % 12 + 1, 1 } : (struct date){ n, 1, 1 };
	const struct archive_span *s = c->months ? archive_span_find(a->months.items, a->months.len, d)
	                                         : archive_span_find(a->years.items, a->years.len, d);
	if (!s)
		return VIEW_NULL;
	return c->months ? plan_month_url(d, &m->arena) : plan_year_url(d.year, &m->arena);
}

static struct view decimal(struct renderer *m, double x)
{
	long tenths = (long)(x * 10 + 0.5);
	if (tenths % 10 == 0)
		return arena_printf(&m->arena, "%ld", tenths / 10);
	return arena_printf(&m->arena, "%ld.%ld", tenths / 10, tenths % 10);
}

/* The first and the last label are printed, and every step-th between. */
static bool has_tick(const struct chart *c, int i)
{
	int step = 1;
	while ((c->count - 1) / step + 1 > TICKS_MOST)
		step++;
	bool last = i == c->count - 1;
	return last || (i % step == 0 && (c->count - 1 - i >= step || step == 1));
}

static void show_bar(struct renderer *m, struct value *list, const struct chart *c, int i,
                     uint32_t most)
{
	double step = (double)WIDTH / c->count, gap = step > 8 ? 2 : step > 3 ? 1 : 0;
	double width = step - gap < BAR_MOST ? step - gap : BAR_MOST;
	double height = most ? (double)c->values[i] * (BASE - TOP) / most : 0;
	if (c->values[i] > 0 && height < 1)
		height = 1;
	struct value *v = value_push_object(list);
	value_set_text(v, "x", decimal(m, i * step + (step - width) / 2));
	value_set_text(v, "y", decimal(m, BASE - height));
	value_set_text(v, "width", decimal(m, width));
	value_set_text(v, "height", decimal(m, height));
	value_set_text(v, "middle", decimal(m, (i + 0.5) * step));
	value_set_text(v, "from", decimal(m, i * step));
	value_set_text(v, "step", decimal(m, step));
	value_set_text(v, "url", c->values[i] ? url_of(m, c, i) : VIEW_NULL);
	value_set_text(v, "label", label_of(m, c, i));
	value_set_text(v, "value", renderer_number_text(m, c->values[i]));
	value_set_bool(v, "tick", has_tick(c, i));
}

static const struct value *show_chart(struct renderer *m, const struct chart *c)
{
	int most = 0;
	for (int i = 1; i < c->count; i++) {
		if (c->values[i] > c->values[most])
			most = i;
	}
	struct value *v = value_object(&m->arena);
	value_set_integer(v, "width", WIDTH);
	value_set_integer(v, "height", HEIGHT);
	value_set_integer(v, "base", BASE);
	struct value *bars = value_set_list(v, "bars");
	for (int i = 0; i < c->count; i++)
		show_bar(m, bars, c, i, c->values[most]);
	value_set_text(v, "first", label_of(m, c, 0));
	value_set_text(v, "last", label_of(m, c, c->count - 1));
	struct value *best = value_set_object(v, "most");
	value_set_text(best, "label", label_of(m, c, most));
	value_set_text(best, "value", renderer_number_text(m, c->values[most]));
	return v;
}

static struct date date_of(const struct archive *a, const uint32_t *items, size_t i)
{
	return a->pages.items[a->articles.items[items ? items[i] : i].page].date;
}

const struct value *chart_of_articles(struct renderer *m, const uint32_t *items, size_t count)
{
	const struct archive *a = m->site->archive;
	size_t start = 0;
	while (start < count && !date_known(date_of(a, items, start)))
		start++;
	if (start == count)
		return value_null();
	struct date from = date_of(a, items, start), to = date_of(a, items, count - 1);
	bool months = month_number(to) - month_number(from) < MONTHS_LESS_THAN;
	struct chart c = { .months = months };
	c.first = months ? month_number(from) : from.year;
	c.count = (months ? month_number(to) : to.year) - c.first + 1;
	c.values = mem_array((size_t)c.count, sizeof(*c.values));
	for (size_t i = start; i < count; i++) {
		struct date d = date_of(a, items, i);
		if (!a->articles.items[items ? items[i] : i].withdrawn)
			c.values[(months ? month_number(d) : d.year) - c.first]++;
	}
	const struct value *v = show_chart(m, &c);
	free(c.values);
	return v;
}

const struct value *chart_of_year(struct renderer *m, int year)
{
	const struct archive *a = m->site->archive;
	uint32_t values[12] = { 0 };
	struct chart c = { .first = year * 12, .count = 12, .months = true, .values = values };
	for (size_t i = 0; i < a->months.len; i++) {
		if (a->months.items[i].date.year == year)
			values[a->months.items[i].date.month - 1] = a->months.items[i].standing_count;
	}
	return show_chart(m, &c);
}
