#include "site/pages/pages.h"
#include "site/plan.h"

/* The files of the export. export_end() makes them; they are planned here. */
static const char *const formats[] = { "jsonl", "csv" };

#define FORMATS (sizeof(formats) / sizeof(*formats))

static int year_of(const struct archive *a, uint32_t number)
{
	return number < a->years.len ? a->years.items[number].date.year : 0;
}

/* number is that of the year, or how many there are for the undated; part the format's, from 1. */
static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_export_path(year_of(p->archive, page.number), formats[page.part - 1], a);
}

static void each(struct page_walk *w, const struct page_kind *kind)
{
	const struct archive *a = w->plan->archive;
	size_t years = a->years.len + (a->undated_pages > 0);
	for (size_t i = 0; i < years; i++)
		for (size_t k = 1; k <= FORMATS; k++)
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

const struct page_kind page_data_of_all = {
	.name = "data of all years",
	.stage = PAGE_ELSEWHERE,
	.reach = PAGE_REACH_LIST,
	.form = "data/articles.csv",
};

const struct page_kind page_datapackage = {
	.name = "data package",
	.stage = PAGE_ELSEWHERE,
	.reach = PAGE_REACH_LIST,
	.form = "datapackage.json",
};
