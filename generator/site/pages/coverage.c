#include <stdlib.h>

#include "base/mem.h"
#include "site/coverage_summary.h"
#include "site/export.h"
#include "site/export_database.h"
#include "site/pages/pages.h"
#include "site/show.h"
#include "site/years.h"

#define CELL          11 /* of the picture of a year, on a grid of 12 */
#define GRID          12
#define LEFT          32 /* room for the months */
#define ABOVE         14 /* and for the days */
#define GAPS_MOST     50
#define EMPTY_MOST    200
#define DOUBTFUL_MOST 100
#define DOUBTFUL      600 /* thousandths of confidence */

static void show_cells(struct renderer *m, struct value *o, const struct archive_span *year)
{
	const struct archive *a = m->site->archive;
	struct value *cells = value_set_list(o, "cells");
	uint32_t most = 1;
	for (size_t i = 0; i < a->issues.len; i++) {
		if (a->issues.items[i].standing_count > most)
			most = a->issues.items[i].standing_count;
	}
	for (uint32_t i = year->first_issue; i < year->first_issue + year->issue_count; i++) {
		const struct archive_span *s = &a->issues.items[i];
		uint64_t level =
			s->standing_count ? ((uint64_t)s->standing_count * 4 + most - 1) / most : 1;
		struct value *v = value_push_object(cells);
		value_set_integer(v, "x", LEFT + (s->date.day - 1) * GRID);
		value_set_integer(v, "y", ABOVE + (s->date.month - 1) * GRID);
		value_set_text(v, "level", arena_printf(&m->arena, "%d", (int)level));
		value_set_text(v, "url", plan_issue_url(s->date, &m->arena));
		value_set_text(
			v, "iso",
			arena_printf(&m->arena, "%04d-%02d-%02d", s->date.year, s->date.month, s->date.day));
		value_set_text(v, "value", renderer_number_text(m, s->standing_count));
	}
}

/* What is the same in the picture of every year. */
static void show_heat(struct renderer *m, struct value *heat)
{
	static const int days[] = { 1, 5, 10, 15, 20, 25, 30 };
	value_set_integer(heat, "width", LEFT + 31 * GRID);
	value_set_integer(heat, "height", ABOVE + 12 * GRID);
	value_set_integer(heat, "cell", CELL);
	struct value *months = value_set_list(heat, "months");
	for (int i = 1; i <= 12; i++) {
		struct value *o = value_push_object(months);
		value_set_text(o, "text",
		               renderer_date_text(m, (struct date){ 2000, i, 1 }, FORMAT_MONTH_SHORT));
		value_set_integer(o, "x", LEFT - 5);
		value_set_integer(o, "y", ABOVE + i * GRID - 3);
		value_set_integer(o, "row_x", LEFT);
		value_set_integer(o, "row_y", ABOVE + (i - 1) * GRID);
		value_set_integer(o, "row_width", date_days_in_month(2000, i) * GRID - (GRID - CELL));
	}
	struct value *marks = value_set_list(heat, "days");
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		struct value *o = value_push_object(marks);
		value_set_integer(o, "text", days[i]);
		value_set_integer(o, "x", LEFT + (days[i] - 1) * GRID + CELL / 2);
		value_set_integer(o, "y", ABOVE - 4);
	}
}

static void show_year_rows(struct renderer *m, struct value *v)
{
	const struct archive *a = m->site->archive;
	struct value *years = value_set_list(v, "years");
	for (size_t i = a->years.len; i-- > 0;) {
		const struct archive_span *s = &a->years.items[i];
		struct value *o = value_push_object(years);
		value_set_text(o, "anchor", years_anchor(m, i));
		value_set_text(o, "text", renderer_date_text(m, s->date, FORMAT_YEAR));
		value_set_text(o, "url", plan_year_url(s->date.year, &m->arena));
		value_set_text(o, "iso", arena_printf(&m->arena, "%04d", s->date.year));
		value_set(o, "issue_count", show_count(m, s->issue_count));
		value_set(o, "page_count", show_count(m, s->page_count));
		value_set(o, "article_count", show_count(m, s->standing_count));
		show_cells(m, o, s);
	}
	show_has(v, "has_years", years);
	show_heat(m, value_set_object(v, "heat"));
	years_show(m, v);
}

struct gap {
	long from; /* days since 1970 */
	long days;
};

static int compare_length(const void *x, const void *y)
{
	const struct gap *a = x, *b = y;
	if (a->days != b->days)
		return a->days > b->days ? -1 : 1;
	return a->from < b->from ? -1 : a->from > b->from;
}

static int compare_start(const void *x, const void *y)
{
	const struct gap *a = x, *b = y;
	return a->from < b->from ? -1 : a->from > b->from;
}

