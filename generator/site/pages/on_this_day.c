#include "base/hash.h"
#include "site/fingerprint.h"
#include "site/pages/pages.h"
#include "site/show.h"

#define ON_ROWS_MOST 10

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

static uint64_t print_of(const struct fingerprints *p, struct page_ref page)
{
	uint64_t hash = hash_number(fingerprint_begin(p, page.kind), page.number);
	for (size_t i = 0; i < ARCHIVE_DAYS; i++) {
		size_t count;
		const uint32_t *issues = archive_list(&p->archive->by_day, i, &count);
		hash = hash_number(hash, count > 0);
		for (size_t k = 0; i == page.number && k < count; k++)
			hash = hash_number(hash, p->shown[issues[k]]);
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
