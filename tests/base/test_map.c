#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/map.h"

static void test_an_empty_map(void **state)
{
	(void)state;
	struct map m = { 0 };
	assert_null(map_get(&m, VIEW("a")));
	assert_null(map_get(&m, VIEW("")));
	map_free(&m);
}

static void test_put_and_get(void **state)
{
	(void)state;
	struct map m = { 0 };
	bool fresh = false;
	map_put(&m, VIEW("a"), &fresh)->number = 1;
	assert_true(fresh);
	assert_int_equal(map_put(&m, VIEW("b"), NULL)->number, 0);
	map_put(&m, VIEW("a"), &fresh)->number = 3;
	assert_false(fresh);
	assert_int_equal(map_get(&m, VIEW("a"))->number, 3);
	assert_int_equal(m.len, 2);
	assert_null(map_get(&m, VIEW("c")));
	map_free(&m);
}

static void test_keys_are_copied_bytes(void **state)
{
	(void)state;
	struct map m = { 0 };
	char key[] = "key";
	map_put(&m, view_of(key), NULL)->number = 1;
	key[0] = 'X';
	map_put(&m, VIEW("a\0b"), NULL)->number = 2;
	map_put(&m, VIEW("a\0c"), NULL)->number = 3;
	map_put(&m, VIEW(""), NULL)->number = 4;
	assert_int_equal(map_get(&m, VIEW("key"))->number, 1);
	assert_int_equal(map_get(&m, VIEW("a\0b"))->number, 2);
	assert_int_equal(map_get(&m, VIEW("a\0c"))->number, 3);
	assert_int_equal(map_get(&m, VIEW_NULL)->number, 4);
	assert_null(map_get(&m, VIEW("a")));
	map_free(&m);
}

static void test_many_keys_keep_their_order(void **state)
{
	(void)state;
	struct map m = { 0 };
	char key[32];
	enum { MANY = 20000 };
	for (int i = 0; i < MANY; i++) {
		snprintf(key, sizeof(key), "%d", i * 7919);
		map_put(&m, view_of(key), NULL)->number = (uint64_t)i;
	}
	assert_int_equal(m.len, MANY);
	for (int i = 0; i < MANY; i++) {
		snprintf(key, sizeof(key), "%d", i * 7919);
		assert_int_equal(map_get(&m, view_of(key))->number, i);
		assert_int_equal(map_at(&m, (size_t)i)->number, i);
		assert_true(view_eq(map_key(&m, (size_t)i), view_of(key)));
	}
	assert_null(map_get(&m, VIEW("1")));
	map_free(&m);
	assert_null(map_get(&m, VIEW("0")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_map),
		cmocka_unit_test(test_put_and_get),
		cmocka_unit_test(test_keys_are_copied_bytes),
		cmocka_unit_test(test_many_keys_keep_their_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
