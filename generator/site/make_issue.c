#include <ctype.h>

#include "site/make.h"
#include "site/show.h"
#include "site/teaser.h"

static bool is_plain(struct view number)
{
	for (size_t i = 0; i < number.len; i++) {
		if (!isalnum((unsigned char)number.data[i]))
			return false;
	}
	return number.len > 0;
}

/* Within the issue's own file: by the printed number, which stays when a page is added. */
static struct view anchor_of(struct renderer *m, uint32_t page, uint32_t place)
{
	struct view number = m->site->archive->pages.items[page].number;
	return is_plain(number) ? arena_printf(&m->arena, "p%.*s", VIEW_ARG(number))
	                        : arena_printf(&m->arena, "sheet-%u", place + 1);
}

static void show_sheet(struct renderer *m, struct value *o, uint32_t page, struct view anchor,
                       const struct segmented_page *sheet)
{
	const struct archive_page *p = &m->site->archive->pages.items[page];
	show_page(m, o, page);
	value_set_text(o, "anchor", anchor);
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
		show_sheet(m, value_push_object(pages), issue->first_page + i,
		           anchor_of(m, issue->first_page + i, i), &sheets[i]);
	value_set_bool(v, "has_sheets", issue->page_count > 1);
	value_set(v, "previous", show_issue_or_null(m, number - 1, number > 0));
	value_set(v, "next", show_issue_or_null(m, number + 1, number + 1 < a->issues.len));
	renderer_end(m, TEMPLATE_ISSUE, v, path);
	arena_free(&names);
}
