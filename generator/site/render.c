#include "site/render.h"

#include <stdlib.h>

#include "base/interrupt.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/serialize.h"
#include "site/export.h"
#include "site/fingerprint.h"
#include "site/indexing.h"
#include "site/issue_job.h"
#include "site/make.h"
#include "site/placeholder.h"
#include "site/precompressed.h"

/* A job makes one page, or some that are made of the same texts. */
enum job_sort {
	JOB_ASSET,
	JOB_ISSUE,        /* its pages and articles, too */
	JOB_UNDATED_PAGE, /* with its articles */
	JOB_TOPIC_LIST,
	JOB_NAME_LIST,
	JOB_KIND_LIST,
	JOB_ON,
	JOB_MONTH,
	JOB_YEAR,
	JOB_TOPICS,
	JOB_AUTHORS,
	JOB_STROKES,
	JOB_KINDS,
	JOB_UNDATED,
	JOB_DOCUMENT,
	JOB_REDIRECT,
	JOB_NOTFOUND,
	JOB_SEARCH,
	JOB_OPENSEARCH,
	JOB_FEED,
	JOB_SITEMAP,
	JOB_SITEMAP_INDEX,
	JOB_ROBOTS,
	JOB_HOSTING,
	JOB_COVERAGE, /* needs the sizes of the export */
	JOB_HOME,
	JOB_REVIEW_LIST,
	JOB_REVIEW_PAGE,
	JOB_SORTS
};

struct job {
	enum job_sort sort;
	uint32_t number;
	uint32_t part;
};

struct outcome {
	struct report report;
	size_t written, same;
	struct export_part part;
	struct search_batch *batch; /* for the search index, or NULL */
	build_log_files made;
};

struct rendering {
	struct site *site;
	struct renderer *makers; /* one for each thread */
	ARRAY(struct job) jobs;
	struct build_log *made;
	struct fingerprints prints;
	bool rehearsal;
	struct export export;
	struct indexing indexing;
	struct render_count *count;
	void (*told)(void *context, size_t done, size_t all);
	void *told_context;
	struct report *report;
};

static void add(struct rendering *g, enum job_sort sort, size_t number, size_t part)
{
	*array_push(&g->jobs) = (struct job){ sort, (uint32_t)number, (uint32_t)part };
}

static void add_many(struct rendering *g, enum job_sort sort, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(g, sort, i, 0);
}

static void add_lists(struct rendering *g, enum job_sort job, enum plan_list sort,
                      const struct archive_lists *lists)
{
	for (size_t i = 0; i < lists->count; i++) {
		size_t count;
		archive_list(lists, i, &count);
		if (count == 0 && sort != PLAN_TOPIC)
			continue;
		size_t pages = plan_list_pages(&g->site->plan, sort, (uint32_t)i);
		for (size_t k = 1; k <= pages; k++)
			add(g, job, i, k);
	}
}

/* What pages lead to that is no page. */
static void add_linked(struct rendering *g)
{
	const struct config *c = g->site->config;
	add_many(g, JOB_ASSET, g->site->assets.files.len);
	add_many(g, JOB_OPENSEARCH, c->base_url.len > 0 && c->search);
}

static void add_feeds(struct rendering *g)
{
	add_many(g, JOB_FEED, g->site->config->topic_count);
	add(g, JOB_FEED, MAKE_FEED_ALL, 0);
}

static void add_pages(struct rendering *g)
{
	const struct archive *a = g->site->archive;
	add_many(g, JOB_UNDATED_PAGE, a->undated_pages);
	add_many(g, JOB_ISSUE, a->issues.len);
}

