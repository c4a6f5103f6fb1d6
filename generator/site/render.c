#include "site/render.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"
#include "site/export.h"
#include "site/indexing.h"
#include "site/make.h"

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
	JOB_COVERAGE,     /* needs the sizes of the export */
	JOB_HOME,
	JOB_REVIEW_LIST,
	JOB_REVIEW_PAGE,
	JOB_SORTS
};

struct job {
	enum job_sort sort;
	uint32_t      number;
	uint32_t      part;
};

struct outcome {
	struct report      report;
	size_t             written, same;
	struct export_part part;
	struct search_batch *batch; /* for the search index, or NULL */
};

struct rendering {
	struct site         *site;
	struct maker        *makers; /* one for each thread */
	ARRAY(struct job)    jobs;
	struct export        export;
	struct indexing      indexing;
	struct render_count *count;
	void               (*told)(void *context, size_t done, size_t all);
	void                *told_context;
	struct report       *report;
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

static void add_pages(struct rendering *g)
{
	const struct archive *a = g->site->archive;
	add_many(g, JOB_ASSET, g->site->assets.files.len);
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
	add_many(g, JOB_FEED, a->config->topic_count);
	add(g, JOB_FEED, MAKE_FEED_ALL, 0);
	bool mapped = a->config->base_url.len > 0;
	add_many(g, JOB_SITEMAP, mapped ? a->years.len + 1 : 0);
	add_many(g, JOB_SITEMAP_INDEX, mapped);
	add_many(g, JOB_OPENSEARCH, mapped && a->config->search);
	add_many(g, JOB_ROBOTS, 1);
	add_many(g, JOB_HOSTING, 1);
	add_many(g, JOB_COVERAGE, 1);
	add_many(g, JOB_HOME, 1);
	for (size_t k = 1; a->config->review && k <= review_parts(a); k++)
		add(g, JOB_REVIEW_LIST, 0, k);
	add_many(g, JOB_REVIEW_PAGE, g->site->review.count);
}

/* Makes count printed pages and their articles; the issue's page too if it has one. */
static void make_sheets(struct rendering *g, struct maker *m, uint32_t first, uint32_t count,
                        bool dated, uint32_t issue, struct outcome *out)
{
	const struct archive *a = m->site->archive;
	struct archive_sheet *sheets = mem_array(count, sizeof(*sheets));
	uint32_t read = 0;
	while (read < count && archive_read(a, first + read, &sheets[read], &m->report))
		read++;
	for (uint32_t i = 0; read == count && i < count && m->report.errors == 0; i++) {
		const struct archive_page *p = &a->pages.items[first + i];
		for (uint32_t k = 0; !m->site->config->together && k < p->article_count; k++)
			make_article(m, p->first_article + k, &sheets[i]);
		make_page(m, first + i, &sheets[i]);
		export_page(m->site, first + i, &sheets[i], &out->part);
		indexing_page(&g->indexing, first + i, &sheets[i], &out->batch);
	}
	if (dated && read == count && m->report.errors == 0)
		make_issue(m, issue, sheets);
	if (out->batch)
		search_batch_seal(out->batch);
	for (uint32_t i = 0; i < read; i++)
		archive_sheet_free(&sheets[i]);
	free(sheets);
}

static void do_job(struct rendering *g, struct maker *m, struct job job, struct outcome *out)
{
	const struct archive_span *issues = g->site->archive->issues.items;
	uint32_t n = job.number;
	switch (job.sort) {
	case JOB_ASSET:         make_asset(m, n); break;
	case JOB_ISSUE:
		make_sheets(g, m, issues[n].first_page, issues[n].page_count, true, n, out);
		break;
	case JOB_UNDATED_PAGE:  make_sheets(g, m, n, 1, false, 0, out); break;
	case JOB_TOPIC_LIST:    make_list(m, PLAN_TOPIC, n, job.part); break;
	case JOB_NAME_LIST:     make_list(m, PLAN_NAME, n, job.part); break;
	case JOB_KIND_LIST:     make_list(m, PLAN_KIND, n, job.part); break;
	case JOB_ON:            make_on(m, n); break;
	case JOB_MONTH:         make_month(m, n); break;
	case JOB_YEAR:          make_year(m, n); break;
	case JOB_TOPICS:        make_topics(m); break;
	case JOB_AUTHORS:       make_authors(m); break;
	case JOB_STROKES:       make_authors_by_strokes(m); break;
	case JOB_KINDS:         make_kinds(m); break;
	case JOB_UNDATED:       make_undated(m); break;
	case JOB_DOCUMENT:      make_document(m, n); break;
	case JOB_REDIRECT:      make_redirect(m, n); break;
	case JOB_NOTFOUND:      make_notfound(m); break;
	case JOB_SEARCH:        make_search(m); break;
	case JOB_OPENSEARCH:    make_opensearch(m); break;
	case JOB_FEED:          make_feed(m, n); break;
	case JOB_SITEMAP:       make_sitemap(m, n); break;
	case JOB_SITEMAP_INDEX: make_sitemap_index(m); break;
	case JOB_ROBOTS:        make_robots(m); break;
	case JOB_HOSTING:       make_hosting(m); break;
	case JOB_COVERAGE:      make_coverage(m, &g->export); break;
	case JOB_HOME:          make_home(m); break;
	case JOB_REVIEW_LIST:   make_review_list(m, job.part); break;
	case JOB_REVIEW_PAGE:   make_review_page(m, n); break;
	case JOB_SORTS:         break;
	}
}

static void *work(void *context, size_t thread, size_t number)
{
	struct rendering *g = context;
	struct maker *m = &g->makers[thread];
	struct outcome *out = mem_alloc(sizeof(*out));
	m->written = m->same = 0;
	do_job(g, m, g->jobs.items[number], out);
	out->written = m->written;
	out->same = m->same;
	report_append(&out->report, &m->report);
	return out;
}

static void drop(void *context, void *result)
{
	(void)context;
	struct outcome *out = result;
	report_free(&out->report);
	export_part_free(&out->part);
	search_batch_free(out->batch);
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
	if (job.sort == JOB_ISSUE || job.sort == JOB_UNDATED_PAGE) {
		bool dated = job.sort == JOB_ISSUE;
		int year = dated ? g->site->archive->issues.items[job.number].date.year : 0;
		export_put(&g->export, year, &out->part, g->report);
		if (g->report->errors == 0)
			indexing_take(&g->indexing, out->batch);
		else
			search_batch_free(out->batch);
		out->batch = NULL;
	}
	drop(g, out);
	if (g->told)
		g->told(g->told_context, number + 1, g->jobs.len);
	return g->report->errors == 0;
}

static bool open_makers(struct rendering *g, size_t threads)
{
	g->makers = mem_array(threads, sizeof(*g->makers));
	bool ok = true;
	for (size_t i = 0; i < threads; i++)
		ok = maker_open(&g->makers[i], g->site, g->report) && ok;
	return ok;
}

static void close_rendering(struct rendering *g, size_t threads)
{
	for (size_t i = 0; i < threads; i++)
		maker_close(&g->makers[i]);
	free(g->makers);
	array_free(&g->jobs);
	export_free(&g->export);
	indexing_free(&g->indexing);
}

/* Does the jobs that were added, and forgets them. */
static bool run(struct rendering *g, size_t threads)
{
	struct pool_jobs jobs = { g->jobs.len, g, work, take, drop };
	bool ok = pool_run(threads, &jobs);
	g->jobs.len = 0;
	return ok;
}

bool render_rehearse(struct site *s, struct report *r)
{
	struct render_count count = { 0 };
	struct rendering g = { .site = s, .report = r, .count = &count };
	bool seen[JOB_SORTS] = { false };
	s->writer.rehearsal = true;
	bool ok = open_makers(&g, 1);
	export_begin(&g.export, s, r);
	add_pages(&g);
	add_indexes(&g);
	size_t kept = 0;
	for (size_t i = 0; i < g.jobs.len; i++) {
		struct job job = g.jobs.items[i];
		if (!seen[job.sort])
			g.jobs.items[kept++] = job;
		seen[job.sort] = true;
	}
	g.jobs.len = kept;
	ok = ok && run(&g, 1);
	close_rendering(&g, 1);
	s->writer.rehearsal = false;
	return ok;
}

bool render_site(struct site *s, size_t threads,
                 void (*told)(void *context, size_t done, size_t all), void *context,
                 struct render_count *out, struct report *r)
{
	*out = (struct render_count){ 0 };
	struct rendering g = { .site = s, .report = r, .count = out, .told = told,
	                       .told_context = context };
	bool ok = open_makers(&g, threads) && writer_begin(&s->writer, &s->plan, r);
	if (ok) {
		export_begin(&g.export, s, r);
		add_pages(&g);
		ok = indexing_begin(&g.indexing, s, r) && run(&g, threads);
	}
	if (ok) {
		export_end(&g.export, r);
		indexing_end(&g.indexing);
		add_indexes(&g);
		ok = r->errors == 0 && run(&g, threads);
	}
	ok = ok && writer_end(&s->writer, &s->plan, &out->removed, r);
	out->written += g.export.written + g.indexing.written;
	out->same += g.export.same + g.indexing.same;
	close_rendering(&g, threads);
	return ok;
}
