#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/serialize.h"

static void test_taken_as_put(void **state)
{
	(void)state;
	static const uint64_t numbers[] = { 0, 1, 127, 128, 300, UINT32_MAX, UINT64_MAX };
	struct buf b = { 0 };
	for (size_t i = 0; i < 7; i++) {
		serialize_put_number(&b, numbers[i]);
		serialize_put_fixed(&b, numbers[i]);
	}
	serialize_put_view(&b, VIEW("汾河"));
	serialize_put_view(&b, VIEW(""));
	serialize_put_view(&b, VIEW_NULL);
	struct serialized p = { .left = buf_view(&b) };
	for (size_t i = 0; i < 7; i++) {
		assert_true(serialize_number(&p) == numbers[i]);
		assert_true(serialize_fixed(&p) == numbers[i]);
	}
	assert_true(view_eq(serialize_view(&p), VIEW("汾河")));
	struct view empty = serialize_view(&p), absent = serialize_view(&p);
	assert_non_null(empty.data);
	assert_int_equal(empty.len, 0);
	assert_null(absent.data);
	assert_int_equal(p.left.len, 0);
	assert_false(p.bad);
	buf_free(&b);
}

static void test_never_outside(void **state)
{
	(void)state;
	struct serialized p = { .left = VIEW("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF") };
	assert_true(serialize_number(&p) == 0);
	assert_true(p.bad);
	p = (struct serialized){ .left = VIEW("\x7F"
		                                  "ab") };
	assert_null(serialize_view(&p).data);
	assert_true(p.bad);
	p = (struct serialized){ .left = VIEW("\x7F"
		                                  "ab") };
	assert_int_equal(serialize_count(&p), 0);
	assert_true(p.bad);
	p = (struct serialized){ .left = VIEW("1234567") };
	assert_true(serialize_fixed(&p) == 0);
	assert_true(p.bad);
	assert_true(serialize_number(&p) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_taken_as_put),
		cmocka_unit_test(test_never_outside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