static void add_indexes(struct rendering *g)
{
	const struct archive *a = g->site->archive;
	add_lists(g, JOB_TOPIC_LIST, PLAN_TOPIC, &a->by_topic);
	add_lists(g, JOB_NAME_LIST, PLAN_NAME, &a->by_name);
	add_lists(g, JOB_KIND_LIST, PLAN_KIND, &a->by_kind);
	for (size_t i = 0; i < ARCHIVE_DAYS; i++) {
		size_t count;
		archive_list(&a->by_day, i, &count);
		if (count > 0)
			add(g, JOB_ON, i, 0);
	}
	add_many(g, JOB_MONTH, a->months.len);
	add_many(g, JOB_YEAR, a->years.len);
	add_many(g, JOB_TOPICS, 1);
	add_many(g, JOB_AUTHORS, 1);
	add_many(g, JOB_STROKES, 1);
	add_many(g, JOB_KINDS, 1);
	add_many(g, JOB_UNDATED, a->undated_pages > 0);
	add_many(g, JOB_DOCUMENT, g->site->documents.len);
	add_many(g, JOB_REDIRECT, g->site->plan.redirects.len);
	add_many(g, JOB_NOTFOUND, 1);
	add_many(g, JOB_SEARCH, a->config->search);
	bool mapped = a->config->base_url.len > 0;
	add_many(g, JOB_SITEMAP, mapped ? a->years.len + 1 : 0);
	add_many(g, JOB_SITEMAP_INDEX, mapped);
	add_many(g, JOB_ROBOTS, 1);
	add_many(g, JOB_HOSTING, 1);
	add_many(g, JOB_COVERAGE, 1);
	add_many(g, JOB_HOME, 1);
	for (size_t k = 1; a->config->review && k <= review_parts(a); k++)
		add(g, JOB_REVIEW_LIST, 0, k);
	add_many(g, JOB_REVIEW_PAGE, g->site->review.count);
}

static void make_sheets(struct rendering *g, struct renderer *m, struct job job,
                        struct outcome *out)
{
	const struct archive *a = m->site->archive;
	/* Feeds want the newest again and again; from here on each is wanted once. */
	renderer_forget_sheets(m);
	struct issue_job sheets = { g->rehearsal ? NULL : &g->prints, &g->export, &g->indexing };
	struct issue_job_run run = { .first = job.number, .count = 1, .number = job.number };
	if (job.sort == JOB_ISSUE) {
		const struct archive_span *issue = &a->issues.items[job.number];
		run = (struct issue_job_run){ issue->first_page, issue->page_count, true, job.number,
			                          a->undated_pages + job.number };
	}
	issue_job_make(&sheets, m, &run, &out->part, &out->batch);
}

/* A job's one file and what it is made of; print is 0 where that is not known. */
struct single {
	struct view path;
	uint64_t print;
};

static struct single list_of(const struct rendering *g, struct job job, struct arena *a)
{
	enum plan_list sort = job.sort == JOB_TOPIC_LIST  ? PLAN_TOPIC
	                      : job.sort == JOB_NAME_LIST ? PLAN_NAME
	                                                  : PLAN_KIND;
	return (struct single){ plan_list_path(&g->site->plan, sort, job.number, job.part, a),
		                    fingerprint_list(&g->prints, sort, job.number, job.part) };
}

static struct single index_of(const struct rendering *g, struct job job, struct arena *a)
{
	const struct fingerprints *p = &g->prints;
	const struct archive *archive = g->site->archive;
	uint32_t n = job.number;
	switch (job.sort) {
	case JOB_ON: return (struct single){ plan_on_url(n, a), fingerprint_on(p, n) };
	case JOB_MONTH:
		return (struct single){ plan_month_url(archive->months.items[n].date, a),
			                    fingerprint_month(p, n) };
	case JOB_YEAR:
		return (struct single){ plan_year_url(archive->years.items[n].date.year, a),
			                    fingerprint_year(p, n) };
	case JOB_TOPICS: return (struct single){ VIEW("topics/index.html"), fingerprint_topics(p) };
	case JOB_AUTHORS: return (struct single){ VIEW("authors/index.html"), fingerprint_authors(p) };
	case JOB_STROKES: return (struct single){ VIEW(PLAN_STROKES_PATH), fingerprint_authors(p) };
	case JOB_KINDS: return (struct single){ VIEW("kinds/index.html"), fingerprint_kinds(p) };
	case JOB_UNDATED: return (struct single){ VIEW("undated/index.html"), fingerprint_undated(p) };
	case JOB_FEED:
		return (struct single){ n == MAKE_FEED_ALL ? VIEW("feed.xml")
			                                       : plan_topic_feed_url(&g->site->plan, n, a),
			                    fingerprint_feed(p, n) };
	default: return (struct single){ VIEW_NULL, 0 };
	}
}

/* Whether the job's one file need not be made. */
static bool stands(const struct rendering *g, struct renderer *m, struct job job)
{
	struct arena a = { 0 };
	bool list =
		job.sort == JOB_TOPIC_LIST || job.sort == JOB_NAME_LIST || job.sort == JOB_KIND_LIST;
	struct single file = list ? list_of(g, job, &a) : index_of(g, job, &a);
	bool known = file.print && renderer_stands(m, file.path, file.print);
	arena_free(&a);
	return known;
}

