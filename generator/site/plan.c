#include "site/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "site/compress.h"
#include "site/path.h"

/* ── addresses ── */

struct view plan_issue_url(struct date d, struct arena *a)
{
	return arena_printf(a, "%04d/%02d/%02d/index.html", d.year, d.month, d.day);
}

struct view plan_manifest_url(struct date d, struct arena *a)
{
	return arena_printf(a, "%04d/%02d/%02d/manifest.json", d.year, d.month, d.day);
}

struct view plan_month_url(struct date d, struct arena *a)
{
	return arena_printf(a, "%04d/%02d/index.html", d.year, d.month);
}

struct view plan_year_url(int year, struct arena *a)
{
	return arena_printf(a, "%04d/index.html", year);
}

struct view plan_on_url(size_t day_of_year, struct arena *a)
{
	struct date first = { 2000, 1, 1 };
	struct date d = date_from_days(date_to_days(first) + (long)day_of_year);
	return arena_printf(a, "on/%02d-%02d.html", d.month, d.day);
}

static const char ending[] = ".html";

static struct view add_ending(struct view base, struct arena *a)
{
	char *path = arena_alloc(a, base.len + sizeof(ending));
	memcpy(path, base.data, base.len);
	memcpy(path + base.len, ending, sizeof(ending));
	return (struct view){ path, base.len + sizeof(ending) - 1 };
}

struct view plan_page_url(const struct plan *p, uint32_t page, struct arena *a)
{
	return add_ending(p->page_urls[page], a);
}

static struct view picture_at(struct view base, bool small, struct arena *a)
{
	return arena_printf(a, "%.*s%s.webp", VIEW_ARG(base), small ? ".thumb" : "");
}

struct view plan_picture_url(const struct plan *p, uint32_t page, bool small, struct arena *a)
{
	return picture_at(p->page_urls[page], small, a);
}

struct view plan_picture_path(const struct plan *p, uint32_t page, bool small, struct arena *a)
{
	return picture_at(p->page_paths[page], small, a);
}

struct view plan_tiles_url(const struct plan *p, uint32_t page, struct arena *a)
{
	return arena_printf(a, "%.*s.tiles", VIEW_ARG(p->page_urls[page]));
}

struct view plan_tiles_path(const struct plan *p, uint32_t page, struct arena *a)
{
	return arena_printf(a, "%.*s.tiles", VIEW_ARG(p->page_paths[page]));
}

struct view plan_anchor_at(uint32_t line, uint32_t again, struct arena *a)
{
	return again ? arena_printf(a, "%u-%u", line, again) : arena_printf(a, "%u", line);
}

/* Puts -N; a number takes at most ten figures. */
static char *put_number(char *at, uint32_t n)
{
	char figures[10];
	size_t count = 0;
	do
		figures[count++] = (char)('0' + n % 10);
	while (n /= 10);
	*at++ = '-';
	while (count > 0)
		*at++ = figures[--count];
	return at;
}

/* Made for each article, and more than once: so not by printf. */
struct view plan_article_at(struct view base, uint32_t line, uint32_t again, struct arena *a)
{
	char *path = arena_alloc(a, base.len + 2 * 11 + sizeof(ending));
	memcpy(path, base.data, base.len);
	char *at = put_number(path + base.len, line);
	if (again)
		at = put_number(at, again);
	memcpy(at, ending, sizeof(ending));
	return (struct view){ path, (size_t)(at - path) + sizeof(ending) - 1 };
}

struct view plan_page_path(const struct plan *p, uint32_t page, struct arena *a)
{
	return add_ending(p->page_paths[page], a);
}

struct view plan_article_url(const struct plan *p, uint32_t article, struct arena *a)
{
	const struct archive_article *x = &p->archive->articles.items[article];
	if (p->archive->config->together) {
		struct view anchor = plan_anchor_at(x->line, x->again, a);
		return arena_printf(a, "%.*s.html#%.*s", VIEW_ARG(p->page_urls[x->page]), VIEW_ARG(anchor));
	}
	return plan_article_at(p->page_urls[x->page], x->line, x->again, a);
}

struct view plan_article_path(const struct plan *p, uint32_t article, struct arena *a)
{
	const struct archive_article *x = &p->archive->articles.items[article];
	return plan_article_at(p->page_paths[x->page], x->line, x->again, a);
}

