/*
 * The index of very many articles, without a site around it: the articles of
 * some pages over and over, day after day, each time with other words.
 *
 *	bench_many PAGES OUT ARTICLES
 *
 * Writes OUT/search/ and tells what it took.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "archive/scan.h"
#include "base/arena.h"
#include "base/file.h"
#include "search/search.h"
#include "text/text.h"
#include "text/utf8.h"

#define CHANGED 4 /* of 100 Han characters */

struct day {
	size_t first, count; /* pages */
};

struct bench {
	ARRAY(struct page)       pages;
	ARRAY(struct day)        days;
	ARRAY(struct search_run) runs;
	ARRAY(unsigned)          han;   /* characters to draw from */
	uint64_t       random;
	const char    *out;
	uint64_t       bytes, files;
	struct report  report;
};

static unsigned pick(struct bench *b, unsigned n)
{
	b->random = b->random * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((b->random >> 33) % n);
}

static bool is_han(unsigned code)
{
	return code >= 0x4E00 && code <= 0x9FFF;
}

static struct view vary(struct bench *b, struct view text, struct arena *a)
{
	struct buf made = { 0 };
	for (size_t at = 0; at < text.len;) {
		unsigned code = utf8_next(text, &at);
		if (is_han(code) && pick(b, 100) < CHANGED)
			code = b->han.items[pick(b, (unsigned)b->han.len)];
		buf_put_code(&made, code);
	}
	struct view v = text.data ? arena_view(a, buf_view(&made)) : VIEW_NULL;
	buf_free(&made);
	return v;
}

static void read_pages(struct bench *b, const char *folder)
{
	struct scan_rules rules = { .ending = ".txt", .below = true };
	struct scan scan = { 0 };
	scan_folder(folder, &rules, &scan, &b->report);
	for (size_t i = 0; i < scan.files.len; i++) {
		struct text text;
		if (!text_read(scan.files.items[i].path, scan.files.items[i].name, NULL, &text, &b->report))
			continue;
		struct page *p = array_push(&b->pages);
		page_segment(&text, NULL, p);
		text_free(&text);
		if (b->days.len == 0 || date_cmp(p[-1].published, p->published) != 0)
			array_push(&b->days)->first = b->pages.len - 1;
		array_last(&b->days)->count++;
		for (size_t k = 0; k < p->article_count; k++) {
			for (size_t at = 0; at < p->articles[k].headline.len;) {
				unsigned code = utf8_next(p->articles[k].headline, &at);
				if (is_han(code))
					*array_push(&b->han) = code;
			}
		}
	}
	scan_free(&scan);
}

static size_t plan_runs(struct bench *b, size_t wanted)
{
	struct date first = { 1950, 1, 1 };
	size_t articles = 0;
	while (articles < wanted) {
		const struct day *d = &b->days.items[b->runs.len % b->days.len];
		struct search_run *run = array_push(&b->runs);
		run->date = date_from_days(date_to_days(first) + (long)b->runs.len - 1);
		for (size_t i = d->first; i < d->first + d->count; i++) {
			const struct page *p = &b->pages.items[i];
			articles += p->article_count;
			for (size_t k = 0; k < p->article_count; k++) {
				for (size_t t = 0; t < p->articles[k].body_count; t++)
					run->size += p->articles[k].body[t].text.len / 3;
			}
		}
	}
	return articles;
}

static void add_varied(struct bench *b, struct search_batch *batch, const struct article *from,
                       struct view url)
{
	struct arena arena = { 0 };
	struct article a = *from;
	a.headline = vary(b, a.headline, &arena);
	a.body = arena_array(&arena, a.body_count, sizeof(*a.body));
	for (size_t i = 0; i < a.body_count; i++)
		a.body[i] = (struct body_item){ from->body[i].type, vary(b, from->body[i].text, &arena) };
	struct search_article x = { .url = url, .page = VIEW("01"), .article = &a };
	search_batch_add(batch, &x);
	arena_free(&arena);
}

static bool put(void *context, struct view path, struct view content)
{
	struct bench *b = context;
	struct buf full = { 0 };
	buf_printf(&full, "%s/%.*s", b->out, VIEW_ARG(path));
	bool ok = file_write(full.data, content, &b->report) != FILE_FAILED;
	b->bytes += content.len;
	b->files++;
	buf_free(&full);
	return ok;
}

static bool index_all(struct bench *b)
{
	struct search_options options = { .runs = b->runs.items, .run_count = b->runs.len,
	                                  .put = put, .context = b };
	struct search *s = search_open(&options, &b->report);
	bool ok = s != NULL;
	for (size_t r = 0; ok && r < b->runs.len; r++) {
		const struct day *d = &b->days.items[r % b->days.len];
		struct search_batch *batch = search_batch_new(s);
		struct date date = b->runs.items[r].date;
		for (size_t i = d->first; i < d->first + d->count; i++) {
			const struct page *p = &b->pages.items[i];
			for (size_t k = 0; k < p->article_count; k++) {
				char url[64];
				snprintf(url, sizeof(url), "%04d/%02d/%02d/%02zu-%u.html", date.year, date.month, date.day,
				         i - d->first + 1, article_first_line(&p->articles[k]));
				add_varied(b, batch, &p->articles[k], view_of(url));
			}
		}
		search_batch_seal(batch);
		ok = search_take(s, batch);
	}
	ok = ok && search_finish(s);
	search_close(s);
	return ok;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	struct bench b = { .random = 7 };
	if (argc != 4) {
		fprintf(stderr, "usage: %s PAGES OUT ARTICLES\n", argv[0]);
		return 2;
	}
	b.out = argv[2];
	read_pages(&b, argv[1]);
	if (b.pages.len == 0)
		return 1;
	size_t articles = plan_runs(&b, (size_t)strtoul(argv[3], NULL, 10));
	bool ok = index_all(&b);
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	printf("%zu articles: %.1f MB in %llu files, %.1f + %.1f s of one processor, at most %ld MB\n",
	       articles, (double)b.bytes / 1e6, (unsigned long long)b.files, seconds(used.ru_utime),
	       seconds(used.ru_stime), used.ru_maxrss / 1024);
	report_print(&b.report, stderr);
	for (size_t i = 0; i < b.pages.len; i++)
		page_free(&b.pages.items[i]);
	array_free(&b.pages);
	array_free(&b.days);
	array_free(&b.runs);
	array_free(&b.han);
	report_free(&b.report);
	return ok ? 0 : 1;
}