/* Of a sitemap group all files stand or all are made. */
static bool sitemap_stands(const struct rendering *g, struct renderer *m, size_t group)
{
	uint64_t print = fingerprint_sitemap(&g->prints, group);
	size_t parts = plan_sitemap_parts(&g->site->plan, group);
	struct arena a = { 0 };
	bool all = true;
	for (size_t k = 1; k <= parts; k++)
		all = renderer_stands(m, plan_sitemap_path(&g->site->plan, group, k, &a), print) && all;
	arena_free(&a);
	if (!all) {
		m->made.len = m->same = 0;
		m->next = (struct build_log_file){ .print = print };
	}
	return all;
}

static void do_job(struct rendering *g, struct renderer *m, struct job job, struct outcome *out)
{
	uint32_t n = job.number;
	if (!g->rehearsal && (job.sort == JOB_SITEMAP ? sitemap_stands(g, m, n) : stands(g, m, job)))
		return;
	switch (job.sort) {
	case JOB_ASSET: make_asset(m, n); break;
	case JOB_ISSUE:
	case JOB_UNDATED_PAGE: make_sheets(g, m, job, out); break;
	case JOB_TOPIC_LIST: make_list(m, PLAN_TOPIC, n, job.part); break;
	case JOB_NAME_LIST: make_list(m, PLAN_NAME, n, job.part); break;
	case JOB_KIND_LIST: make_list(m, PLAN_KIND, n, job.part); break;
	case JOB_ON: make_on(m, n); break;
	case JOB_MONTH: make_month(m, n); break;
	case JOB_YEAR: make_year(m, n); break;
	case JOB_TOPICS: make_topics(m); break;
	case JOB_AUTHORS: make_authors(m); break;
	case JOB_STROKES: make_authors_by_strokes(m); break;
	case JOB_KINDS: make_kinds(m); break;
	case JOB_UNDATED: make_undated(m); break;
	case JOB_DOCUMENT: make_document(m, n); break;
	case JOB_REDIRECT: make_redirect(m, n); break;
	case JOB_NOTFOUND: make_notfound(m); break;
	case JOB_SEARCH: make_search(m); break;
	case JOB_OPENSEARCH: make_opensearch(m); break;
	case JOB_FEED: make_feed(m, n); break;
	case JOB_SITEMAP: make_sitemap(m, n); break;
	case JOB_SITEMAP_INDEX: make_sitemap_index(m); break;
	case JOB_ROBOTS: make_robots(m); break;
	case JOB_HOSTING: make_hosting(m); break;
	case JOB_COVERAGE: make_coverage(m, &g->export); break;
	case JOB_HOME: make_home(m); break;
	case JOB_REVIEW_LIST: make_review_list(m, job.part); break;
	case JOB_REVIEW_PAGE: make_review_page(m, n); break;
	case JOB_SORTS: break;
	}
}

static void *work(void *context, size_t thread, size_t number)
{
	struct rendering *g = context;
	struct renderer *m = &g->makers[thread];
	struct outcome *out = mem_alloc(sizeof(*out));
	m->written = m->same = 0;
	m->next = (struct build_log_file){ 0 };
	do_job(g, m, g->jobs.items[number], out);
	out->written = m->written;
	out->same = m->same;
	report_append(&out->report, &m->report);
	for (size_t i = 0; i < m->made.len; i++)
		*array_push(&out->made) = m->made.items[i];
	m->made.len = 0;
	return out;
}

static void drop(void *context, void *result)
{
	(void)context;
	struct outcome *out = result;
	report_free(&out->report);
	export_part_free(&out->part);
	search_batch_free(out->batch);
	array_free(&out->made);
	free(out);
}

static bool take(void *context, size_t number, void *result)
{
	struct rendering *g = context;
	struct outcome *out = result;
	struct job job = g->jobs.items[number];
	report_append(g->report, &out->report);
	g->count->written += out->written;
	g->count->same += out->same;
	if (!g->rehearsal)
		build_log_add(g->made, &out->made);
	if (job.sort == JOB_ISSUE || job.sort == JOB_UNDATED_PAGE) {
		bool dated = job.sort == JOB_ISSUE;
		const struct archive_span *issue = &g->site->archive->issues.items[job.number];
		export_put(&g->export, dated ? issue->date.year : 0, dated ? issue->first_page : job.number,
		           &out->part, g->report);
		if (g->report->errors == 0)
			indexing_take(&g->indexing, out->batch);
		else
			search_batch_free(out->batch);
		out->batch = NULL;
	}
	drop(g, out);
	if (g->told)
		g->told(g->told_context, number + 1, g->jobs.len);
	return g->report->errors == 0 && (g->rehearsal || !interrupt_seen());
}

