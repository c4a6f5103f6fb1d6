#include "site/plan.h"

#include <stdlib.h>
#include <string.h>

#include "site/compress.h"
#include "site/path.h"
#include "site/path_registry.h"
#include "site/redirects.h"
#include "site/review.h"

/* ── addresses ── */

struct view plan_issue_url(struct date d, struct arena *a)
{
	return arena_printf(a, "%04d/%02d/%02d/index.html", d.year, d.month, d.day);
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

static const struct archive_lists *lists_of(const struct plan *p, enum plan_list sort)
{
	const struct archive *a = p->archive;
	return sort == PLAN_TOPIC ? &a->by_topic : sort == PLAN_NAME ? &a->by_name : &a->by_kind;
}

size_t plan_list_pages(const struct plan *p, enum plan_list sort, uint32_t number)
{
	size_t count, size = p->archive->config->page_size;
	archive_list(lists_of(p, sort), number, &count);
	return count == 0 ? 1 : (count + size - 1) / size;
}

const uint32_t *plan_list_part(const struct plan *p, enum plan_list sort, uint32_t number, size_t k,
                               size_t *count)
{
	size_t all, size = p->archive->config->page_size, from = (k - 1) * size;
	const uint32_t *items = archive_list(lists_of(p, sort), number, &all);
	*count = all - from < size ? all - from : size;
	return items + from;
}

static struct view list_address(const struct plan *p, enum plan_list sort, uint32_t number,
                                size_t k, struct view name, struct arena *a)
{
	bool newest = k == plan_list_pages(p, sort, number);
	struct view part = newest ? VIEW("") : arena_printf(a, "-%zu", k);
	if (sort == PLAN_NAME)
		return arena_printf(a, "%.*s%.*s.html", VIEW_ARG(name), VIEW_ARG(part));
	if (sort == PLAN_KIND)
		return arena_printf(a, "kinds/%s%.*s.html", kind_name((enum kind)number), VIEW_ARG(part));
	return arena_printf(a, "topics/%.*s%.*s.html", VIEW_ARG(p->archive->config->topics[number].id),
	                    VIEW_ARG(part));
}

struct view plan_list_url(const struct plan *p, enum plan_list sort, uint32_t number, size_t k,
                          struct arena *a)
{
	struct view name = sort == PLAN_NAME ? p->name_urls[number] : VIEW_NULL;
	return list_address(p, sort, number, k, name, a);
}

struct view plan_list_path(const struct plan *p, enum plan_list sort, uint32_t number, size_t k,
                           struct arena *a)
{
	struct view name = sort == PLAN_NAME ? p->name_paths[number] : VIEW_NULL;
	return list_address(p, sort, number, k, name, a);
}

struct view plan_topic_feed_url(const struct plan *p, uint32_t topic, struct arena *a)
{
	return arena_printf(a, "topics/%.*s.xml", VIEW_ARG(p->archive->config->topics[topic].id));
}

/* ── all paths ── */

struct walk {
	const struct plan *plan;
	plan_see *see;
	void *context;
	bool mapping;       /* without what search engines are to leave alone */
	struct arena arena; /* of one path */
};

/* A file, and its compressed forms if there may be some. */
static void see(struct walk *w, struct view path, const char *owner)
{
	w->see(w->context, path, owner);
	unsigned forms = w->mapping ? 0 : w->plan->archive->config->compress;
	forms = forms && compress_suits(path) ? forms : 0;
	for (unsigned i = 0; forms >> i; i++) {
		if (forms >> i & 1)
			w->see(w->context,
			       arena_printf(&w->arena, "%.*s%s", VIEW_ARG(path), compress_endings[i]), owner);
	}
	arena_reset(&w->arena);
}

static void see_pages(struct walk *w, size_t first, size_t count)
{
	const struct archive *a = w->plan->archive;
	for (size_t i = first; i < first + count; i++) {
		const struct archive_page *p = &a->pages.items[i];
		see(w, plan_page_path(w->plan, (uint32_t)i, &w->arena), p->path);
		for (uint32_t k = 0; !a->config->together && k < p->article_count; k++)
			if (!w->mapping || !a->articles.items[p->first_article + k].withdrawn)
				see(w, plan_article_path(w->plan, p->first_article + k, &w->arena), p->path);
	}
}

static void see_year(struct walk *w, const struct archive_span *year)
{
	const struct archive *a = w->plan->archive;
	see(w, plan_year_url(year->date.year, &w->arena), NULL);
	int month = 0;
	for (uint32_t i = year->first_issue; i < year->first_issue + year->issue_count; i++) {
		struct date d = a->issues.items[i].date;
		if (d.month != month)
			see(w, plan_month_url(d, &w->arena), NULL);
		month = d.month;
		see(w, plan_issue_url(d, &w->arena), NULL);
	}
	see_pages(w, year->first_page, year->page_count);
}

static void see_list(struct walk *w, enum plan_list sort)
{
	const struct archive_lists *lists = lists_of(w->plan, sort);
	const char *owner = sort == PLAN_TOPIC ? w->plan->archive->config->path : NULL;
	for (uint32_t i = 0; i < lists->count; i++) {
		size_t count;
		archive_list(lists, i, &count);
		if (count == 0 && sort != PLAN_TOPIC)
			continue;
		for (size_t k = plan_list_pages(w->plan, sort, i); k > 0; k--)
			see(w, plan_list_path(w->plan, sort, i, k, &w->arena), owner);
	}
}

/* The pages for readers that belong to no year. */
static void see_others(struct walk *w)
{
	static const char *const fixed[] = { "index.html",         "topics/index.html",
		                                 "authors/index.html", "kinds/index.html",
		                                 "coverage.html",      PLAN_STROKES_PATH };
	const struct archive *a = w->plan->archive;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		see(w, view_of(fixed[i]), NULL);
	if (a->config->search)
		see(w, VIEW("search.html"), NULL);
	for (size_t i = 0; i < w->plan->documents->len; i++)
		see(w, w->plan->documents->items[i].path, w->plan->documents->items[i].file);
	see_list(w, PLAN_TOPIC);
	see_list(w, PLAN_NAME);
	see_list(w, PLAN_KIND);
	for (size_t i = 0; i < ARCHIVE_DAYS; i++) {
		size_t count;
		archive_list(&a->by_day, i, &count);
		if (count > 0)
			see(w, plan_on_url(i, &w->arena), NULL);
	}
	if (a->undated_pages > 0)
		see(w, VIEW("undated/index.html"), NULL);
	see_pages(w, 0, a->undated_pages);
}

static void see_export(struct walk *w, int year)
{
	see(w, plan_export_path(year, "jsonl", &w->arena), NULL);
	see(w, plan_export_path(year, "csv", &w->arena), NULL);
}

/* What is no page for readers: feeds, data, maps, and what is copied. */
static void see_files(struct walk *w)
{
	static const char *const fixed[] = { "404.html",          "feed.xml",        "robots.txt",
		                                 "_headers",          "_redirects",      ".nojekyll",
		                                 "data/articles.csv", "datapackage.json" };
	const struct plan *p = w->plan;
	const struct archive *a = p->archive;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		see(w, view_of(fixed[i]), NULL);
	for (size_t i = 0; i < a->years.len; i++)
		see_export(w, a->years.items[i].date.year);
	if (a->undated_pages > 0)
		see_export(w, 0);
	for (uint32_t i = 0; i < a->config->topic_count; i++)
		see(w, plan_topic_feed_url(p, i, &w->arena), a->config->path);
	for (size_t i = 0; i < p->assets->files.len; i++)
		see(w, view_of(p->assets->files.items[i].name), p->assets->files.items[i].path);
	for (size_t i = 0; i < p->redirects.len; i++)
		w->see(w->context, p->redirects.items[i].path, p->redirects.items[i].owner);
	if (a->config->base_url.len == 0)
		return;
	see(w, VIEW("sitemap.xml"), NULL);
	if (a->config->search)
		see(w, VIEW("opensearch.xml"), NULL);
	for (size_t i = 0; i <= a->years.len; i++) {
		size_t parts = plan_sitemap_parts(p, i);
		for (size_t k = 1; k <= parts; k++)
			see(w, plan_sitemap_path(p, i, k, &w->arena), NULL);
	}
}

void plan_each_in_sitemap(const struct plan *p, size_t group, plan_see *to_see, void *context)
{
	struct walk w = { .plan = p, .see = to_see, .context = context, .mapping = true };
	if (group < p->archive->years.len)
		see_year(&w, &p->archive->years.items[group]);
	else
		see_others(&w);
	arena_free(&w.arena);
}

static void count_path(void *context, struct view path, const char *owner)
{
	(void)path;
	(void)owner;
	++*(size_t *)context;
}

/* As see_year() sees them. */
static size_t count_year(const struct archive *a, const struct archive_span *year)
{
	size_t months = 0;
	for (size_t i = 0; i < a->months.len; i++)
		months += a->months.items[i].date.year == year->date.year;
	size_t articles = a->config->together ? 0 : year->standing_count;
	return 1 + months + year->issue_count + year->page_count + articles;
}

size_t plan_sitemap_parts(const struct plan *p, size_t group)
{
	size_t urls = 0;
	if (group < p->archive->years.len)
		urls = count_year(p->archive, &p->archive->years.items[group]);
	else
		plan_each_in_sitemap(p, group, count_path, &urls);
	return (urls + PLAN_SITEMAP_URLS - 1) / PLAN_SITEMAP_URLS;
}

struct view plan_sitemap_path(const struct plan *p, size_t group, size_t part, struct arena *a)
{
	struct view name = VIEW("site");
	if (group < p->archive->years.len)
		name = arena_printf(a, "%04d", p->archive->years.items[group].date.year);
	if (part == 1)
		return arena_printf(a, "sitemap-%.*s.xml", VIEW_ARG(name));
	return arena_printf(a, "sitemap-%.*s-%zu.xml", VIEW_ARG(name), part);
}

struct view plan_export_path(int year, const char *format, struct arena *a)
{
	return year ? arena_printf(a, "data/%04d.%s", year, format)
	            : arena_printf(a, "data/undated.%s", format);
}

void plan_each(const struct plan *p, plan_see *to_see, void *context)
{
	struct walk w = { .plan = p, .see = to_see, .context = context };
	for (size_t i = 0; i < p->archive->years.len; i++)
		see_year(&w, &p->archive->years.items[i]);
	see_others(&w);
	see_files(&w);
	if (p->archive->config->review)
		review_each(p, to_see, context);
	arena_free(&w.arena);
}

/* ── making the plan ── */

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

/* Names that differ only in case or composition get ~2, ~3, … in their order. */
static void address_names(struct plan *p)
{
	size_t count = p->archive->names.len;
	struct map taken = { 0 };
	struct buf b = { 0 }, folded = { 0 };
	p->name_paths = mem_array(count, sizeof(*p->name_paths));
	p->name_urls = mem_array(count, sizeof(*p->name_urls));
	for (size_t i = 0; i < count; i++) {
		buf_truncate(&b, 0);
		buf_truncate(&folded, 0);
		buf_puts(&b, "authors/");
		path_put_name(&b, p->archive->names.items[i].text);
		path_put_folded(&folded, buf_view(&b));
		uint64_t times = ++map_put(&taken, buf_view(&folded), NULL)->number;
		if (times > 1)
			buf_printf(&b, "~~%llu", (unsigned long long)times);
		p->name_paths[i] = arena_view(&p->arena, buf_view(&b));
		p->name_urls[i] = encoded(p->name_paths[i], &p->arena);
	}
	buf_free(&b);
	buf_free(&folded);
	map_free(&taken);
}

static void claim_path(void *context, struct view path, const char *owner)
{
	path_registry_take(context, path, owner);
}

static void trace_path(void *context, struct view path, const char *owner)
{
	path_registry_trace(context, path, owner);
}

bool plan_make(const struct archive *a, const struct document_list *documents,
               const struct scan *assets, struct plan *out, struct report *r)
{
	*out = (struct plan){ .archive = a, .documents = documents, .assets = assets };
	address_pages(out);
	address_names(out);
	struct path_registry c = { .exact = &out->paths };
	plan_each(out, claim_path, &c);
	bool ok = redirects_plan(out, &c, r);
	if (c.found > 0) {
		plan_each(out, trace_path, &c);
		path_registry_tell(&c, r);
	}
	ok = ok && c.found == 0;
	path_registry_free(&c);
	return ok;
}

bool plan_has(const struct plan *p, struct view path)
{
	return hashset_has(&p->paths, hashset_hash(path));
}

void plan_free(struct plan *p)
{
	free(p->page_paths);
	free(p->page_urls);
	free(p->name_paths);
	free(p->name_urls);
	array_free(&p->redirects);
	hashset_free(&p->paths);
	arena_free(&p->arena);
	*p = (struct plan){ 0 };
}
