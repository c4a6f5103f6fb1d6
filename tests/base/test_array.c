#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"

struct pair {
	int number;
	char *text;
};

static void test_pushing(void **state)
{
	(void)state;
	ARRAY(struct pair) pairs = { 0 };
	for (int i = 0; i < 1000; i++) {
		struct pair *p = array_push(&pairs);
		assert_int_equal(p->number, 0);
		assert_null(p->text);
		p->number = i;
		assert_ptr_equal(p, array_last(&pairs));
	}
	assert_int_equal(pairs.len, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(pairs.items[i].number, i);
	array_free(&pairs);
	assert_null(pairs.items);
	assert_int_equal(pairs.len, 0);
}

static void test_a_place_used_again_is_zeroed(void **state)
{
	(void)state;
	ARRAY(int) numbers = { 0 };
	*array_push(&numbers) = 1;
	*array_push(&numbers) = 2;
	numbers.len = 0;
	assert_int_equal(*array_push(&numbers), 0);
	assert_int_equal(*array_push(&numbers), 0);
	array_free(&numbers);
}

static void test_several_at_once(void **state)
{
	(void)state;
	ARRAY(int) numbers = { 0 };
	for (int i = 0; i < 100; i++) {
		int *three = array_push_all(&numbers, 3);
		assert_ptr_equal(three, &numbers.items[3 * i]);
		for (int k = 0; k < 3; k++) {
			assert_int_equal(three[k], 0);
			three[k] = i + 1;
		}
	}
	numbers.len = 10;
	assert_int_equal(array_push_all(&numbers, 40)[39], 0);
	assert_int_equal(numbers.len, 50);
	assert_int_equal(numbers.items[9], 4);
	array_free(&numbers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pushing),
		cmocka_unit_test(test_a_place_used_again_is_zeroed),
		cmocka_unit_test(test_several_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
