#include "site/pages/list_page.h"

#include "base/hash.h"
#include "site/fingerprint.h"
#include "site/show.h"

struct view list_page_path(const struct plan *p, struct page_ref page, struct arena *a)
{
	return plan_list_path(p, page.kind->list, page.number, page.part, a);
}

void list_page_each(struct page_walk *w, const struct page_kind *kind)
{
	const struct archive *a = w->plan->archive;
	for (uint32_t i = 0; i < list_count(a, kind->list); i++) {
		size_t pages =
			list_has_page(a, kind->list, i) ? plan_list_pages(w->plan, kind->list, i) : 0;
		for (size_t k = pages; k > 0; k--)
			page_see(w, kind, i, k);
	}
}

const char *list_page_owner(const struct plan *p, struct page_ref page)
{
	const struct archive *a = p->archive;
	return list_is_configured(a, page.kind->list, page.number) ? a->config->path : NULL;
}

bool list_page_is_newest(const struct plan *p, struct page_ref page)
{
	return page.part == plan_list_pages(p, page.kind->list, page.number);
}

uint64_t list_page_fingerprint(const struct fingerprints *p, struct page_ref page)
{
	enum list list = page.kind->list;
	size_t count, pages = plan_list_pages(p->plan, list, page.number), newer = pages - page.part;
	const uint32_t *items = newer == 0
	                            ? list_articles(p->archive, list, page.number, &count)
	                            : plan_list_part(p->plan, list, page.number, page.part, &count);
	uint64_t hash = hash_number(fingerprint_begin(p, page.kind), p->entries[list][page.number]);
	hash = hash_number(hash, list_is_configured(p->archive, list, page.number));
	hash = hash_number(hash_number(hash, page.part), newer < 2 ? newer : 2);
	return fingerprint_add_rows(p, hash, items, count);
}

static const struct value *row_date(struct renderer *m, uint32_t article)
{
	const struct archive *a = m->site->archive;
	return renderer_date(m, a->pages.items[a->articles.items[article].page].date);
}

/* Sets from and to: the oldest and newest date of the part. */
static void show_limits(struct renderer *m, struct value *o, const uint32_t *items, size_t count)
{
	const struct archive *a = m->site->archive;
	size_t first = 0;
	while (first < count && !date_known(a->pages.items[a->articles.items[items[first]].page].date))
		first++;
	value_set(o, "from", first < count ? row_date(m, items[first]) : value_null());
	value_set(o, "to", first < count ? row_date(m, items[count - 1]) : value_null());
}

static const struct value *part_link(struct renderer *m, enum list list, uint32_t number, size_t k,
                                     bool there)
{
	if (!there)
		return value_null();
	struct value *v = value_object(&m->arena);
	value_set_text(v, "url", plan_list_url(&m->site->plan, list, number, k, &m->arena));
	value_set_text(v, "number", arena_printf(&m->arena, "%zu", k));
	return v;
}

static void show_parts(struct renderer *m, struct value *o, enum list list, uint32_t number,
                       size_t pages)
{
	for (size_t i = pages; i > 0; i--) {
		size_t count;
		const uint32_t *items = plan_list_part(&m->site->plan, list, number, i, &count);
		struct value *v = value_push_object(o);
		value_set_text(v, "url", plan_list_url(&m->site->plan, list, number, i, &m->arena));
		value_set_text(v, "number", arena_printf(&m->arena, "%zu", i));
		show_limits(m, v, items, count);
		value_set_bool(v, "current", i == pages);
	}
}

void list_page_show(struct renderer *m, struct value *o, struct page_ref page)
{
	enum list list = page.kind->list;
	uint32_t number = page.number;
	size_t k = page.part;
	size_t count, pages = plan_list_pages(&m->site->plan, list, number);
	const uint32_t *items = plan_list_part(&m->site->plan, list, number, k, &count);
	value_set_text(o, "number", arena_printf(&m->arena, "%zu", k));
	value_set_bool(o, "newest", k == pages);
	value_set(o, "newer", part_link(m, list, number, k + 1, k < pages));
	value_set(o, "older", part_link(m, list, number, k - 1, k > 1));
	value_set_bool(o, "paged", pages > 1);
	show_limits(m, o, items, count);
	struct value *parts = value_set_list(o, "pages");
	if (k == pages && pages > 1)
		show_parts(m, parts, list, number, pages);
	show_has(o, "has_pages", parts);
	struct value *rows = value_set_list(o, "rows");
	for (size_t i = count; i-- > 0;)
		show_row(m, value_push_object(rows), items[i]);
	show_has(o, "has_rows", rows);
}
