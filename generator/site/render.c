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
#include "site/pages/pages.h"
#include "site/placeholder.h"
#include "site/precompressed.h"

/* A job makes one page, or those that are made of the texts of one issue. */
struct job {
	size_t row;           /* of the page's kind in the table of kinds */
	struct page_ref page; /* or, of the texts, the issue or the undated printed page */
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
	struct renderer *renderers; /* one for each thread */
	ARRAY(struct job) jobs;
	struct build_log *made;
	struct fingerprints fingerprints;
	bool rehearsal;
	const struct part *part; /* NULL: all */
	const char *batches;     /* see struct render_order */
	struct export export;
	struct indexing indexing;
	struct render_count *count;
	void (*told)(void *context, size_t done, size_t all);
	void *told_context;
	struct report *report;
};

struct adding {
	struct rendering *rendering;
	enum page_stage stage;
	size_t seen; /* pages of the stage */
};

static void add(struct rendering *g, struct page_ref page)
{
	size_t row = 0;
	while (page_kinds[row] != page.kind)
		row++;
	*array_push(&g->jobs) = (struct job){ row, page };
}

/* Every build makes it, whether or not it stands. */
static bool is_made_anew(const struct page_kind *kind)
{
	return kind->leads_anywhere || (kind->put && !kind->fingerprint);
}

/* What the last step makes in any case is none of a part. */
static void add_if_of_stage(void *context, struct page_ref page)
{
	struct adding *a = context;
	const struct part *part = a->rendering->part;
	if (page.kind->stage != a->stage)
		return;
	if (!part || (part_has(part, a->seen++) && !is_made_anew(page.kind)))
		add(a->rendering, page);
}

static void add_stage(struct rendering *g, enum page_stage stage)
{
	struct adding a = { g, stage, 0 };
	struct page_walk w = { .plan = &g->site->plan, .see = add_if_of_stage, .context = &a };
	plan_walk(&w);
}

static struct issue_job_run run_of(const struct rendering *g, struct page_ref page)
{
	const struct archive *a = g->site->archive;
	struct issue_job_run run = { .first = page.number, .count = 1, .number = page.number };
	if (page.kind == &page_issue) {
		const struct archive_span *issue = &a->issues.items[page.number];
		run = (struct issue_job_run){ issue->first_page,
			                          issue->page_count,
			                          true,
			                          page.number,
			                          a->undated_pages + page.number,
			                          false };
	}
	run.only_indexed = g->part && !part_has_at(g->part, run.first, a->pages.len);
	return run;
}

static void add_run(struct rendering *g, struct page_ref page)
{
	struct issue_job_run run = run_of(g, page);
	if (!run.only_indexed || indexing_has(&g->indexing, run.number))
		add(g, page);
}

/* In the order of the archive: the export and the search index take their texts so. */
static void add_texts(struct rendering *g)
{
	const struct archive *a = g->site->archive;
	for (uint32_t i = 0; i < a->undated_pages; i++)
		add_run(g, (struct page_ref){ &page_printed_page, i, 0 });
	for (uint32_t i = 0; i < a->issues.len; i++)
		add_run(g, (struct page_ref){ &page_issue, i, 0 });
}

static void make_texts(struct rendering *g, struct renderer *m, struct page_ref page,
                       struct outcome *out)
{
	/* Feeds want the newest again and again; from here on each is wanted once. */
	renderer_forget_texts(m);
	struct issue_job order = { g->rehearsal ? NULL : &g->fingerprints, &g->export, &g->indexing };
	struct issue_job_run run = run_of(g, page);
	issue_job_make(&order, m, &run, &out->part, &out->batch);
}

static void do_job(struct rendering *g, struct renderer *m, struct page_ref page,
                   struct outcome *out)
{
	if (page.kind->stage == PAGE_OF_TEXTS)
		make_texts(g, m, page, out);
	else
		make_page(m, g->rehearsal ? NULL : &g->fingerprints, page);
}

