/*
 * How fast one core cuts pages into articles, nothing else around it.
 *
 *	bench_segment [-r ROUNDS] FILE...
 *
 * Goes over the files ROUNDS times (20) and tells the fastest round's
 * processor time, which other work on the machine disturbs least.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/file.h"
#include "page/page.h"
#include "segment/segment.h"

typedef ARRAY(struct buf) sources;

struct round {
	double reading, segmenting; /* seconds */
	size_t articles;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct round run(const sources *all, struct report *r)
{
	struct round round = { 0 };
	for (size_t i = 0; i < all->len; i++) {
		struct text text;
		struct page page;
		double begin = now();
		text_decode(buf_view(&all->items[i]), "page.txt", NULL, &text, r);
		double read = now();
		segment_page(&text, NULL, &page);
		round.reading += read - begin;
		round.segmenting += now() - read;
		round.articles += page.article_count;
		page_free(&page);
		text_free(&text);
	}
	return round;
}

static void tell(const char *what, size_t bytes, double seconds)
{
	printf("%-12s %8.2f ms  %7.1f MB/s\n", what, seconds * 1e3, (double)bytes / seconds / 1e6);
}

int main(int argc, char **argv)
{
	sources all = { 0 };
	struct report r = { 0 };
	struct round best = { 1e9, 1e9, 0 };
	size_t bytes = 0;
	int rounds = 20, c;
	while ((c = getopt(argc, argv, "r:")) != -1)
		rounds = c == 'r' ? atoi(optarg) : 0;
	for (int i = optind; i < argc; i++) {
		if (!file_read(argv[i], array_push(&all), &r)) {
			report_print(&r, stderr);
			return 1;
		}
		bytes += array_last(&all)->len;
	}
	if (rounds < 1 || bytes == 0) {
		fprintf(stderr, "Usage: bench_segment [-r ROUNDS] FILE...\n");
		return 2;
	}
	for (int i = 0; i < rounds; i++) {
		struct round round = run(&all, &r);
		if (round.reading + round.segmenting < best.reading + best.segmenting)
			best = round;
	}
	printf("%zu pages, %zu bytes, %zu articles\n", all.len, bytes, best.articles);
	tell("read", bytes, best.reading);
	tell("segment", bytes, best.segmenting);
	tell("both", bytes, best.reading + best.segmenting);
	for (size_t i = 0; i < all.len; i++)
		buf_free(&all.items[i]);
	array_free(&all);
	report_free(&r);
	return 0;
}
