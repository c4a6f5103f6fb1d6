#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/hashset.h"

static void test_each_is_in_once(void **state)
{
	(void)state;
	struct hashset s = { 0 };
	char name[32];
	assert_false(hashset_has(&s, hashset_hash(VIEW("x"))));
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 5000; i++) {
			snprintf(name, sizeof(name), "2022/01/19/02-%d.html", i);
			assert_int_equal(hashset_add(&s, hashset_hash(view_of(name))), round == 0);
			assert_true(hashset_has(&s, hashset_hash(view_of(name))));
		}
	}
	assert_int_equal(s.len, 5000);
	assert_false(hashset_has(&s, hashset_hash(VIEW("2022/01/19/02-5000.html"))));
	hashset_free(&s);
	assert_int_equal(s.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_each_is_in_once) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
