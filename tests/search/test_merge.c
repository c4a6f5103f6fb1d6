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
#define LENGTH   1200

static struct search_run runs[DAYS];

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* A text of few characters, some of them in every second place, others in few texts. */
static void make_text(struct buf *b, uint32_t *state)
{
	static const char *const rare[] = { "a", "z", "0", "é", "𠀀", "鹂", "夜", "莺" };
	buf_truncate(b, 0);
	for (int i = 0; i < LENGTH; i++) {
		uint32_t n = next_random(state);
		if (n % 3 == 0)
			buf_puts(b, "的");
		else if (n % 5 < 4)
			buf_printf(b, "%c", (char)('b' + n % 17));
		else
			buf_puts(b, rare[n / 64 % 8]);
	}
}

/* The sum of all files, whatever their order. */
struct files {
	uint64_t sum;
	size_t count;
};

static bool put(void *context, struct view path, struct view content)
{
	struct files *f = context;
	f->sum += hash_number(hash_view(path), hash_view(content));
	f->count++;
	return true;
}

static struct search_batch *make_day(struct search *s, uint32_t *state)
{
	struct search_batch *b = search_batch_new(s);
	struct buf text = { 0 };
	for (int i = 0; i < ARTICLES; i++) {
		if (i % 4 == 0)
			search_batch_page(b);
		make_text(&text, state);
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

static struct files index_all(const char *scratch, size_t held, size_t threads)
{
	struct files files = { 0 };
	struct search_options options = { .put = put,
		                              .context = &files,
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
		assert_true(search_take(s, make_day(s, &state)));
	assert_true(search_finish(s));
	search_close(s);
	assert_int_equal(r.errors, 0);
	report_free(&r);
	return files;
}

/* What is put aside, and how much at once is in memory, changes nothing of what is made. */
static void test_memory(void **state)
{
	for (size_t i = 0; i < DAYS; i++)
		runs[i] = (struct search_run){ date_from_days(date_to_days((struct date){ 1998, 1, 1 }) +
			                                          (long)i),
			                           (uint64_t)ARTICLES * LENGTH };
	const char *folder = scratch_path(state, "state");
	struct files held = index_all(NULL, 0, 0);
	assert_true(held.count > 100);
	assert_int_equal(index_all(NULL, 4096, 2).sum, held.sum);
	assert_int_equal(index_all(folder, 4096, 0).sum, held.sum);
	assert_int_equal(index_all(folder, 1 << 20, 2).sum, held.sum);
	assert_int_equal(rmdir(folder), 0); /* nothing is left in it */
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
	assert_false(search_take(s, make_day(s, &random)));
	assert_int_equal(r.errors, 1);
	search_close(s);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(test_memory, scratch_make,
		                                                                scratch_remove),
		                                cmocka_unit_test(test_no_folder) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