static void *work(void *context, size_t thread, size_t number)
{
	struct rendering *g = context;
	struct renderer *m = &g->renderers[thread];
	struct outcome *out = mem_alloc(sizeof(*out));
	m->written = m->same = 0;
	m->next = (struct build_log_file){ 0 };
	do_job(g, m, g->jobs.items[number].page, out);
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

static void take_texts(struct rendering *g, struct page_ref page, struct outcome *out)
{
	const struct archive *a = g->site->archive;
	struct issue_job_run run = run_of(g, page);
	int year = run.dated ? a->issues.items[run.issue].date.year : 0;
	if (!run.only_indexed)
		export_put(&g->export, year, run.first, &out->part, g->report);
	if (g->report->errors == 0)
		indexing_take(&g->indexing, run.number, out->batch);
	else
		search_batch_free(out->batch);
	out->batch = NULL;
}

static bool take(void *context, size_t number, void *result)
{
	struct rendering *g = context;
	struct outcome *out = result;
	struct page_ref page = g->jobs.items[number].page;
	report_append(g->report, &out->report);
	g->count->written += out->written;
	g->count->same += out->same;
	if (!g->rehearsal)
		build_log_add(g->made, &out->made);
	if (page.kind->stage == PAGE_OF_TEXTS)
		take_texts(g, page, out);
	drop(g, out);
	if (g->told)
		g->told(g->told_context, number + 1, g->jobs.len);
	return g->report->errors == 0 && (g->rehearsal || !interrupt_seen());
}

static bool open_renderers(struct rendering *g, size_t threads)
{
	g->renderers = mem_array(threads, sizeof(*g->renderers));
	bool ok = true;
	for (size_t i = 0; i < threads; i++) {
		ok = renderer_open(&g->renderers[i], g->site, g->report) && ok;
		g->renderers[i].known = g->made;
		g->renderers[i].export = &g->export;
	}
	return ok;
}

static void close_rendering(struct rendering *g, size_t threads)
{
	for (size_t i = 0; i < threads; i++)
		renderer_close(&g->renderers[i]);
	free(g->renderers);
	array_free(&g->jobs);
	export_free(&g->export);
	indexing_free(&g->indexing);
	fingerprint_free(&g->fingerprints);
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
static bool put_placeholders(struct rendering *g, void (*put)(struct renderer *m))
{
	struct renderer *m = &g->renderers[0];
	if (!g->site->writer.staging)
		put(m);
	report_append(g->report, &m->report);
	return g->report->errors == 0;
}

/* Leaves the first job of each kind of page that is not among those tried, and adds it to them. */
static void keep_untried(struct rendering *g, uint64_t *tried)
{
	size_t kept = 0;
	for (size_t i = 0; i < g->jobs.len; i++) {
		struct job job = g->jobs.items[i];
		uint64_t bit = (uint64_t)1 << job.row;
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
	bool ok = open_renderers(&g, 1);
	export_begin(&g.export, s, NULL, NULL, r);
	add_stage(&g, PAGE_LINKED_TO);
	add_stage(&g, PAGE_FEED);
	add_texts(&g);
	add_stage(&g, PAGE_LIST);
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
static void begin_related_change(struct site *s, const struct rendering *g)
{
	s->related_change = related_change_new(s->related, g->fingerprints.rows, g->made);
}

static struct rendering rendering_of(struct site *s, const struct render_order *order,
                                     struct render_count *count, struct report *r)
{
	*count = (struct render_count){ 0 };
	return (struct rendering){ .site = s,
		                       .report = r,
		                       .count = count,
		                       .made = order->made,
		                       .batches = order->batches,
		                       .told = order->told,
		                       .told_context = order->context };
}

/* What pages lead to that is no page itself, and then what stands for pages that are not there yet. */
static bool put_linked_to(struct rendering *g, size_t threads)
{
	add_stage(g, PAGE_LINKED_TO);
	return run(g, threads) && put_placeholders(g, placeholder_put);
}

static bool put_texts(struct rendering *g, size_t threads)
{
	if (!indexing_begin(&g->indexing, g->site, threads, &g->fingerprints, g->batches, g->part,
	                    g->made, g->report))
		return false;
	add_stage(g, PAGE_FEED);
	add_texts(g);
	bool ok = run(g, threads);
	if (ok) {
		export_end(&g->export, g->report);
		indexing_end(&g->indexing);
	}
	return ok && g->report->errors == 0;
}

static bool put_compressed(struct rendering *g, size_t threads)
{
	struct precompressed_count companions = { 0 };
	bool ok = precompressed_make(g->site, g->made, g->part, threads, &companions, g->report);
	g->count->written += companions.written;
	g->count->same += companions.same;
	g->count->removed += companions.removed;
	return ok;
}

/* All that is known before the first page is made. */
static void prepare(struct rendering *g, const struct render_order *order)
{
	fingerprint_make(&g->fingerprints, &g->site->plan, order->world);
	begin_related_change(g->site, g);
	export_begin(&g->export, g->site, &g->fingerprints, order->made, g->report);
	for (size_t i = 0; i < order->step_count; i++)
		export_take(&g->export, &order->steps[i]);
	if (g->part)
		export_put_apart(&g->export);
}

static void end(struct rendering *g, size_t threads)
{
	g->count->written += g->export.written + g->indexing.written;
	g->count->same += g->export.same + g->indexing.same;
	close_rendering(g, threads);
}

bool render_site(struct site *s, const struct render_order *order, struct render_count *out,
                 struct report *r)
{
	struct rendering g = rendering_of(s, order, out, r);
	size_t threads = order->threads, removed = 0;
	bool ok = open_renderers(&g, threads) && writer_begin(&s->writer, &s->plan, r);
	if (ok)
		prepare(&g, order);
	ok = ok && put_linked_to(&g, threads) && put_texts(&g, threads);
	if (ok) {
		add_stage(&g, PAGE_LIST);
		ok = run(&g, threads) && put_compressed(&g, threads) &&
		     put_placeholders(&g, placeholder_put_gone) &&
		     writer_end(&s->writer, &s->plan, &removed, r);
	}
	out->removed += removed;
	end(&g, threads);
	return ok;
}

bool render_begin(struct site *s, const struct render_order *order, struct render_count *out,
                  struct report *r)
{
	struct rendering g = rendering_of(s, order, out, r);
	bool ok = open_renderers(&g, order->threads) && writer_begin(&s->writer, &s->plan, r);
	if (ok)
		fingerprint_make(&g.fingerprints, &s->plan, order->world);
	ok = ok && put_linked_to(&g, order->threads);
	end(&g, order->threads);
	return ok;
}

bool render_part(struct site *s, const struct render_order *order, const struct part *part,
                 struct render_count *out, struct report *r)
{
	struct rendering g = rendering_of(s, order, out, r);
	size_t threads = order->threads;
	g.part = part;
	bool ok = open_renderers(&g, threads) && writer_begin(&s->writer, &s->plan, r);
	if (ok)
		prepare(&g, order);
	ok = ok && put_texts(&g, threads);
	if (ok) {
		add_stage(&g, PAGE_LIST);
		ok = run(&g, threads) && put_compressed(&g, threads);
	}
	end(&g, threads);
	return ok;
}
