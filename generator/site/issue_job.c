#include "site/issue_job.h"

#include <stdlib.h>

#include "archive/related_change.h"
#include "base/hash.h"
#include "base/mem.h"
#include "site/make.h"

/* A printed page and what has to be made of it. */
struct wanted {
	bool records; /* for the export */
	bool indexed;
	bool page;
	bool *articles; /* of each */
	bool text;      /* its text is needed */
	struct segmented_page sheet;
};

struct job {
	const struct issue_job *sheets;
	const struct issue_job_run *run;
	struct renderer *maker;
	struct wanted *pages;
	bool issue; /* its page has to be made */
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
static bool is_relook_wanted(const struct site *s, uint32_t first, uint32_t count, uint64_t before,
                             uint64_t *near)
{
	bool wanted = false;
	*near = 0;
	for (uint32_t i = first; i < first + count; i++) {
		*near = hash_number(*near, related_change_near(s->relook, i));
		wanted =
			wanted || related_change_wanted(s->relook, i, s->archive->articles.items[i].lead_text);
	}
	return wanted || *near != before;
}

/* As renderer_stands(), but related articles are looked for where they could be others. */
static bool stands_with_related(const struct job *j, struct view path, uint64_t print,
                                uint32_t first, uint32_t count)
{
	struct renderer *m = j->maker;
	const struct archive *a = m->site->archive;
	const struct build_log_file *f = renderer_known(m, path);
	bool kept = count == 0 || a->pages.items[a->articles.items[first].page].kept;
	if (!f || !kept || f->print != print)
		return false;
	struct build_log_file now = *f;
	if (is_relook_wanted(m->site, first, count, f->near, &now.near) &&
	    find_related(m->site, first, count) != f->found)
		return false;
	*array_push(&m->made) = now;
	m->same++;
	return true;
}

static void look_at_page(struct job *j, uint32_t i)
{
	const struct site *s = j->maker->site;
	uint32_t number = j->run->first + i;
	const struct archive_page *p = &s->archive->pages.items[number];
	struct wanted *w = &j->pages[i];
	struct arena names = { 0 };
	struct view path = plan_page_path(&s->plan, number, &names);
	bool together = s->config->together;
	w->page = !stands_with_related(j, path, fingerprint_page(j->sheets->prints, number),
	                               p->first_article, together ? p->article_count : 0);
	w->records = export_wants(j->sheets->export, number);
	w->indexed = indexing_wants(j->sheets->indexing, j->run->number);
	w->text = w->page || w->records || w->indexed || j->issue;
	w->articles = mem_array(p->article_count, sizeof(*w->articles));
	for (uint32_t k = 0; !together && k < p->article_count; k++) {
		uint32_t article = p->first_article + k;
		path = plan_article_path(&s->plan, article, &names);
		w->articles[k] = !stands_with_related(
			j, path, fingerprint_article(j->sheets->prints, article), article, 1);
		w->text = w->text || w->articles[k];
		arena_reset(&names);
	}
	arena_free(&names);
}

static void want_all(struct job *j, uint32_t i)
{
	const struct archive_page *p = &j->maker->site->archive->pages.items[j->run->first + i];
	struct wanted *w = &j->pages[i];
	w->articles = mem_array(p->article_count, sizeof(*w->articles));
	w->page = w->records = w->text = true;
	for (uint32_t k = 0; !j->maker->site->config->together && k < p->article_count; k++)
		w->articles[k] = true;
}

static void look(struct job *j)
{
	const struct issue_job_run *run = j->run;
	const struct fingerprints *prints = j->sheets->prints;
	struct arena names = { 0 };
	j->issue = run->dated;
	if (prints && run->dated) {
		struct date d = j->maker->site->archive->issues.items[run->issue].date;
		j->issue = !renderer_stands(j->maker, plan_issue_url(d, &names),
		                            fingerprint_issue(prints, run->issue));
	}
	for (uint32_t i = 0; i < run->count; i++) {
		if (prints)
			look_at_page(j, i);
		else
			want_all(j, i);
	}
	arena_free(&names);
}

static void make_page_of(struct job *j, uint32_t i, struct export_part *part,
                         struct search_batch **batch)
{
	struct renderer *m = j->maker;
	struct wanted *w = &j->pages[i];
	const struct fingerprints *prints = j->sheets->prints;
	uint32_t number = j->run->first + i;
	const struct archive_page *p = &m->site->archive->pages.items[number];
	for (uint32_t k = 0; k < p->article_count; k++) {
		if (!w->articles[k])
			continue;
		uint32_t article = p->first_article + k;
		m->next =
			(struct build_log_file){ .print = prints ? fingerprint_article(prints, article) : 0 };
		make_article(m, article, &w->sheet);
	}
	if (w->page) {
		m->next = (struct build_log_file){ .print = prints ? fingerprint_page(prints, number) : 0 };
		make_page(m, number, &w->sheet);
	}
	if (w->records)
		export_page(m->site, number, &w->sheet, part);
	else
		export_skip(part);
	if (w->indexed)
		indexing_page(j->sheets->indexing, number, &w->sheet, batch);
}

static void make_issue_of(struct job *j)
{
	struct segmented_page *sheets = mem_array(j->run->count, sizeof(*sheets));
	const struct fingerprints *prints = j->sheets->prints;
	for (uint32_t i = 0; i < j->run->count; i++)
		sheets[i] = j->pages[i].sheet;
	j->maker->next =
		(struct build_log_file){ .print = prints ? fingerprint_issue(prints, j->run->issue) : 0 };
	make_issue(j->maker, j->run->issue, sheets);
	free(sheets);
}

void issue_job_make(const struct issue_job *s, struct renderer *m, const struct issue_job_run *run,
                    struct export_part *part, struct search_batch **batch)
{
	struct job j = { s, run, m, mem_array(run->count, sizeof(struct wanted)), false };
	bool ok = true;
	look(&j);
	for (uint32_t i = 0; ok && i < run->count; i++) {
		if (j.pages[i].text)
			ok = archive_read(m->site->archive, run->first + i, &j.pages[i].sheet, &m->report);
	}
	for (uint32_t i = 0; ok && i < run->count && m->report.errors == 0; i++)
		make_page_of(&j, i, part, batch);
	if (ok && j.issue && m->report.errors == 0)
		make_issue_of(&j);
	if (*batch)
		search_batch_seal(*batch);
	for (uint32_t i = 0; i < run->count; i++) {
		segmented_page_free(&j.pages[i].sheet);
		free(j.pages[i].articles);
	}
	free(j.pages);
}
