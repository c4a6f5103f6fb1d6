#include "export/export_format.h"
#include "site/export_database.h"
#include "site/pages/pages.h"
#include "site/plan.h"

/* The files of the export. export_end() makes them; they are planned here. */
static int year_of(const struct archive *a, uint32_t number)
{
	return number < a->years.len ? a->years.items[number].date.year : 0;
}

/* number is that of the year, or how many there are for the undated; part the format's, from 1. */
static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_export_path(year_of(p->archive, page.number), export_formats[page.part - 1]->ending,
	                        a);
}

static void each(struct page_walk *w, const struct page_kind *kind)
{
	const struct archive *a = w->plan->archive;
	size_t years = a->years.len + (a->undated_pages > 0);
	for (size_t i = 0; i < years; i++)
		for (size_t k = 1; k <= EXPORT_FORMAT_COUNT; k++)
			page_see(w, kind, i, k);
}

const struct page_kind page_data_of_year = {
	.name = "data of a year",
	.stage = PAGE_ELSEWHERE,
	.reach = PAGE_REACH_LIST,
	.form = "data/*",
	.path = path_of,
	.each = each,
};

/* number is that of the format. */
static struct view path_of_all(const struct plan *p, struct page_ref page, struct arena *a)
{
	(void)p;
	return plan_export_all_path(export_formats[page.number]->ending, a);
}

static void each_of_all(struct page_walk *w, const struct page_kind *kind)
{
	for (size_t f = 0; f < EXPORT_FORMAT_COUNT; f++)
		if (export_formats[f]->joined)
			page_see(w, kind, f, 0);
}

const struct page_kind page_data_of_all = {
	.name = "data of all years",
	.stage = PAGE_ELSEWHERE,
	.reach = PAGE_REACH_LIST,
	.form = "data/articles.*",
	.path = path_of_all,
	.each = each_of_all,
};

static size_t count_of_databases(const struct plan *p)
{
	return p->archive->config->sqlite;
}

const struct page_kind page_database = {
	.name = "database",
	.stage = PAGE_ELSEWHERE,
	.reach = PAGE_REACH_LIST,
	.form = EXPORT_DATABASE_PATH,
	.count = count_of_databases,
};

const struct page_kind page_datapackage = {
	.name = "data package",
	.stage = PAGE_ELSEWHERE,
	.reach = PAGE_REACH_LIST,
	.form = "datapackage.json",
};
