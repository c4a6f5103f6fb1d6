#include "site/issue_job.h"

#include <stdlib.h>

#include "archive/related_change.h"
#include "base/hash.h"
#include "base/mem.h"
#include "site/make.h"
#include "site/pages/manifest.h"
#include "site/pages/pages.h"

/* A printed page and what has to be made of it. */
struct wanted {
	bool records; /* for the export */
	bool page;
	bool *articles; /* of each */
	bool read;      /* its text is needed */
	struct segmented_page text;
};

struct job {
	const struct issue_job *order;
	const struct issue_job_run *run;
	struct renderer *renderer;
	struct wanted *pages;
	bool issue;    /* its page has to be made, */
	bool manifest; /* and what tells programs of its pictures */
	bool indexed;  /* its articles have to be */
};

/* What would be found to be related to so many articles from first on. */
static uint64_t find_related(const struct site *s, uint32_t first, uint32_t count)
{
	uint64_t found = 0;
	for (uint32_t i = first; i < first + count; i++) {
		struct related_hit hits[RELATED_MOST];
		size_t hit_count =
			related_find(s->related, i, s->archive->articles.items[i].lead_text, hits);
		found = hash_number(found, related_found(s->related, hits, hit_count));
	}
	return found;
}

/* Whether others than before could be. *near gets what is noted of that. */
static bool are_related_wanted_anew(const struct site *s, uint32_t first, uint32_t count,
                                    uint64_t before, uint64_t *near)
{
	bool wanted = false;
	*near = 0;
	for (uint32_t i = first; i < first + count; i++) {
		*near = hash_number(*near, related_change_near(s->related_change, i));
		wanted = wanted || related_change_wanted(s->related_change, i,
		                                         s->archive->articles.items[i].lead_text);
	}
	return wanted || *near != before;
}

static const struct build_log_file *known_file(struct renderer *m, struct page_ref page)
{
	struct arena names = { 0 };
	const struct build_log_file *f = renderer_known(m, plan_path(&m->site->plan, page, &names));
	arena_free(&names);
	return f;
}

/* As renderer_stands(), but related articles are looked for where they could be others. */
static bool stands_with_related(const struct job *j, struct page_ref page, uint32_t first,
                                uint32_t count)
{
	struct renderer *m = j->renderer;
	const struct archive *a = m->site->archive;
	const struct build_log_file *f = known_file(m, page);
	bool kept = count == 0 || a->pages.items[a->articles.items[first].page].kept;
	if (!f || !kept || f->fingerprint != make_fingerprint(j->order->fingerprints, page))
		return false;
	struct build_log_file now = *f;
	if (are_related_wanted_anew(m->site, first, count, f->near, &now.near) &&
	    find_related(m->site, first, count) != f->found)
		return false;
	*array_push(&m->made) = now;
	m->same++;
	return true;
}

static void look_at_page(struct job *j, uint32_t i)
{
	const struct site *s = j->renderer->site;
	uint32_t number = j->run->first + i;
	const struct archive_page *p = &s->archive->pages.items[number];
	struct wanted *w = &j->pages[i];
	bool together = s->config->together;
	w->page = !stands_with_related(j, (struct page_ref){ &page_printed_page, number, 0 },
	                               p->first_article, together ? p->article_count : 0);
	w->records = export_wants(j->order->export, number);
	w->read = w->page || w->records || j->indexed || j->issue || j->manifest;
	w->articles = mem_array(p->article_count, sizeof(*w->articles));
	for (uint32_t k = 0; !together && k < p->article_count; k++) {
		uint32_t article = p->first_article + k;
		w->articles[k] =
			!stands_with_related(j, (struct page_ref){ &page_article, article, 0 }, article, 1);
		w->read = w->read || w->articles[k];
	}
}

static void want_all(struct job *j, uint32_t i)
{
	const struct archive_page *p = &j->renderer->site->archive->pages.items[j->run->first + i];
	struct wanted *w = &j->pages[i];
	w->articles = mem_array(p->article_count, sizeof(*w->articles));
	w->page = w->records = w->read = true;
	for (uint32_t k = 0; !j->renderer->site->config->together && k < p->article_count; k++)
		w->articles[k] = true;
}

