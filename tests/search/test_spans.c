#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "search/spans.h"

#define DAYS 1000

static struct search_run runs[DAYS];

static void fill(size_t count, uint64_t size)
{
	struct date first = { 2001, 1, 1 };
	for (size_t i = 0; i < count; i++)
		runs[i] = (struct search_run){ date_from_days(date_to_days(first) + (long)i), size };
}

static uint64_t size_of(const spans *s, size_t span, size_t count)
{
	uint64_t size = 0;
	size_t end = span + 1 < s->len ? s->items[span + 1].first : count;
	for (size_t i = s->items[span].first; i < end; i++)
		size += runs[i].size;
	return size;
}

/* days of so many characters, which are grouped */
static void check_all_there(uint64_t size)
{
	spans s = { 0 };
	fill(DAYS, size);
	spans_find(runs, DAYS, &s);
	assert_int_equal(s.items[0].first, 0);
	for (size_t i = 0; i < s.len; i++) {
		assert_true(i == 0 || s.items[i].first > s.items[i - 1].first);
		assert_true(size_of(&s, i, DAYS) <= 256 * 1000 * 1000);
	}
	assert_true(size_of(&s, s.len - 1, DAYS) <= size); /* one day */
	array_free(&s);
}

static void test_all_there(void **state)
{
	(void)state;
	check_all_there(66000);
	check_all_there(1000 * 1000); /* more than one period may hold */
}

/* Periods grow towards the old days: there are few, whatever the archive's size. */
static void test_few(void **state)
{
	(void)state;
	fill(DAYS, 66000);
	for (size_t count = 100; count <= DAYS; count += 37) {
		spans s = { 0 };
		spans_find(runs, count, &s);
		assert_true(s.len <= 5);
		array_free(&s);
	}
}

/* How many of the runs of the first count days begin another period when a day is added. */
static uint64_t changed_by_a_day(size_t count)
{
	spans before = { 0 }, after = { 0 };
	uint64_t changed = 0;
	spans_find(runs, count, &before);
	spans_find(runs, count + 1, &after);
	size_t same = 0;
	while (same + 1 < before.len && same + 1 < after.len &&
	       before.items[same + 1].first == after.items[same + 1].first)
		same++;
	for (size_t i = after.items[same].first; i < count + 1; i++)
		changed += runs[i].size;
	array_free(&before);
	array_free(&after);
	return changed;
}

static void test_growth(void **state)
{
	(void)state;
	uint64_t all = 0;
	fill(DAYS, 66000);
	for (size_t count = 500; count < 900; count++)
		all += changed_by_a_day(count);
	/* On the average some of 60 million characters. */
	assert_true(all / 400 < 2600 * 1000);
}

static void test_undated(void **state)
{
	(void)state;
	spans s = { 0 };
	fill(10, 1000);
	runs[0].date = runs[1].date = runs[2].date = (struct date){ 0 };
	runs[1].size = runs[2].size = 160 * 1000 * 1000;
	spans_find(runs, 10, &s);
	assert_int_equal(s.items[0].first, 0);
	assert_int_equal(s.items[1].first, 2);
	assert_int_equal(s.items[2].first, 3);
	assert_int_equal(s.len, 3);
	array_free(&s);
}

static void test_nothing(void **state)
{
	(void)state;
	spans s = { 0 };
	spans_find(runs, 0, &s);
	assert_int_equal(s.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_there), cmocka_unit_test(test_few),
		cmocka_unit_test(test_growth),    cmocka_unit_test(test_undated),
		cmocka_unit_test(test_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