bool plan_begins(const struct plan *p, uint32_t article, uint32_t line, uint32_t again)
{
	const struct archive *a = p->archive;
	const struct archive_page *page = &a->pages.items[a->articles.items[article].page];
	const struct archive_article *x = a->articles.items + page->first_article;
	for (uint32_t i = 0; i < page->article_count; i++) {
		if (x[i].line == line && x[i].again == again)
			return true;
	}
	return false;
}

/* ── long lists ── */

size_t plan_list_pages(const struct plan *p, enum list list, uint32_t number)
{
	size_t count, size = p->archive->config->page_size;
	list_articles(p->archive, list, number, &count);
	return count == 0 ? 1 : (count + size - 1) / size;
}

const uint32_t *plan_list_part(const struct plan *p, enum list list, uint32_t number, size_t k,
                               size_t *count)
{
	size_t all, size = p->archive->config->page_size, from = (k - 1) * size;
	const uint32_t *items = list_articles(p->archive, list, number, &all);
	*count = all - from < size ? all - from : size;
	return *count > 0 ? items + from : NULL;
}

static struct view list_address(const struct plan *p, enum list list, uint32_t number, size_t k,
                                struct view base, struct arena *a)
{
	if (k == plan_list_pages(p, list, number))
		return add_ending(base, a);
	return arena_printf(a, "%.*s-%zu.html", VIEW_ARG(base), k);
}

struct view plan_list_url(const struct plan *p, enum list list, uint32_t number, size_t k,
                          struct arena *a)
{
	return list_address(p, list, number, k, p->list_urls[list][number], a);
}

struct view plan_list_path(const struct plan *p, enum list list, uint32_t number, size_t k,
                           struct arena *a)
{
	return list_address(p, list, number, k, p->list_paths[list][number], a);
}

struct view plan_list_newest(const struct plan *p, enum list list, uint32_t number, struct arena *a)
{
	return add_ending(p->list_urls[list][number], a);
}

struct view plan_list_feed_url(const struct plan *p, enum list list, uint32_t number,
                               struct arena *a)
{
	return arena_printf(a, "%.*s.xml", VIEW_ARG(p->list_urls[list][number]));
}

struct view plan_list_feed_path(const struct plan *p, enum list list, uint32_t number,
                                struct arena *a)
{
	return arena_printf(a, "%.*s.xml", VIEW_ARG(p->list_paths[list][number]));
}

struct view plan_export_path(int year, const char *ending, struct arena *a)
{
	return year ? arena_printf(a, "data/%04d.%s", year, ending)
	            : arena_printf(a, "data/undated.%s", ending);
}

struct view plan_export_all_path(const char *ending, struct arena *a)
{
	return arena_printf(a, "data/articles.%s", ending);
}

/* ── all pages ── */

struct view plan_path(const struct plan *p, struct page_ref page, struct arena *a)
{
	return page.kind->path ? page.kind->path(p, page, a) : view_of(page.kind->form);
}

static bool is_wanted(const struct page_walk *w, const struct page_kind *kind)
{
	bool exists = !kind->only_review || w->plan->archive->config->review;
	return exists && (kind->mapped || !w->mapped);
}

void plan_walk_year(struct page_walk *w, uint32_t year)
{
	for (const struct page_kind *const *k = w->plan->kinds; *k; k++) {
		if ((*k)->each_in_year && is_wanted(w, *k))
			(*k)->each_in_year(w, *k, year);
	}
}

static void walk_kind(struct page_walk *w, const struct page_kind *kind)
{
	if ((kind->each_in_year && !kind->each) || !is_wanted(w, kind))
		return;
	if (kind->each) {
		kind->each(w, kind);
		return;
	}
	size_t count = kind->count ? kind->count(w->plan) : 1;
	for (size_t i = 0; i < count; i++)
		page_see(w, kind, i, 0);
}

void plan_walk_yearless(struct page_walk *w)
{
	for (const struct page_kind *const *k = w->plan->kinds; *k; k++)
		walk_kind(w, *k);
}

void plan_walk(struct page_walk *w)
{
	plan_walk_yearless(w);
	for (uint32_t i = 0; i < w->plan->archive->years.len; i++)
		plan_walk_year(w, i);
}

/* What plan_each() was asked. */
struct asked {
	const struct plan *plan;
	plan_see *see;
	void *context;
	struct arena arena; /* of one path */
};

