#include "site/article_view.h"
#include "site/cite.h"
#include "site/make.h"
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
                              const struct segmented_page *sheet)
{
	struct buf b = { 0 };
	for (uint32_t i = 0; i < page->article_count; i++) {
		if (m->site->archive->articles.items[page->first_article + i].withdrawn)
			continue;
		buf_puts(&b, b.len ? ",\n" : "[");
		buf_put(&b, cite_json_ld(m, page->first_article + i, &sheet->page.articles[i]));
	}
	buf_puts(&b, b.len ? "]" : "");
	struct view list = b.len ? arena_view(&m->arena, buf_view(&b)) : VIEW_NULL;
	buf_free(&b);
	return list;
}

/* Where the articles stand whole in the file of their page. */
static void show_entries(struct renderer *m, struct value *v, const struct archive_page *page,
                         const struct segmented_page *sheet)
{
	bool together = m->site->config->together;
	struct value *entries = value_set_list(v, "entries");
	for (uint32_t i = 0; together && i < page->article_count; i++) {
		struct value *o = value_push_object(entries);
		article_view_show(m, o, page->first_article + i, sheet);
		value_set(o, "provenance", value_null());
	}
	value_set_bool(v, "together", together);
	value_set_text(v, "json_ld", together ? json_ld_of(m, page, sheet) : VIEW_NULL);
}

void make_page(struct renderer *m, uint32_t number, const struct segmented_page *sheet)
{
	const struct archive *a = m->site->archive;
	const struct archive_page *page = &a->pages.items[number];
	struct arena names = { 0 };
	struct view path = plan_page_path(&m->site->plan, number, &names);
	struct value *v = renderer_begin(m, path);
	show_page(m, value_set_object(v, "page"), number);
	value_set(v, "issue", show_issue_or_null(m, page->issue, date_known(page->date)));
	value_set(v, "date", renderer_date(m, page->date));
	value_set(v, "article_count", show_count(m, page->standing_count));
	struct value *articles = value_set_list(v, "articles");
	for (uint32_t i = 0; i < page->article_count; i++)
		teaser_show(m, value_push_object(articles), page->first_article + i,
		            &sheet->page.articles[i], TEASER_PAGE);
	show_has(v, "has_articles", articles);
	show_entries(m, v, page, sheet);
	show_furniture(m, v, &sheet->page);
	value_set(v, "provenance", provenance_show(m, sheet));
	show_siblings(m, v, number);
	renderer_end(m, TEMPLATE_PAGE, v, path);
	arena_free(&names);
}

void make_undated(struct renderer *m)
{
	const struct archive *a = m->site->archive;
	struct value *v = renderer_begin(m, VIEW("undated/index.html"));
	struct value *list = value_set_list(v, "pages");
	for (uint32_t i = 0; i < a->undated_pages; i++) {
		struct value *o = value_push_object(list);
		show_page(m, o, i);
		value_set(o, "article_count", show_count(m, a->pages.items[i].standing_count));
		value_set_text(o, "source", view_of(a->pages.items[i].name));
	}
	renderer_end(m, TEMPLATE_UNDATED, v, VIEW("undated/index.html"));
}
