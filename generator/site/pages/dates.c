#include "site/coverage_summary.h"
#include "site/pages/pages.h"
#include "site/renderer.h"
#include "site/years.h"

/* How readers go to a date: by links on a page of its own, or by script from any page. */

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	years_show(m, v);
	value_set(v, "holdings", coverage_summary_show(m));
	value_set_text(v, "undated_url", a->undated_pages ? VIEW("undated/index.html") : VIEW_NULL);
}

const struct page_kind page_dates = {
	.name = "dates",
	.template = "dates",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.form = "dates.html",
	.mapped = page_mapped,
	.show = show,
};

/* A year's twelve months, for each a bit a day: bit 1 is the first. */
static void put_year(struct buf *out, const struct archive *a, const struct archive_span *year)
{
	uint32_t months[12] = { 0 };
	for (uint32_t i = year->first_issue; i < year->first_issue + year->issue_count; i++) {
		struct date d = a->issues.items[i].date;
		months[d.month - 1] |= (uint32_t)1 << d.day;
	}
	buf_printf(out, "\"%04d\":\"", year->date.year);
	for (int i = 0; i < 12; i++)
		buf_printf(out, "%08x", months[i]);
	buf_puts(out, "\"");
}

static void put(struct renderer *m, struct view path, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
	struct buf out = { 0 };
	buf_puts(&out, "window.broadsheetDates={");
	for (size_t i = 0; i < a->years.len; i++) {
		buf_puts(&out, i > 0 ? ",\n" : "\n");
		put_year(&out, a, &a->years.items[i]);
	}
	buf_puts(&out, "\n};\n");
	renderer_put(m, path, buf_view(&out));
	buf_free(&out);
}

/* A script, as those can be read from the disk, too: static/dates.js asks for it. */
const struct page_kind page_issue_dates = {
	.name = "issue dates",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_ENTRY,
	.form = "issue-dates.js",
	.put = put,
};
