#include "archive/archive.h"

#include <stdlib.h>

#include "archive/source.h"
#include "base/bisect.h"
#include "base/hash.h"
#include "segment/segment.h"
#include "text/text_pack.h"

struct scan_rules archive_scan_rules(const struct config *c)
{
	return (struct scan_rules){
		.wanted = input_reads,
		.spares = true,
		.except = { c->output, c->templates, c->static_folder, c->state },
	};
}

void archive_segment(const struct archive *a, const struct source *s, struct text *t,
                     struct label_cache *label_cache, struct segmented_page *out, struct report *r)
{
	const struct corrections_page *said =
		corrections_of(a->corrections, view_of(s->files[t->file]->below));
	*out = (struct segmented_page){ .text = *t };
	*t = (struct text){ 0 };
	out->wanted = corrections_of_part(said, &out->text, &out->text.arena);
	correct_lines(out->wanted, &out->text, &out->text.arena, &out->corrected);
	struct segment_options plain = { .weights = a->weights, .label_cache = label_cache };
	if (out->wanted)
		correct_page(&out->text, a->weights, a->corrections, out->wanted, label_cache, &out->page,
		             &out->corrected, r);
	else
		segment_page_with(&out->text, &plain, &out->page);
}

/* A page whose text was kept: its source is not read again. */
static bool unpack(const struct archive *a, const struct archive_page *p,
                   struct segmented_page *out)
{
	const struct source *s = &a->gathered.sources.items[p->source];
	struct label_cache label_cache = { .known = p->label_cache };
	struct report ignored = { 0 };
	struct text t;
	bool ok = text_unpack(p->packed, &t) && t.file < s->count;
	if (ok) {
		source_name_page(a, s, &t);
		archive_segment(a, s, &t, &label_cache, out, &ignored);
	} else {
		text_free(&t);
	}
	report_free(&ignored);
	return ok && out->page.article_count == p->article_count;
}

/* The same page as when it was read first; what is to be told was told then. */
static bool read_again(const struct archive *a, const struct archive_page *p,
                       const struct source_bytes *bytes, struct segmented_page *out)
{
	const struct source *s = &a->gathered.sources.items[p->source];
	struct label_cache label_cache = { .known = p->label_cache };
	struct report ignored = { 0 };
	struct input_pages pages = { 0 };
	bool same = hash128_eq(source_content(bytes, a->seed), p->content) &&
	            source_pages(a, s, bytes, &pages, &ignored) && p->place < pages.len;
	if (same)
		archive_segment(a, s, &pages.items[p->place], &label_cache, out, &ignored);
	input_pages_free(&pages);
	report_free(&ignored);
	return same && out->page.article_count == p->article_count;
}

bool archive_read(const struct archive *a, uint32_t number, struct segmented_page *out,
                  struct report *r)
{
	const struct archive_page *p = &a->pages.items[number];
	struct source_bytes bytes = { 0 };
	*out = (struct segmented_page){ 0 };
	/* That it cannot be read any more, for want of memory or of open files, is no change. */
	bool loaded = p->packed.data || source_load(&a->gathered.sources.items[p->source], &bytes, r);
	bool same = loaded && (p->packed.data ? unpack(a, p, out) : read_again(a, p, &bytes, out));
	source_bytes_free(&bytes);
	/* What the pages around it told. */
	if (date_known(p->date) && !date_known(out->page.published))
		out->page.published_by = DATE_TEXT;
	out->page.published = p->date;
	out->page.number = p->number;
	if (loaded && !same) {
		report_error(r, p->path, 0, 0, "was changed while the site was built: build it again");
		segmented_page_free(out);
	}
	return same;
}

void segmented_page_free(struct segmented_page *s)
{
	text_free(&s->text);
	page_free(&s->page);
	*s = (struct segmented_page){ 0 };
}

size_t archive_steady_pages(const struct archive *a)
{
	const struct archive_page *p = a->pages.items;
	size_t pages = a->pages.len, articles = 0;
	while (pages > 0 && p[pages - 1].date.year == p[a->pages.len - 1].date.year &&
	       p[pages - 1].date.month == p[a->pages.len - 1].date.month)
		articles += p[--pages].article_count;
	return articles * 2 > a->articles.len ? a->pages.len : pages;
}

const struct corrections_section *archive_section(const struct archive *a, uint32_t article)
{
	const struct archive_page *p = &a->pages.items[a->articles.items[article].page];
	for (uint32_t i = p->first_fix; i < p->first_fix + p->fix_count; i++)
		if (a->fixes.items[i].article == article - p->first_article)
			return a->fixes.items[i].section;
	return NULL;
}

const uint32_t *archive_list(const struct archive_lists *l, size_t i, size_t *count)
{
	*count = l->from[i + 1] - l->from[i];
	return *count > 0 ? l->items + l->from[i] : NULL;
}

size_t archive_day_of_year(struct date d)
{
	/* 2000 was a leap year. */
	struct date day = { 2000, d.month, d.day }, first = { 2000, 1, 1 };
	return (size_t)(date_to_days(day) - date_to_days(first));
}

struct sought {
	const struct archive_span *spans;
	struct date first;
};

static bool is_earlier(const void *sought, size_t i)
{
	const struct sought *s = sought;
	return date_cmp(s->spans[i].date, s->first) < 0;
}

const struct archive_span *archive_span_find(const struct archive_span *spans, size_t count,
                                             struct date first)
{
	struct sought sought = { spans, first };
	size_t at = bisect(count, is_earlier, &sought);
	return at < count && date_cmp(spans[at].date, first) == 0 ? &spans[at] : NULL;
}

const struct archive_span *archive_issue_on(const struct archive *a, struct date d)
{
	return archive_span_find(a->issues.items, a->issues.len, d);
}

static void free_lists(struct archive_lists *l)
{
	free(l->from);
	free(l->items);
}

void archive_forget_jumps(struct archive *a)
{
	for (size_t i = 0; i < a->jumps.len; i++)
		free(a->jumps.items[i].pairs);
	array_free(&a->jumps);
}

void archive_forget_sketches(struct archive *a)
{
	array_free(&a->sketches);
	arena_free(&a->sketched);
}

void archive_free(struct archive *a)
{
	gather_free(&a->gathered);
	scan_free(&a->scan);
	array_free(&a->pages);
	array_free(&a->articles);
	array_free(&a->credits);
	array_free(&a->fixes);
	array_free(&a->olds);
	archive_forget_jumps(a);
	array_free(&a->names);
	array_free(&a->issues);
	array_free(&a->months);
	array_free(&a->years);
	array_free(&a->places);
	map_free(&a->place_numbers);
	free_lists(&a->by_topic);
	free_lists(&a->by_place);
	free_lists(&a->by_name);
	free_lists(&a->by_kind);
	free_lists(&a->by_day);
	free_lists(&a->reprints);
	archive_forget_sketches(a);
	topics_free(a->topics);
	array_free(&a->hits);
	array_free(&a->hits_from);
	arena_free(&a->arena);
	*a = (struct archive){ 0 };
}