/* A file, and its compressed forms if there may be some. */
static void see_file(void *context, struct page_ref page)
{
	struct asked *w = context;
	struct view path = plan_path(w->plan, page, &w->arena);
	const char *owner = page.kind->owner ? page.kind->owner(w->plan, page) : NULL;
	unsigned forms = page.kind->single_form ? 0 : w->plan->archive->config->compress;
	w->see(w->context, path, owner);
	forms = forms && compress_suits(path) ? forms : 0;
	for (unsigned i = 0; forms >> i; i++) {
		if (forms >> i & 1)
			w->see(w->context,
			       arena_printf(&w->arena, "%.*s%s", VIEW_ARG(path), compress_endings[i]), owner);
	}
	arena_reset(&w->arena);
}

void plan_each(const struct plan *p, plan_see *see, void *context)
{
	struct asked asked = { .plan = p, .see = see, .context = context };
	struct page_walk w = { .plan = p, .see = see_file, .context = &asked };
	plan_walk(&w);
	arena_free(&asked.arena);
}

/* ── giving addresses ── */

struct view plan_page_at(struct date d, struct view number, struct view stem, struct arena *a)
{
	struct buf b = { 0 };
	if (date_known(d))
		buf_printf(&b, "%04d/%02d/%02d/", d.year, d.month, d.day);
	else
		buf_puts(&b, "undated/");
	path_put_name(&b, date_known(d) && number.len ? number : stem);
	struct view path = arena_view(a, buf_view(&b));
	buf_free(&b);
	return path;
}

static struct view encoded(struct view path, struct arena *a)
{
	struct buf b = { 0 };
	path_put_url(&b, path);
	struct view url = view_eq(buf_view(&b), path) ? path : arena_view(a, buf_view(&b));
	buf_free(&b);
	return url;
}

static void address_pages(struct plan *p)
{
	size_t count = p->archive->pages.len;
	p->page_paths = mem_array(count, sizeof(*p->page_paths));
	p->page_urls = mem_array(count, sizeof(*p->page_urls));
	for (size_t i = 0; i < count; i++) {
		const struct archive_page *page = &p->archive->pages.items[i];
		p->page_paths[i] = plan_page_at(page->date, page->number, page->stem, &p->arena);
		p->page_urls[i] = encoded(p->page_paths[i], &p->arena);
	}
}

/* One list's path: of the id that it has, or of its name. */
static struct view list_path(const struct archive *a, enum list list, uint32_t number,
                             struct map *taken, struct arena *arena)
{
	const struct list_kind *kind = &list_kinds[list];
	struct view id = kind->id ? kind->id(a, number) : VIEW_NULL;
	struct buf b = { 0 }, folded = { 0 };
	buf_printf(&b, "%s/", kind->folder);
	if (id.len > 0)
		buf_put(&b, id);
	else
		path_put_name(&b, kind->name(a, number));
	path_put_folded(&folded, buf_view(&b));
	uint64_t times = ++map_put(taken, buf_view(&folded), NULL)->number;
	if (times > 1)
		buf_printf(&b, "~~%llu", (unsigned long long)times);
	struct view path = arena_view(arena, buf_view(&b));
	buf_free(&b);
	buf_free(&folded);
	return path;
}

/* Names that differ only in case or composition get ~2, ~3, … in their order. */
static void address_lists(struct plan *p, enum list list)
{
	size_t count = list_count(p->archive, list);
	struct map taken = { 0 };
	p->list_paths[list] = mem_array(count, sizeof(*p->list_paths[list]));
	p->list_urls[list] = mem_array(count, sizeof(*p->list_urls[list]));
	for (uint32_t i = 0; i < count; i++) {
		p->list_paths[list][i] = list_path(p->archive, list, i, &taken, &p->arena);
		p->list_urls[list][i] = encoded(p->list_paths[list][i], &p->arena);
	}
	map_free(&taken);
}

void plan_open(const struct archive *a, const struct document_list *documents,
               const struct scan *assets, const struct page_kind *const *kinds, struct plan *out)
{
	*out = (struct plan){ .archive = a, .documents = documents, .assets = assets, .kinds = kinds };
	address_pages(out);
	for (enum list list = 0; list < LIST_COUNT; list++)
		address_lists(out, list);
}

bool plan_has(const struct plan *p, struct view path)
{
	uint64_t hash = hashset_hash(path);
	return hashset_has(&p->paths, hash) || hashset_has(&p->late, hash);
}

void plan_free(struct plan *p)
{
	free(p->page_paths);
	free(p->page_urls);
	for (enum list list = 0; list < LIST_COUNT; list++) {
		free(p->list_paths[list]);
		free(p->list_urls[list]);
	}
	array_free(&p->redirects);
	hashset_free(&p->paths);
	hashset_free(&p->late);
	arena_free(&p->arena);
	*p = (struct plan){ 0 };
}
