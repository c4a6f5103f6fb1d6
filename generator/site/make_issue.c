#include "site/make.h"
#include "site/show.h"
#include "site/teaser.h"

static void show_sheet(struct renderer *m, struct value *o, uint32_t page,
                       const struct segmented_page *sheet)
{
	const struct archive_page *p = &m->site->archive->pages.items[page];
	show_page(m, o, page);
	value_set(o, "article_count", show_count(m, p->standing_count));
	struct value *articles = value_set_list(o, "articles");
	for (uint32_t i = 0; i < p->article_count; i++)
		teaser_show(m, value_push_object(articles), p->first_article + i, &sheet->page.articles[i],
		            TEASER_ISSUE);
	show_has(o, "has_articles", articles);
}

void make_issue(struct renderer *m, uint32_t number, const struct segmented_page *sheets)
{
	const struct archive *a = m->site->archive;
	const struct archive_span *issue = &a->issues.items[number];
	struct arena names = { 0 };
	struct view path = plan_issue_url(issue->date, &names);
	struct value *v = renderer_begin(m, path);
	show_issue(m, value_set_object(v, "issue"), number, false);
	struct value *pages = value_set_list(v, "pages");
	for (uint32_t i = 0; i < issue->page_count; i++)
		show_sheet(m, value_push_object(pages), issue->first_page + i, &sheets[i]);
	value_set(v, "previous", show_issue_or_null(m, number - 1, number > 0));
	value_set(v, "next", show_issue_or_null(m, number + 1, number + 1 < a->issues.len));
	renderer_end(m, TEMPLATE_ISSUE, v, path);
	arena_free(&names);
}