static bool open_makers(struct rendering *g, size_t threads)
{
	g->makers = mem_array(threads, sizeof(*g->makers));
	bool ok = true;
	for (size_t i = 0; i < threads; i++) {
		ok = renderer_open(&g->makers[i], g->site, g->report) && ok;
		g->makers[i].known = g->made;
	}
	return ok;
}

static void close_rendering(struct rendering *g, size_t threads)
{
	for (size_t i = 0; i < threads; i++)
		renderer_close(&g->makers[i]);
	free(g->makers);
	array_free(&g->jobs);
	export_free(&g->export);
	indexing_free(&g->indexing);
	fingerprint_free(&g->prints);
}

/* Does the jobs that were added, and forgets them. */
static bool run(struct rendering *g, size_t threads)
{
	struct pool_jobs jobs = { g->jobs.len, g, work, take, drop };
	bool ok = pool_run(threads, &jobs);
	g->jobs.len = 0;
	return ok;
}

/* Nobody can follow links in a site that is not in its place yet. */
static bool put_foreruns(struct rendering *g, void (*put)(struct renderer *m))
{
	struct renderer *m = &g->makers[0];
	if (!g->site->writer.staging)
		put(m);
	report_append(g->report, &m->report);
	return g->report->errors == 0;
}

/* Leaves the first job of each sort that is not among those tried, and adds it to them. */
static void keep_untried(struct rendering *g, uint64_t *tried)
{
	size_t kept = 0;
	for (size_t i = 0; i < g->jobs.len; i++) {
		struct job job = g->jobs.items[i];
		uint64_t bit = (uint64_t)1 << job.sort;
		if (!(*tried & bit))
			g->jobs.items[kept++] = job;
		*tried |= bit;
	}
	g->jobs.len = kept;
}

bool render_rehearse(struct site *s, struct build_log *made, struct report *r)
{
	struct render_count count = { 0 };
	struct serialized note = { .left = build_log_noted(made, CONTAINER_REHEARSED, 0) };
	uint64_t tried = serialize_number(&note);
	struct rendering g = { .site = s, .report = r, .count = &count, .rehearsal = true };
	s->writer.rehearsal = true;
	bool ok = open_makers(&g, 1);
	export_begin(&g.export, s, NULL, NULL, r);
	add_linked(&g);
	add_feeds(&g);
	add_pages(&g);
	add_indexes(&g);
	keep_untried(&g, &tried);
	ok = ok && run(&g, 1);
	struct buf now = { 0 };
	serialize_put_number(&now, tried);
	build_log_note(made, CONTAINER_REHEARSED, 0, buf_view(&now));
	buf_free(&now);
	close_rendering(&g, 1);
	s->writer.rehearsal = false;
	return ok;
}

/* Finds which articles could be related to others than the last build noted. */
static void begin_relook(struct site *s, const struct rendering *g)
{
	s->relook = related_change_new(s->related, g->prints.rows, g->made);
}

bool render_site(struct site *s, const struct render_order *order, struct render_count *out,
                 struct report *r)
{
	*out = (struct render_count){ 0 };
	struct rendering g = { .site = s,
		                   .report = r,
		                   .count = out,
		                   .made = order->made,
		                   .told = order->told,
		                   .told_context = order->context };
	size_t threads = order->threads;
	bool ok = open_makers(&g, threads) && writer_begin(&s->writer, &s->plan, r);
	if (ok) {
		fingerprint_make(&g.prints, &s->plan, order->world);
		begin_relook(s, &g);
		export_begin(&g.export, s, &g.prints, order->made, r);
		add_linked(&g);
		ok = run(&g, threads) && put_foreruns(&g, placeholder_put);
	}
	if (ok) {
		add_feeds(&g);
		add_pages(&g);
		ok = indexing_begin(&g.indexing, s, threads, &g.prints, order->made, r) && run(&g, threads);
	}
	if (ok) {
		export_end(&g.export, r);
		indexing_end(&g.indexing);
		add_indexes(&g);
		ok = r->errors == 0 && run(&g, threads);
	}
	struct precompressed_count companions = { 0 };
	ok = ok && precompressed_make(s, order->made, threads, &companions, r);
	ok = ok && put_foreruns(&g, placeholder_put_gone) &&
	     writer_end(&s->writer, &s->plan, &out->removed, r);
	out->written += g.export.written + g.indexing.written + companions.written;
	out->same += g.export.same + g.indexing.same + companions.same;
	out->removed += companions.removed;
	close_rendering(&g, threads);
	return ok;
}
