#include "base/hash.h"
#include "site/article_view.h"
#include "site/fingerprint.h"
#include "site/pages/pages.h"
#include "site/picture_view.h"
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

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_article_path(p, page.number, a);
}

static const char *owner_of(const struct plan *p, struct page_ref page)
{
	const struct archive *a = p->archive;
	return a->pages.items[a->articles.items[page.number].page].path;
}

static bool is_mapped(const struct plan *p, struct page_ref page)
{
	return !p->archive->articles.items[page.number].withdrawn;
}

/* Without the related articles, which have a fingerprint of their own: archive/related.h. */
static uint64_t print_of(const struct fingerprints *p, struct page_ref page)
{
	const struct archive *a = p->archive;
	uint32_t article = page.number;
	const struct archive_article *x = &a->articles.items[article];
	uint64_t hash = hash_number(fingerprint_begin(p, page.kind), p->pages[x->page]);
	hash = fingerprint_add_around(p, hash, x->page);
	/* Neighbours of the archive that are none of the issue do no harm. */
	hash = fingerprint_add_row(p, hash, article > 0 ? article - 1 : ARCHIVE_NONE);
	hash = fingerprint_add_row(p, hash, article);
	hash = fingerprint_add_row(p, hash, article + 1 < a->articles.len ? article + 1 : ARCHIVE_NONE);
	hash = fingerprint_add_row(p, hash, x->continues);
	hash = fingerprint_add_row(p, hash, x->continued_from);
	return fingerprint_add_reprints(p, hash, article);
}

static void show(struct renderer *m, struct value *v, struct page_ref page,
                 const struct segmented_page *texts)
{
	const struct archive *a = m->site->archive;
	uint32_t number = a->articles.items[page.number].page;
	const struct archive_page *printed = &a->pages.items[number];
	article_view_show(m, v, page.number, texts);
	struct value *on = value_set_object(v, "page");
	show_page(m, on, number);
	picture_view_show_article(m, on, page.number, texts);
	value_set(v, "issue", show_issue_or_null(m, printed->issue, date_known(printed->date)));
	show_paper(m, v, number);
	value_set(v, "date", renderer_date(m, printed->date));
	value_set(v, "previous", neighbour(m, page.number, false));
	value_set(v, "next", neighbour(m, page.number, true));
	value_set(v, "provenance", provenance_show(m, texts));
}

/* Where an article has a page of its own; seen with its printed page. */
const struct page_kind page_article = {
	.name = "article",
	.template = "article",
	.stage = PAGE_OF_TEXTS,
	.reach = PAGE_REACH_SINGLE,
	.form = "[0-9]*/[0-9]*/[0-9]*/*-*.html",
	.path = path_of,
	.each = page_each_elsewhere,
	.owner = owner_of,
	.mapped = is_mapped,
	.fingerprint = print_of,
	.show_texts = show,
};
