#include <ctype.h>

#include "base/hash.h"
#include "site/fingerprint.h"
#include "site/pages/manifest.h"
#include "site/pages/pages.h"
#include "site/picture_view.h"
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

static void show_printed(struct renderer *m, struct value *o, uint32_t page, struct view anchor,
                         const struct segmented_page *text)
{
	const struct archive_page *p = &m->site->archive->pages.items[page];
	show_page(m, o, page);
	picture_view_show(m, o, page);
	value_set_text(o, "anchor", anchor);
	value_set(o, "article_count", show_count(m, p->standing_count));
	struct value *articles = value_set_list(o, "articles");
	for (uint32_t i = 0; i < p->article_count; i++)
		teaser_show(m, value_push_object(articles), p->first_article + i, &text->page.articles[i],
		            TEASER_ISSUE);
	show_has(o, "has_articles", articles);
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_issue_url(p->archive->issues.items[page.number].date, a);
}

static uint64_t print_of(const struct fingerprints *p, struct page_ref page)
{
	const struct archive *a = p->archive;
	uint32_t issue = page.number;
	const struct archive_span *s = &a->issues.items[issue];
	uint64_t hash = hash_number(fingerprint_begin(p, page.kind), p->issues[issue]);
	for (uint32_t i = s->first_page; i < s->first_page + s->page_count; i++)
		hash = hash_number(hash, fingerprint_page(p, i));
	hash = hash_number(hash, issue > 0 ? p->issues[issue - 1] : 0);
	return hash_number(hash, issue + 1 < a->issues.len ? p->issues[issue + 1] : 0);
}

/* The papers of the day: one, or several where the archive has such. */
static void show_papers(struct renderer *m, struct value *list, const struct archive_span *issue)
{
	const struct archive *a = m->site->archive;
	for (uint32_t i = issue->first_page; i < issue->first_page + issue->page_count; i++) {
		const struct archive_page *p = &a->pages.items[i];
		bool seen = false;
		for (uint32_t k = issue->first_page; k < i && !seen; k++)
			seen = config_title_of(a->config, a->pages.items[k].below, p->date) ==
			       config_title_of(a->config, p->below, p->date);
		if (!seen)
			show_paper(m, value_push_object(list), i);
	}
}

static void show(struct renderer *m, struct value *v, struct page_ref page,
                 const struct segmented_page *texts)
{
	const struct archive *a = m->site->archive;
	uint32_t number = page.number;
	const struct archive_span *issue = &a->issues.items[number];
	show_issue(m, value_set_object(v, "issue"), number, false);
	struct value *pages = value_set_list(v, "pages");
	bool pictures = false;
	for (uint32_t i = 0; i < issue->page_count; i++) {
		uint32_t page = issue->first_page + i;
		show_printed(m, value_push_object(pages), page, anchor_of(m, page, i), &texts[i]);
		pictures = pictures ||
		           (a->pages.items[page].picture && !a->pages.items[page].picture->address.data);
	}
	value_set_bool(v, "has_pictures", pictures);
	value_set_text(v, "manifest_url",
	               manifest_is_there(&m->site->plan, number)
	                   ? plan_manifest_url(issue->date, &m->arena)
	                   : VIEW_NULL);
	show_paper(m, v, issue->first_page);
	show_papers(m, value_set_list(v, "papers"), issue);
	value_set_bool(v, "has_sheets", issue->page_count > 1);
	value_set(v, "previous", show_issue_or_null(m, number - 1, number > 0));
	value_set(v, "next", show_issue_or_null(m, number + 1, number + 1 < a->issues.len));
}

/* The paper of one day; seen with its year. */
const struct page_kind page_issue = {
	.name = "issue",
	.template = "issue",
	.stage = PAGE_OF_TEXTS,
	.reach = PAGE_REACH_LIST,
	.form = "[0-9]*/[0-9]*/[0-9]*/index.html",
	.path = path_of,
	.each = page_each_elsewhere,
	.mapped = page_mapped,
	.fingerprint = print_of,
	.show_texts = show,
};
