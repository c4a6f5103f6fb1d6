#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/part.h"

static void test_reading(void **state)
{
	static const char *const wrong[] = { "",     "1",    "0/1",  "2/1",   "1/0", "-1/2",    "1/2 ",
		                                 "1//2", " 1/2", "1/+2", "1/2/3", "a/b", "1/100001" };
	struct part p;
	(void)state;
	assert_true(part_read("2/7", &p));
	assert_int_equal(p.number, 2);
	assert_int_equal(p.count, 7);
	assert_true(part_read("100000/100000", &p));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_false(part_read(wrong[i], &p));
}

/* Every thing is in one part, and no part has much more than others. */
static void test_one_part_has_it(void **state)
{
	enum { THINGS = 1000, COUNT = 7 };
	size_t by_hash[COUNT] = { 0 }, in_row[COUNT] = { 0 };
	(void)state;
	for (size_t i = 0; i < THINGS; i++) {
		size_t hashed = 0, placed = 0;
		for (size_t k = 0; k < COUNT; k++) {
			struct part p = { k + 1, COUNT };
			hashed += part_has(&p, i);
			placed += part_has_at(&p, i, THINGS);
			by_hash[k] += part_has(&p, i);
			in_row[k] += part_has_at(&p, i, THINGS);
		}
		assert_int_equal(hashed, 1);
		assert_int_equal(placed, 1);
	}
	for (size_t k = 0; k < COUNT; k++) {
		assert_in_range(by_hash[k], THINGS / COUNT, THINGS / COUNT + 1);
		assert_in_range(in_row[k], THINGS / COUNT, THINGS / COUNT + 1);
	}
}

/* What has no size at all, or ends where the whole does, has a part, too. */
static void test_ends(void **state)
{
	struct part first = { 1, 3 }, last = { 3, 3 };
	(void)state;
	assert_true(part_has_at(&first, 0, 0));
	assert_true(part_has_at(&last, 9, 9));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_one_part_has_it),
		cmocka_unit_test(test_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