/* Of a period of this process whose pages another one makes. */
static void want_indexed(struct job *j)
{
	for (uint32_t i = 0; i < j->run->count; i++) {
		const struct archive_page *p = &j->renderer->site->archive->pages.items[j->run->first + i];
		j->pages[i].articles = mem_array(p->article_count, sizeof(bool));
		j->pages[i].read = j->indexed;
	}
}

/* Whether a file of the whole issue has to be made. */
static bool is_wanted(const struct job *j, const struct page_kind *kind)
{
	const struct issue_job_run *run = j->run;
	const struct fingerprints *fingerprints = j->order->fingerprints;
	struct page_ref page = { kind, run->issue, 0 };
	if (!run->dated || !fingerprints)
		return run->dated;
	struct arena names = { 0 };
	struct view path = plan_path(&j->renderer->site->plan, page, &names);
	bool stands = renderer_stands(j->renderer, path, make_fingerprint(fingerprints, page));
	arena_free(&names);
	return !stands;
}

/* Whether the articles have to be read for the index; *batch gets what was kept of them. */
static bool is_indexed(const struct job *j, struct search_batch **batch)
{
	if (!indexing_wants(j->order->indexing, j->run->number))
		return false;
	*batch = indexing_kept(j->order->indexing, j->run->number);
	return !*batch;
}

static void look(struct job *j, struct search_batch **batch)
{
	const struct issue_job_run *run = j->run;
	j->indexed = is_indexed(j, batch);
	if (run->only_indexed) {
		want_indexed(j);
		return;
	}
	j->issue = is_wanted(j, &page_issue);
	j->manifest = run->dated && manifest_is_there(&j->renderer->site->plan, run->issue) &&
	              is_wanted(j, &page_manifest);
	for (uint32_t i = 0; i < run->count; i++) {
		if (j->order->fingerprints)
			look_at_page(j, i);
		else
			want_all(j, i);
	}
}

static void make_page_of(struct job *j, uint32_t i, struct export_part *part,
                         struct search_batch **batch)
{
	struct renderer *m = j->renderer;
	struct wanted *w = &j->pages[i];
	const struct fingerprints *fingerprints = j->order->fingerprints;
	uint32_t number = j->run->first + i;
	const struct archive_page *p = &m->site->archive->pages.items[number];
	for (uint32_t k = 0; k < p->article_count; k++) {
		struct page_ref article = { &page_article, p->first_article + k, 0 };
		if (w->articles[k])
			make_page_of_texts(m, fingerprints, article, &w->text);
	}
	if (w->page)
		make_page_of_texts(m, fingerprints, (struct page_ref){ &page_printed_page, number, 0 },
		                   &w->text);
	if (w->records)
		export_page(m->site, number, &w->text, part);
	else
		export_skip(part);
	if (j->indexed)
		indexing_page(j->order->indexing, number, &w->text, batch);
}

static void make_issue_of(struct job *j, const struct page_kind *kind)
{
	struct segmented_page *texts = mem_array(j->run->count, sizeof(*texts));
	for (uint32_t i = 0; i < j->run->count; i++)
		texts[i] = j->pages[i].text;
	make_page_of_texts(j->renderer, j->order->fingerprints,
	                   (struct page_ref){ kind, j->run->issue, 0 }, texts);
	free(texts);
}

void issue_job_make(const struct issue_job *s, struct renderer *m, const struct issue_job_run *run,
                    struct export_part *part, struct search_batch **batch)
{
	struct job j = { .order = s, .run = run, .renderer = m };
	bool ok = true;
	j.pages = mem_array(run->count, sizeof(*j.pages));
	look(&j, batch);
	for (uint32_t i = 0; ok && i < run->count; i++) {
		if (j.pages[i].read)
			ok = archive_read(m->site->archive, run->first + i, &j.pages[i].text, &m->report);
	}
	for (uint32_t i = 0; ok && i < run->count && m->report.errors == 0; i++)
		make_page_of(&j, i, part, batch);
	if (ok && j.issue && m->report.errors == 0)
		make_issue_of(&j, &page_issue);
	if (ok && j.manifest && m->report.errors == 0)
		make_issue_of(&j, &page_manifest);
	if (ok && j.indexed && *batch && m->report.errors == 0)
		indexing_seal(s->indexing, run->number, *batch);
	for (uint32_t i = 0; i < run->count; i++) {
		segmented_page_free(&j.pages[i].text);
		free(j.pages[i].articles);
	}
	free(j.pages);
}
