#include "segment/segment.h"
#include "site/pages/pages.h"
#include "site/provenance.h"
#include "site/review.h"
#include "site/review_detail.h"
#include "site/show.h"

/* Reference to the page of the review for the page that stands at that place of the order. */
static const struct value *place_reference(struct renderer *m, size_t place, bool there)
{
	if (!there)
		return value_null();
	uint32_t page = m->site->review.pages[place];
	struct value *v = value_object(&m->arena);
	show_page(m, v, page);
	value_set_text(v, "url", review_page_url(&m->site->plan, page, &m->arena));
	value_set(v, "date", renderer_date(m, m->site->archive->pages.items[page].date));
	return v;
}

static const struct value *part_reference(struct renderer *m, size_t part, bool there)
{
	if (!there)
		return value_null();
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", review_list_path(part, &m->arena));
	value_set_text(v, "number", arena_printf(&m->arena, "%zu", part));
	return v;
}

/* 2.3, of thousandths */
static struct view tenths(struct renderer *m, uint64_t n)
{
	uint64_t rounded = (n + 50) / 100;
	return arena_printf(&m->arena, "%llu.%llu", (unsigned long long)(rounded / 10),
	                    (unsigned long long)(rounded % 10));
}

static void show_place(struct renderer *m, struct value *list, size_t place)
{
	uint32_t number = m->site->review.pages[place];
	const struct archive *a = m->site->archive;
	const struct archive_page *p = &a->pages.items[number];
	struct value *v = value_push_object(list);
	show_page(m, v, number);
	value_set_text(v, "url", review_page_url(&m->site->plan, number, &m->arena));
	value_set(v, "date", renderer_date(m, p->date));
	value_set_text(v, "source", view_of(p->name));
	value_set(v, "article_count", show_count(m, p->article_count));
	value_set_text(v, "doubt", tenths(m, review_doubt(a, number)));
	value_set_bool(v, "corrected", p->section || p->fix_count > 0);
}

static struct view list_path(const struct plan *p, struct page_ref page, struct arena *a)
{
	(void)p;
	return review_list_path(page.part, a);
}

static void each_list(struct page_walk *w, const struct page_kind *kind)
{
	for (size_t k = review_parts(w->plan->archive); k > 0; k--)
		page_see(w, kind, 0, k);
}

static void show_list(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct review *r = &m->site->review;
	size_t part = page.part;
	size_t size = m->site->config->page_size, parts = review_parts(m->site->archive);
	value_set_text(v, "number", arena_printf(&m->arena, "%zu", part));
	value_set_bool(v, "first", part == 1);
	value_set(v, "page_count", show_count(m, r->count));
	value_set(v, "previous", part_reference(m, part - 1, part > 1));
	value_set(v, "next", part_reference(m, part + 1, part < parts));
	value_set_bool(v, "paged", parts > 1);
	struct value *rows = value_set_list(v, "rows");
	for (size_t i = (part - 1) * size; i < r->count && i < part * size; i++)
		show_place(m, rows, i);
}

/* The list of pages, the most doubtful first. */
const struct page_kind page_review_list = {
	.name = "review",
	.template = "review",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.only_review = true,
	.single_form = true,
	.form = "review/index*.html",
	.path = list_path,
	.each = each_list,
	.show = show_list,
};

static void show_parts(struct renderer *m, struct value *v, uint32_t number,
                       const struct segmented_page *text)
{
	const struct archive *a = m->site->archive;
	const struct archive_page *p = &a->pages.items[number];
	const struct corrections_page *known = text->wanted;
	struct segment_options options = { .weights = a->weights };
	struct explained explained;
	options.constraints = correct_pins(known, &m->arena, &options.constraint_count);
	explain_page(&text->text, &options, &m->arena, &explained);
	struct proposals_asked asked = {
		config_paper(m->site->config), &explained, &text->page, known, p->below, PROPOSALS_DOUBT
	};
	struct review_detail d = { .page = number, .segmented = text, .explained = &explained };
	d.proposals = proposals_find(&asked, &m->arena, &d.proposal_count);
	review_detail_show(m, v, &d);
}

static size_t count(const struct plan *p)
{
	return p->archive->pages.len;
}

static struct view path_of(const struct plan *p, struct page_ref page, struct arena *a)
{
	return review_page_path(p, page.number, a);
}

static const char *owner_of(const struct plan *p, struct page_ref page)
{
	return p->archive->pages.items[page.number].path;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct archive *a = m->site->archive;
	const struct review *r = &m->site->review;
	uint32_t number = page.number;
	size_t place = r->places[number];
	const struct archive_page *p = &a->pages.items[number];
	const struct segmented_page *text = renderer_text(m, number);
	if (!text)
		return;
	show_page(m, value_set_object(v, "page"), number);
	value_set(v, "date", renderer_date(m, p->date));
	value_set(v, "article_count", show_count(m, p->article_count));
	value_set_text(v, "file", view_of(p->below));
	value_set_text(v, "part", p->parts > 1 ? arena_printf(&m->arena, "%u", p->part) : VIEW_NULL);
	value_set_text(v, "list_url",
	               review_list_path(1 + place / m->site->config->page_size, &m->arena));
	value_set_text(v, "doubt", tenths(m, review_doubt(a, number)));
	value_set(v, "provenance", provenance_show(m, text));
	value_set(v, "previous", place_reference(m, place - 1, place > 0));
	value_set(v, "next", place_reference(m, place + 1, place + 1 < r->count));
	show_parts(m, v, number, text);
	review_detail_choices(m, v);
}

/* How one printed page was cut; number is that of the page. */
const struct page_kind page_review_page = {
	.name = "review page",
	.template = "review-page",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_SINGLE,
	.only_review = true,
	.single_form = true,
	.form = "review/*/*/*/*.html",
	.path = path_of,
	.count = count,
	.owner = owner_of,
	.show = show,
};
