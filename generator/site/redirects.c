#include "site/redirects.h"

static void add_redirect(struct plan *p, struct path_registry *c, struct view path,
                         struct view target, const char *owner)
{
	*array_push(&p->redirects) = (struct plan_redirect){ path, target, owner };
	path_registry_take(c, path, owner);
}

/* The old addresses of a section, which lead to the target. */
static void add_section(struct plan *p, struct path_registry *c,
                        const struct corrections_section *s, struct view target, struct report *r)
{
	const struct corrections_field *f = &s->fields[CORRECTIONS_ALIAS];
	const char *path = p->archive->corrections->path;
	for (size_t i = 0; i < s->alias_count; i++) {
		if (path_registry_has(c, s->aliases[i]))
			report_error(r, path, f->line, f->column,
			             "the site has %.*s: an alias is an address "
			             "where nothing is any more, so take it out",
			             VIEW_ARG(s->aliases[i]));
		else
			add_redirect(p, c, s->aliases[i], target, path);
	}
}

/* Old addresses that corrections.conf names. */
static void add_aliases(struct plan *p, struct path_registry *c, struct report *r)
{
	const struct archive *a = p->archive;
	for (uint32_t i = 0; i < a->pages.len; i++) {
		const struct archive_page *page = &a->pages.items[i];
		if (page->section)
			add_section(p, c, page->section, plan_page_url(p, i, &p->arena), r);
		for (uint32_t n = page->first_fix; n < page->first_fix + page->fix_count; n++) {
			uint32_t article = page->first_article + a->fixes.items[n].article;
			add_section(p, c, a->fixes.items[n].section, plan_article_url(p, article, &p->arena),
			            r);
		}
	}
}

/* A redirect that nobody asked for never takes the place of anything. */
static void offer_redirect(struct plan *p, struct path_registry *c, struct view path,
                           struct view target, const char *owner)
{
	if (!path_registry_has(c, path))
		add_redirect(p, c, path, target, owner);
}

/* From where the page's articles would be: base is the page's path. */
static void offer_old(struct plan *p, struct path_registry *c, uint32_t number, struct view base)
{
	const struct archive *a = p->archive;
	const struct archive_page *page = &a->pages.items[number];
	if (a->config->together)
		return; /* the page has their anchors */
	for (uint32_t i = page->first_old; i < page->first_old + page->old_count; i++) {
		const struct archive_old *old = &a->olds.items[i];
		uint32_t article = page->first_article + old->article;
		offer_redirect(p, c, plan_article_at(base, old->line, old->again, &p->arena),
		               plan_article_url(p, article, &p->arena), page->path);
	}
}

/*
 * Addresses that pages and articles would have without corrections lead to
 * where they are now, unless another page stands there, or two were there.
 */
static void add_moved(struct plan *p, struct path_registry *c)
{
	const struct archive *a = p->archive;
	struct map claims = { 0 };
	for (uint32_t i = 0; i < a->pages.len; i++) {
		const struct archive_page *page = &a->pages.items[i];
		if (page->moved)
			map_put(&claims, plan_page_at(page->was_date, page->was_number, page->stem, &p->arena),
			        NULL)
				->number++;
	}
	for (uint32_t i = 0; i < a->pages.len; i++) {
		const struct archive_page *page = &a->pages.items[i];
		offer_old(p, c, i, p->page_paths[i]);
		if (!page->moved)
			continue;
		struct view base = plan_page_at(page->was_date, page->was_number, page->stem, &p->arena);
		struct view path = arena_printf(&p->arena, "%.*s.html", VIEW_ARG(base));
		if (map_get(&claims, base)->number > 1 || path_registry_has(c, path))
			continue;
		add_redirect(p, c, path, plan_page_url(p, i, &p->arena), page->path);
		offer_old(p, c, i, base);
	}
	map_free(&claims);
}

/* The day, month and year of a page, and the day in all years. */
static void offer_day(struct plan *p, struct path_registry *c, const struct archive_page *page)
{
	struct arena *a = &p->arena;
	struct date was = page->was_date, now = page->date;
	struct view day = plan_issue_url(now, a);
	if (!date_known(was)) {
		offer_redirect(p, c, VIEW("undated/index.html"), day, page->path);
		return;
	}
	offer_redirect(p, c, plan_issue_url(was, a), day, page->path);
	offer_redirect(p, c, plan_month_url(was, a), plan_month_url(now, a), page->path);
	offer_redirect(p, c, plan_year_url(was.year, a), plan_year_url(now.year, a), page->path);
	offer_redirect(p, c, plan_on_url(archive_day_of_year(was), a),
	               plan_on_url(archive_day_of_year(now), a), page->path);
}

/* Where no page is left of a day, it leads to where the first of its pages went. */
static void add_days(struct plan *p, struct path_registry *c)
{
	const struct archive *a = p->archive;
	for (uint32_t i = 0; i < a->pages.len; i++) {
		const struct archive_page *page = &a->pages.items[i];
		if (page->moved && date_known(page->date) && date_cmp(page->date, page->was_date) != 0)
			offer_day(p, c, page);
	}
}

bool redirects_plan(struct plan *p, struct path_registry *c, struct report *r)
{
	size_t errors = r->errors;
	add_aliases(p, c, r);
	add_moved(p, c);
	add_days(p, c);
	return r->errors == errors;
}
