#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

static void test_which_days_exist(void **state)
{
	(void)state;
	static const struct date yes[] = {
		{ 2024, 2, 29 }, { 2000, 2, 29 }, { 1, 1, 1 }, { 9999, 12, 31 }, { 2023, 4, 30 }
	};
	static const struct date no[] = { { 2023, 2, 29 }, { 1900, 2, 29 }, { 0, 1, 1 },
		                              { 10000, 1, 1 }, { 2023, 4, 31 }, { 2023, 0, 1 },
		                              { 2023, 13, 1 }, { 2023, 1, 0 },  { 2023, 1, -1 },
		                              { -1, 1, 1 } };
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		assert_true(date_valid(yes[i]));
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		assert_false(date_valid(no[i]));
	assert_false(date_known((struct date){ 0 }));
	assert_true(date_known((struct date){ 2022, 1, 19 }));
}

/* Every day of the calendar, against a count made by hand. */
static void test_every_day(void **state)
{
	(void)state;
	long days = date_to_days((struct date){ 1, 1, 1 });
	int weekday = 1; /* 0001-01-01 was a Monday */
	for (int year = 1; year <= 9999; year++) {
		for (int month = 1; month <= 12; month++) {
			int last = date_days_in_month(year, month);
			for (int day = 1; day <= last; day++, days++) {
				struct date d = { year, month, day };
				if (date_to_days(d) != days || date_weekday(d) != weekday ||
				    date_cmp(date_from_days(days), d) != 0)
					fail_msg("%04d-%02d-%02d", year, month, day);
				weekday = (weekday + 1) % 7;
			}
		}
	}
}

static void test_known_days(void **state)
{
	(void)state;
	assert_int_equal(date_to_days((struct date){ 1970, 1, 1 }), 0);
	assert_int_equal(date_to_days((struct date){ 2000, 3, 1 }), 11017);
	assert_int_equal(date_weekday((struct date){ 2022, 1, 19 }), 3);
	assert_int_equal(date_weekday((struct date){ 2026, 11, 22 }), 0);
	assert_int_equal(date_days_in_month(2024, 2), 29);
	assert_int_equal(date_days_in_month(2100, 2), 28);
}

static void test_order(void **state)
{
	(void)state;
	struct date d = { 2022, 1, 19 };
	assert_int_equal(date_cmp(d, d), 0);
	assert_true(date_cmp(d, (struct date){ 2022, 1, 20 }) < 0);
	assert_true(date_cmp(d, (struct date){ 2021, 12, 31 }) > 0);
	assert_true(date_cmp(d, (struct date){ 2022, 2, 1 }) < 0);
}

static void test_text(void **state)
{
	(void)state;
	struct date d = { 1, 2, 3 };
	assert_true(date_parse(VIEW("2022-01-19"), &d));
	assert_int_equal(date_cmp(d, (struct date){ 2022, 1, 19 }), 0);
	static const char *const no[] = { "",           "2022-1-19",   "2022-01-19 ", "2022-02-30",
		                              "2022/01/19", "-022-01-19",  "2022-01-1x",  "0000-01-01",
		                              "2022-00-10", "2022-01-1９", "+022-01-19" };
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		assert_false(date_parse(view_of(no[i]), &d));
	assert_int_equal(d.year, 2022); /* what is no date changes nothing */
	struct buf b = { 0 };
	date_put(&b, (struct date){ 1, 2, 3 });
	date_put(&b, d);
	assert_string_equal(b.data, "0001-02-032022-01-19");
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_which_days_exist),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_known_days),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
