#include "site/article_view.h"
#include "site/make.h"
#include "site/provenance.h"
#include "site/show.h"

/* The row of an article of the same issue, or of the same page without one. */
static const struct value *neighbour(struct renderer *m, uint32_t article, bool next)
{
	const struct archive *a = m->site->archive;
	uint32_t number = a->articles.items[article].page;
	const struct archive_page *page = &a->pages.items[number];
	uint32_t first = page->first_article, count = page->article_count;
	if (date_known(page->date)) {
		first = a->issues.items[page->issue].first_article;
		count = a->issues.items[page->issue].article_count;
	}
	if (next ? article + 1 >= first + count : article <= first)
		return value_null();
	struct value *v = value_object(&m->arena);
	show_row(m, v, next ? article + 1 : article - 1);
	return v;
}

void make_article(struct renderer *m, uint32_t article, const struct segmented_page *sheet)
{
	const struct archive *a = m->site->archive;
	uint32_t number = a->articles.items[article].page;
	const struct archive_page *page = &a->pages.items[number];
	struct arena names = { 0 };
	struct view path = plan_article_path(&m->site->plan, article, &names);
	struct value *v = renderer_begin(m, path);
	article_view_show(m, v, article, sheet);
	show_page(m, value_set_object(v, "page"), number);
	value_set(v, "issue", show_issue_or_null(m, page->issue, date_known(page->date)));
	value_set(v, "date", renderer_date(m, page->date));
	value_set(v, "previous", neighbour(m, article, false));
	value_set(v, "next", neighbour(m, article, true));
	value_set(v, "provenance", provenance_show(m, sheet));
	renderer_end(m, TEMPLATE_ARTICLE, v, path);
	arena_free(&names);
}