static void show_gaps(struct renderer *m, struct value *v)
{
	const struct archive *a = m->site->archive;
	struct gap *gaps = mem_array(a->issues.len, sizeof(*gaps));
	size_t count = 0;
	for (size_t i = 1; i < a->issues.len; i++) {
		long from = date_to_days(a->issues.items[i - 1].date) + 1;
		long days = date_to_days(a->issues.items[i].date) - from;
		if (days > 0)
			gaps[count++] = (struct gap){ from, days };
	}
	value_set(v, "gap_count", show_count(m, count));
	if (count > 0)
		qsort(gaps, count, sizeof(*gaps), compare_length);
	size_t shown = count < GAPS_MOST ? count : GAPS_MOST;
	if (count > 0)
		qsort(gaps, shown, sizeof(*gaps), compare_start);
	struct value *list = value_set_list(v, "gaps");
	for (size_t i = 0; i < shown; i++) {
		struct value *o = value_push_object(list);
		value_set(o, "from", renderer_date(m, date_from_days(gaps[i].from)));
		value_set(o, "to", renderer_date(m, date_from_days(gaps[i].from + gaps[i].days - 1)));
		value_set(o, "days", show_count(m, (uint64_t)gaps[i].days));
	}
	show_has(v, "has_gaps", list);
	free(gaps);
}

static void show_empty(struct renderer *m, struct value *v)
{
	const struct archive *a = m->site->archive;
	struct value *list = value_set_list(v, "empty_pages");
	for (uint32_t i = 0; i < a->pages.len && value_length(list) < EMPTY_MOST; i++) {
		if (a->pages.items[i].article_count > 0)
			continue;
		struct value *o = value_push_object(list);
		show_page(m, o, i);
		value_set(o, "date", renderer_date(m, a->pages.items[i].date));
		value_set_text(o, "source", view_of(a->pages.items[i].name));
	}
	show_has(v, "has_empty_pages", list);
}

struct doubt {
	uint32_t article;
	uint32_t confidence;
};

static int compare_doubt(const void *x, const void *y)
{
	const struct doubt *a = x, *b = y;
	if (a->confidence != b->confidence)
		return a->confidence < b->confidence ? -1 : 1;
	return a->article < b->article ? -1 : a->article > b->article;
}

static void show_doubtful(struct renderer *m, struct value *v)
{
	const struct archive *a = m->site->archive;
	ARRAY(struct doubt) doubts = { 0 };
	for (uint32_t i = 0; i < a->articles.len; i++) {
		if (!a->articles.items[i].withdrawn && a->articles.items[i].confidence < DOUBTFUL)
			*array_push(&doubts) = (struct doubt){ i, a->articles.items[i].confidence };
	}
	if (doubts.len > 0)
		qsort(doubts.items, doubts.len, sizeof(*doubts.items), compare_doubt);
	struct value *list = value_set_list(v, "doubtful");
	for (size_t i = 0; i < doubts.len && i < DOUBTFUL_MOST; i++) {
		struct value *o = value_push_object(list);
		show_row(m, o, doubts.items[i].article);
		buf_truncate(&m->text, 0);
		format_put_percent(m->format, &m->text, doubts.items[i].confidence / 1000.0);
		value_set_text(o, "confidence", arena_view(&m->arena, buf_view(&m->text)));
	}
	show_has(v, "has_doubtful", list);
	array_free(&doubts);
}

static void show_download(struct renderer *m, struct value *list, struct view path, uint64_t size)
{
	struct value *o = value_push_object(list);
	value_set_text(o, "url", path);
	value_set_text(o, "name",
	               view_starts(path, VIEW("data/")) ? view_slice(path, 5, path.len) : path);
	buf_truncate(&m->text, 0);
	format_put_size(m->format, &m->text, size);
	value_set_text(o, "size", arena_view(&m->arena, buf_view(&m->text)));
}

static void show_year_files(struct renderer *m, struct value *list, int year,
                            const struct export_sizes *sizes)
{
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		show_download(m, list, plan_export_path(year, export_formats[f]->ending, &m->arena),
		              sizes->bytes[f]);
}

static void show_downloads(struct renderer *m, struct value *v, const struct export *e)
{
	const struct archive *a = m->site->archive;
	struct value *list = value_set_list(v, "downloads");
	for (size_t i = a->years.len; i-- > 0;)
		show_year_files(m, list, a->years.items[i].date.year, &e->sizes[i]);
	if (a->undated_pages > 0)
		show_year_files(m, list, 0, &e->sizes[a->years.len]);
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		if (export_formats[f]->joined)
			show_download(m, list, plan_export_all_path(export_formats[f]->ending, &m->arena),
			              e->all.bytes[f]);
	if (m->site->config->sqlite)
		show_download(m, list, VIEW(EXPORT_DATABASE_PATH), e->database_size);
	show_download(m, list, VIEW("datapackage.json"), e->package_size);
	show_has(v, "has_downloads", list);
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	value_set(v, "holdings", coverage_summary_show(m));
	show_year_rows(m, v);
	show_gaps(m, v);
	show_empty(m, v);
	show_doubtful(m, v);
	value_set_text(v, "undated_url",
	               m->site->archive->undated_pages ? VIEW("undated/index.html") : VIEW_NULL);
	show_downloads(m, v, m->export);
}

/* What the archive holds; it needs the sizes of the export, so it is among the last. */
const struct page_kind page_coverage = {
	.name = "coverage",
	.template = "coverage",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "coverage.html",
	.mapped = page_mapped,
	.show = show,
};
