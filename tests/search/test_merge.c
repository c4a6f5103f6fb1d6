#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/hash.h"
#include "page/page.h"
#include "scratch.h"
#include "search/search.h"

#define DAYS     40
#define ARTICLES 12
#define LENGTH   3000

static struct search_run runs[DAYS];

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* A text of few characters, some of them in every second place, others in few texts. */
static void make_text(struct buf *b, uint32_t *state)
{
	static const char *const rare[] = { "a", "z", "0", "é", "𠀀", "鹂", "夜", "莺", "@", "一" };
	buf_truncate(b, 0);
	for (int i = 0; i < LENGTH; i++) {
		uint32_t n = next_random(state);
		if (n % 3 == 0)
			buf_puts(b, "的");
		else if (n % 5 < 4)
			buf_printf(b, "%c", (char)('b' + n % 17));
		else
			buf_puts(b, rare[n / 64 % 10]);
	}
}

/* The sum of all files, whatever their order, and what is known of each. */
struct files {
	uint64_t sum;
	size_t count;
	size_t kept[DAYS]; /* of each period */
	size_t period;     /* in hand */
	ARRAY(struct file) all;
	struct buf notes[DAYS]; /* of periods */
	const struct files *earlier;
	size_t lost; /* so many of the earlier files do not stand: one of so many; 0: all do */
};

struct file {
	uint64_t path, sum;
};

static void add(struct files *f, uint64_t path, uint64_t sum)
{
	f->sum += sum;
	f->count++;
	*array_push(&f->all) = (struct file){ path, sum };
}

static bool put(void *context, struct view path, struct view content)
{
	add(context, hash_view(path), hash_number(hash_view(path), hash_view(content)));
	return true;
}

static const struct file *find_earlier(const struct files *f, struct view path)
{
	uint64_t hash = hash_view(path);
	for (size_t i = 0; i < f->earlier->all.len; i++) {
		if (f->earlier->all.items[i].path == hash)
			return &f->earlier->all.items[i];
	}
	return NULL;
}

static bool stands(void *context, struct view path)
{
	const struct files *f = context;
	return find_earlier(f, path) && (!f->lost || hash_view(path) % f->lost > 0);
}

static void keep(void *context, struct view path)
{
	struct files *f = context;
	const struct file *file = find_earlier(f, path);
	assert_non_null(file);
	add(f, file->path, file->sum);
	f->kept[f->period]++;
}

static struct view noted(void *context, size_t period)
{
	const struct files *f = context;
	return f->earlier ? buf_view(&f->earlier->notes[period]) : VIEW_NULL;
}

static void ended(void *context, size_t period, const struct search_line *line, struct view note)
{
	struct files *f = context;
	(void)line;
	buf_put(&f->notes[period], note);
	f->period = period + 1;
}

static void free_files(struct files *f)
{
	array_free(&f->all);
	for (size_t i = 0; i < DAYS; i++)
		buf_free(&f->notes[i]);
}

/* What the third article of a day is changed by. */
static const char *changed;

static struct search_batch *make_day(struct search *s, uint32_t *state, bool is_changed)
{
	struct search_batch *b = search_batch_new(s);
	struct buf text = { 0 };
	for (int i = 0; i < ARTICLES; i++) {
		if (i % 4 == 0)
			search_batch_page(b);
		make_text(&text, state);
		if (is_changed && i == 2)
			buf_puts(&text, changed);
		struct body_item body = { .text = buf_view(&text) };
		struct article a = {
			.headline = VIEW("headline"), .headline_printed = true, .body = &body, .body_count = 1
		};
		struct search_article x = { .url = VIEW("a.html"),
			                        .place = (uint32_t)i % 4,
			                        .article = &a };
		search_batch_add(b, &x);
	}
	search_batch_seal(b);
	buf_free(&text);
	return b;
}

