#include "base/hash.h"
#include "site/article_view.h"
#include "site/cite.h"
#include "site/fingerprint.h"
#include "site/pages/pages.h"
#include "site/picture_view.h"
#include "site/provenance.h"
#include "site/show.h"
#include "site/teaser.h"

static void show_furniture(struct renderer *m, struct value *v, const struct page *p)
{
	struct value *list = value_set_list(v, "furniture");
	for (size_t i = 0; i < p->furniture_count; i++) {
		const struct furniture *f = &p->furniture[i];
		struct value *o = value_push_object(list);
		value_set_text(o, "first", arena_printf(&m->arena, "%u", f->lines.first));
		value_set_text(o, "last", arena_printf(&m->arena, "%u", f->lines.last));
		struct value *lines = value_set_list(o, "lines");
		for (struct view rest = f->text; rest.data;)
			value_push_text(lines, view_cut(&rest, '\n'));
	}
	show_has(v, "has_furniture", list);
}

static const struct value *reference(struct renderer *m, uint32_t page, bool there)
{
	if (!there)
		return value_null();
	struct value *v = value_object(&m->arena);
	show_page(m, v, page);
	return v;
}

/* The other pages of the issue. */
static void show_siblings(struct renderer *m, struct value *v, uint32_t number)
{
	const struct archive *a = m->site->archive;
	const struct archive_page *page = &a->pages.items[number];
	uint32_t first = number, count = 1;
	if (date_known(page->date)) {
		first = a->issues.items[page->issue].first_page;
		count = a->issues.items[page->issue].page_count;
	}
	value_set(v, "previous", reference(m, number - 1, number > first));
	value_set(v, "next", reference(m, number + 1, number + 1 < first + count));
	struct value *list = value_set_list(v, "siblings");
	for (uint32_t i = first; count > 1 && i < first + count; i++) {
		struct value *o = value_push_object(list);
		show_page(m, o, i);
		value_set_bool(o, "current", i == number);
	}
	show_has(v, "has_siblings", list);
}

/* What machines are told of the articles: one list. */
static struct view json_ld_of(struct renderer *m, const struct archive_page *page,
                              const struct segmented_page *text)
{
	struct buf b = { 0 };
	for (uint32_t i = 0; i < page->article_count; i++) {
		if (m->site->archive->articles.items[page->first_article + i].withdrawn)
			continue;
		buf_puts(&b, b.len ? ",\n" : "[");
		buf_put(&b, cite_json_ld(m, page->first_article + i, &text->page.articles[i]));
	}
	buf_puts(&b, b.len ? "]" : "");
	struct view list = b.len ? arena_view(&m->arena, buf_view(&b)) : VIEW_NULL;
	buf_free(&b);
	return list;
}

/* Where the articles stand whole in the file of their page. */
static void show_entries(struct renderer *m, struct value *v, const struct archive_page *page,
                         const struct segmented_page *text)
{
	bool together = m->site->config->together;
	struct value *entries = value_set_list(v, "entries");
	for (uint32_t i = 0; together && i < page->article_count; i++) {
		struct value *o = value_push_object(entries);
		article_view_show(m, o, page->first_article + i, text);
		value_set(o, "provenance", value_null());
	}
	value_set_bool(v, "together", together);
	value_set_text(v, "json_ld", together ? json_ld_of(m, page, text) : VIEW_NULL);
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_page_path(p, page.number, a);
}

static const char *owner_of(const struct plan *p, struct page_ref page)
{
	return p->archive->pages.items[page.number].path;
}

/* Each page, and after it its articles if they have pages of their own. */
static void see_pages(struct page_walk *w, const struct page_kind *kind, size_t first, size_t count)
{
	const struct archive *a = w->plan->archive;
	for (size_t i = first; i < first + count; i++) {
		const struct archive_page *p = &a->pages.items[i];
		page_see(w, kind, i, 0);
		for (uint32_t k = 0; !a->config->together && k < p->article_count; k++)
			page_see(w, &page_article, p->first_article + k, 0);
	}
}

static void each(struct page_walk *w, const struct page_kind *kind)
{
	see_pages(w, kind, 0, w->plan->archive->undated_pages);
}

static void each_in_year(struct page_walk *w, const struct page_kind *kind, uint32_t year)
{
	const struct archive_span *s = &w->plan->archive->years.items[year];
	see_pages(w, kind, s->first_page, s->page_count);
}

static uint64_t print_of(const struct fingerprints *p, struct page_ref page)
{
	return hash_number(fingerprint_begin(p, page.kind), fingerprint_page(p, page.number));
}

static void show(struct renderer *m, struct value *v, struct page_ref ref,
                 const struct segmented_page *texts)
{
	const struct archive *a = m->site->archive;
	const struct archive_page *page = &a->pages.items[ref.number];
	struct value *printed = value_set_object(v, "page");
	show_page(m, printed, ref.number);
	picture_view_show_page(m, printed, ref.number, texts);
	value_set(v, "issue", show_issue_or_null(m, page->issue, date_known(page->date)));
	show_paper(m, v, ref.number);
	value_set(v, "date", renderer_date(m, page->date));
	value_set(v, "article_count", show_count(m, page->standing_count));
	value_set_bool(v, "empty", page->empty);
	struct value *articles = value_set_list(v, "articles");
	for (uint32_t i = 0; i < page->article_count; i++)
		teaser_show(m, value_push_object(articles), page->first_article + i,
		            &texts->page.articles[i], TEASER_PAGE);
	show_has(v, "has_articles", articles);
	show_entries(m, v, page, texts);
	show_furniture(m, v, &texts->page);
	value_set(v, "provenance", provenance_show(m, texts));
	show_siblings(m, v, ref.number);
}

const struct page_kind page_printed_page = {
	.name = "page",
	.template = "page",
	.stage = PAGE_OF_TEXTS,
	.reach = PAGE_REACH_SINGLE,
	.form = "[0-9]*/[0-9]*/[0-9]*/*.html",
	.path = path_of,
	.each = each,
	.each_in_year = each_in_year,
	.owner = owner_of,
	.mapped = page_mapped,
	.fingerprint = print_of,
	.show_texts = show,
};
