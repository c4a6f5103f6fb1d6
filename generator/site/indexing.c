#include "site/indexing.h"

#include <stdlib.h>

#include "base/mem.h"

static uint64_t size_of(const struct archive *a, uint32_t first, uint32_t count)
{
	uint64_t size = 0;
	for (uint32_t i = first; i < first + count; i++)
		size += a->articles.items[i].length;
	return size;
}

/* One run for each undated page and each issue, as their jobs are. */
static size_t list_runs(const struct archive *a, struct search_run **out)
{
	size_t count = a->undated_pages + a->issues.len;
	struct search_run *runs = mem_array(count, sizeof(*runs));
	for (size_t i = 0; i < a->undated_pages; i++) {
		const struct archive_page *p = &a->pages.items[i];
		runs[i].size = size_of(a, p->first_article, p->article_count);
	}
	for (size_t i = 0; i < a->issues.len; i++) {
		const struct archive_span *issue = &a->issues.items[i];
		runs[a->undated_pages + i] = (struct search_run){
			issue->date, size_of(a, issue->first_article, issue->article_count)
		};
	}
	*out = runs;
	return count;
}

static bool put(void *context, struct view path, struct view content)
{
	struct indexing *x = context;
	enum file_result result = writer_put_late(&x->site->writer, path, content, x->report);
	x->written += result == FILE_WRITTEN;
	x->same += result == FILE_SAME;
	return result != FILE_FAILED;
}

bool indexing_begin(struct indexing *x, struct site *s, struct report *r)
{
	*x = (struct indexing){ .site = s, .report = r };
	if (!s->config->search)
		return true;
	x->options.zeros = s->config->zeros;
	x->options.run_count = list_runs(s->archive, &x->runs);
	x->options.runs = x->runs;
	x->options.put = put;
	x->options.context = x;
	x->search = search_open(&x->options, r);
	return x->search != NULL;
}

void indexing_page(const struct indexing *x, uint32_t page, const struct archive_sheet *sheet,
                   struct search_batch **batch)
{
	if (!x->search)
		return;
	if (!*batch)
		*batch = search_batch_new(x->search);
	const struct archive *a = x->site->archive;
	const struct archive_page *p = &a->pages.items[page];
	struct arena arena = { 0 };
	for (uint32_t i = 0; i < p->article_count; i++) {
		const struct archive_article *known = &a->articles.items[p->first_article + i];
		if (known->withdrawn)
			continue;
		struct search_article article = {
			.url = plan_article_url(&x->site->plan, p->first_article + i, &arena),
			.page = p->number,
			.article = &sheet->page.articles[i],
			.topics = known->topics,
			.topic_count = known->topic_count,
		};
		search_batch_add(*batch, &article);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

bool indexing_take(struct indexing *x, struct search_batch *batch)
{
	if (!x->search)
		return true;
	if (!batch) {
		batch = search_batch_new(x->search);
		search_batch_seal(batch);
	}
	return search_take(x->search, batch);
}

bool indexing_end(struct indexing *x)
{
	return !x->search || search_finish(x->search);
}

void indexing_free(struct indexing *x)
{
	search_close(x->search);
	free(x->runs);
	*x = (struct indexing){ 0 };
}
