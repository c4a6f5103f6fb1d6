#include "site/pages/on_this_day.h"

#include "base/hash.h"
#include "base/json.h"
#include "site/fingerprint.h"
#include "site/pages/pages.h"
#include "site/prominence.h"
#include "site/show.h"

#define ON_ROWS_MOST 10

static struct view day_label(struct renderer *m, size_t day_of_year)
{
	struct date first = { 2000, 1, 1 };
	struct date d = date_from_days(date_to_days(first) + (long)day_of_year);
	return renderer_date_text(m, d, FORMAT_SHORT);
}

/* The nearest day of the year that has issues, around the year's end; itself, if no other has. */
static size_t nearest_day(const struct archive *a, size_t day_of_year, size_t step)
{
	size_t count = 0, day = day_of_year;
	do {
		day = (day + step) % ARCHIVE_DAYS;
		archive_list(&a->by_day, day, &count);
	} while (count == 0 && day != day_of_year);
	return day;
}

static const struct value *day_link(struct renderer *m, size_t day_of_year, size_t step)
{
	size_t day = nearest_day(m->site->archive, day_of_year, step);
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

size_t on_this_day_find(const struct archive *a, size_t day_of_year, uint32_t but, uint32_t *out)
{
	size_t count, found = 0;
	const uint32_t *issues = archive_list(&a->by_day, day_of_year, &count);
	bool more = true;
	for (size_t round = 0; more && round < ON_THIS_DAY_MOST; round++) {
		more = false;
		for (size_t i = count; i-- > 0 && found < ON_THIS_DAY_MOST;) {
			uint32_t best[ON_THIS_DAY_MOST];
			if (issues[i] == but ||
			    prominence_of_issue(a, &a->issues.items[issues[i]], best, round + 1) <= round)
				continue;
			out[found++] = best[round];
			more = true;
		}
	}
	return found;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	(void)p;
	return plan_on_url(page.number, a);
}

/* The days of the year that have issues. */
static void each(struct page_walk *w, const struct page_kind *kind)
{
	for (size_t i = 0; i < ARCHIVE_DAYS; i++) {
		size_t count;
		archive_list(&w->plan->archive->by_day, i, &count);
		if (count > 0)
			page_see(w, kind, i, 0);
	}
}

/* Of the day's issues with all their articles, of which some are shown, and of the days beside it. */
static uint64_t print_of(const struct fingerprints *p, struct page_ref page)
{
	const struct archive *a = p->archive;
	size_t count, day = page.number;
	const uint32_t *issues = archive_list(&a->by_day, day, &count);
	uint64_t hash = hash_number(fingerprint_begin(p, page.kind), day);
	hash = hash_number(hash, nearest_day(a, day, ARCHIVE_DAYS - 1));
	hash = hash_number(hash, nearest_day(a, day, 1));
	for (size_t i = 0; i < count; i++) {
		const struct archive_span *s = &a->issues.items[issues[i]];
		hash = hash_number(hash, p->issues[issues[i]]);
		for (uint32_t k = s->first_article; k < s->first_article + s->article_count; k++)
			hash = fingerprint_add_row(p, hash, k);
	}
	return hash;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct archive *a = m->site->archive;
	size_t count, articles = 0;
	const uint32_t *issues = archive_list(&a->by_day, page.number, &count);
	struct value *day = value_set_object(v, "day"), *years = value_set_list(v, "years");
	for (size_t i = count; i-- > 0;) {
		struct value *o = value_push_object(years);
		show_issue(m, o, issues[i], false);
		show_rows(m, o, &a->issues.items[issues[i]]);
		articles += a->issues.items[issues[i]].standing_count;
	}
	value_set_text(day, "label", day_label(m, page.number));
	value_set(day, "issue_count", show_count(m, count));
	value_set(day, "article_count", show_count(m, articles));
	value_set(v, "previous", day_link(m, page.number, ARCHIVE_DAYS - 1));
	value_set(v, "next", day_link(m, page.number, 1));
}

/* A day of the year, in all years; number is archive_day_of_year(). */
const struct page_kind page_on_this_day = {
	.name = "on",
	.template = "on",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "on/*.html",
	.path = path_of,
	.each = each,
	.mapped = page_mapped,
	.fingerprint = print_of,
	.show = show,
};

/* ── all days ── */

static void show_index(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	struct value *months = value_set_list(v, "months");
	size_t day = 0;
	for (int month = 1; month <= 12; month++) {
		struct value *o = value_push_object(months), *days;
		value_set_text(o, "text",
		               renderer_date_text(m, (struct date){ 2000, month, 1 }, FORMAT_MONTH));
		days = value_set_list(o, "days");
		for (int i = 1; i <= date_days_in_month(2000, month); i++, day++) {
			size_t count;
			archive_list(&m->site->archive->by_day, day, &count);
			struct value *d = value_push_object(days);
			value_set_text(d, "day", arena_printf(&m->arena, "%d", i));
			value_set_text(d, "label", day_label(m, day));
			value_set_text(d, "url", count > 0 ? plan_on_url(day, &m->arena) : VIEW_NULL);
			value_set(d, "issue_count", show_count(m, count));
		}
	}
}

const struct page_kind page_on_index = {
	.name = "days of the year",
	.template = "days",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "on/index.html",
	.mapped = page_mapped,
	.show = show_index,
};

/* ── some rows of a day, for a script ── */

static struct view path_of_rows(const struct plan *p, struct page_ref page, struct arena *a)
{
	struct view url = path_of(p, page, a);
	return arena_printf(a, "%.*s.js", (int)url.len - 5, url.data);
}

/* [headline, address, day, day for readers] */
static void put_row(struct renderer *m, struct buf *out, uint32_t article)
{
	const struct archive *a = m->site->archive;
	const struct archive_article *x = &a->articles.items[article];
	struct date d = a->pages.items[x->page].date;
	buf_puts(out, "[");
	json_put_string(out, x->headline);
	buf_puts(out, ",");
	json_put_string(out, plan_article_url(&m->site->plan, article, &m->arena));
	buf_printf(out, ",\"%04d-%02d-%02d\",", d.year, d.month, d.day);
	json_put_string(out, renderer_date_text(m, d, FORMAT_PLAIN));
	buf_puts(out, "]");
}

static void put_rows(struct renderer *m, struct view path, struct page_ref page)
{
	struct buf out = { 0 };
	uint32_t found[ON_THIS_DAY_MOST];
	size_t count = on_this_day_find(m->site->archive, page.number, ARCHIVE_NONE, found);
	arena_reset(&m->arena);
	buf_puts(&out, "window.broadsheetDay={label:");
	json_put_string(&out, day_label(m, page.number));
	buf_puts(&out, ",rows:[");
	for (size_t i = 0; i < count; i++) {
		buf_puts(&out, i > 0 ? ",\n" : "\n");
		put_row(m, &out, found[i]);
	}
	buf_puts(&out, "\n]};\n");
	renderer_put(m, path, buf_view(&out));
	buf_free(&out);
}

/* The front page shows those of the reader's day: static/today.js. */
const struct page_kind page_on_rows = {
	.name = "rows of a day of the year",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_SINGLE,
	.form = "on/*.js",
	.path = path_of_rows,
	.each = each,
	.fingerprint = print_of,
	.put = put_rows,
};