static void index_into(struct files *files, const char *scratch, size_t held, size_t threads)
{
	struct search_options options = { .put = put,
		                              .context = files,
		                              .ended = ended,
		                              .noted = noted,
		                              .stands = stands,
		                              .keep = keep,
		                              .seed = 1949,
		                              .runs = runs,
		                              .run_count = DAYS,
		                              .scratch = scratch,
		                              .held = held,
		                              .threads = threads };
	struct report r = { 0 };
	struct search *s = search_open(&options, &r);
	assert_non_null(s);
	uint32_t state = 7;
	for (size_t i = 0; i < DAYS; i++)
		assert_true(search_take(s, make_day(s, &state, i == 3 && changed)));
	assert_true(search_finish(s));
	search_close(s);
	assert_int_equal(r.errors, 0);
	report_free(&r);
}

static struct files index_all(const char *scratch, size_t held, size_t threads)
{
	struct files files = { 0 };
	index_into(&files, scratch, held, threads);
	free_files(&files);
	return files;
}

static void make_runs(void)
{
	for (size_t i = 0; i < DAYS; i++)
		runs[i] = (struct search_run){ date_from_days(date_to_days((struct date){ 1998, 1, 1 }) +
			                                          (long)i),
			                           (uint64_t)ARTICLES * LENGTH };
}

/* What is put aside, and how much at once is in memory, changes nothing of what is made. */
static void test_memory(void **state)
{
	make_runs();
	const char *folder = scratch_path(state, "state");
	struct files held = index_all(NULL, 0, 0);
	assert_true(held.count > 100);
	assert_int_equal(index_all(NULL, 4096, 2).sum, held.sum);
	assert_int_equal(index_all(folder, 4096, 0).sum, held.sum);
	assert_int_equal(index_all(folder, 1 << 20, 2).sum, held.sum);
	assert_int_equal(rmdir(folder), 0); /* nothing is left in it */
}

/*
 * What an article that is changed leaves as it was is kept, and the files are those of
 * an index that knows of no earlier one: also where some of them are lost, and where what
 * is known of them is damaged.
 */
static void test_kept(void **state)
{
	(void)state;
	static const struct {
		const char *change;
		size_t lost;
	} cases[] = { { "", 0 }, { "z0", 0 }, { "a sentence 的 of some length", 0 }, { "z0", 7 } };
	struct files first = { 0 };
	size_t all = 0;
	make_runs();
	changed = NULL;
	index_into(&first, NULL, 0, 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct files clean = { 0 }, again = { .earlier = &first, .lost = cases[i].lost };
		changed = cases[i].change;
		index_into(&clean, NULL, 0, 0);
		index_into(&again, NULL, 0, 2);
		assert_int_equal(again.sum, clean.sum);
		assert_int_equal(again.count, clean.count);
		/* Day 3 is of the first period. */
		if (!cases[i].change[0])
			all = again.kept[0];
		else if (!cases[i].lost)
			assert_in_range(again.kept[0], 1, all - 1);
		free_files(&clean);
		free_files(&again);
	}
	changed = NULL;
	for (size_t at = 0; at < 4; at++) {
		struct files again = { .earlier = &first };
		first.notes[0].data[at * at * 3] ^= 0x10;
		index_into(&again, NULL, 0, 2);
		assert_int_equal(again.count, first.count);
		first.notes[0].data[at * at * 3] ^= 0x10;
		free_files(&again);
	}
	free_files(&first);
}

/* A folder that cannot be written to is told, and ends it. */
static void test_no_folder(void **state)
{
	(void)state;
	struct files files = { 0 };
	struct search_options options = { .put = put,
		                              .context = &files,
		                              .runs = runs,
		                              .run_count = DAYS,
		                              .scratch = "/dev/null/x",
		                              .held = 4096 };
	struct report r = { 0 };
	struct search *s = search_open(&options, &r);
	uint32_t random = 7;
	assert_false(search_take(s, make_day(s, &random, false)));
	assert_int_equal(r.errors, 1);
	search_close(s);
	array_free(&files.all);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_memory, scratch_make, scratch_remove),
		cmocka_unit_test(test_kept), cmocka_unit_test(test_no_folder)
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
