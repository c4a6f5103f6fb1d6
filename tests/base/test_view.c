#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/view.h"

#define assert_view(v, text)                       \
	do {                                           \
		struct view met_ = (v);                    \
		assert_non_null(met_.data);                \
		assert_true(view_eq(met_, view_of(text))); \
	} while (0)

static void test_absent_and_empty(void **state)
{
	(void)state;
	assert_null(view_of(NULL).data);
	assert_null(view_slice(VIEW_NULL, 3, 5).data);
	assert_non_null(view_of("").data);
	assert_true(view_eq(VIEW_NULL, VIEW("")));
	assert_int_equal(view_cmp(VIEW_NULL, VIEW("")), 0);
	assert_int_equal(view_trim(VIEW_NULL).len, 0);
	assert_true(view_starts(VIEW_NULL, VIEW_NULL));
	assert_int_equal(view_find(VIEW_NULL, VIEW("x"), 0), -1);
	assert_int_equal(view_find(VIEW_NULL, VIEW(""), 0), 0);
}

static void test_slices_are_clipped(void **state)
{
	(void)state;
	assert_view(view_slice(VIEW("abc"), 1, 1), "b");
	assert_view(view_slice(VIEW("abc"), 1, 99), "bc");
	assert_view(view_slice(VIEW("abc"), 1, SIZE_MAX), "bc");
	assert_view(view_slice(VIEW("abc"), 3, 1), "");
	assert_view(view_slice(VIEW("abc"), SIZE_MAX, SIZE_MAX), "");
}

static void test_order_is_of_bytes(void **state)
{
	(void)state;
	assert_true(view_cmp(VIEW("a"), VIEW("b")) < 0);
	assert_true(view_cmp(VIEW("a"), VIEW("ab")) < 0);
	assert_true(view_cmp(VIEW("b"), VIEW("ab")) > 0);
	assert_true(view_cmp(VIEW("z"), VIEW("\xE5")) < 0);
	assert_int_equal(view_cmp(VIEW("ab"), VIEW("ab")), 0);
	assert_false(view_eq(VIEW("ab"), VIEW("abc")));
	assert_false(view_eq(VIEW("a\0b"), VIEW("a\0c")));
}

static void test_both_ends(void **state)
{
	(void)state;
	assert_true(view_starts(VIEW("abc"), VIEW("ab")));
	assert_true(view_starts(VIEW("abc"), VIEW("")));
	assert_false(view_starts(VIEW("ab"), VIEW("abc")));
	assert_true(view_ends(VIEW("abc"), VIEW("bc")));
	assert_false(view_ends(VIEW("bc"), VIEW("abc")));
	assert_false(view_ends(VIEW("abc"), VIEW("ab")));
}

static void test_finding(void **state)
{
	(void)state;
	assert_int_equal(view_find(VIEW("abcabc"), VIEW("bc"), 0), 1);
	assert_int_equal(view_find(VIEW("abcabc"), VIEW("bc"), 1), 1);
	assert_int_equal(view_find(VIEW("abcabc"), VIEW("bc"), 2), 4);
	assert_int_equal(view_find(VIEW("abcabc"), VIEW("bc"), 5), -1);
	assert_int_equal(view_find(VIEW("abc"), VIEW(""), 3), 3);
	assert_int_equal(view_find(VIEW("abc"), VIEW(""), 4), -1);
	assert_int_equal(view_find(VIEW("abc"), VIEW("a"), SIZE_MAX), -1);
	assert_int_equal(view_find(VIEW("a\0b"), VIEW("\0b"), 0), 1);
}

static void test_words(void **state)
{
	(void)state;
	static const char *const words[] = { NULL, "one", "three", "on" };
	assert_int_equal(view_among(VIEW("one"), words, 4), 1);
	assert_int_equal(view_among(VIEW("on"), words, 4), 3);
	assert_int_equal(view_among(VIEW("on"), words, 3), -1);
	assert_int_equal(view_among(VIEW(""), words, 4), -1);
	assert_int_equal(view_among(VIEW_NULL, words, 4), -1);
}

static void test_trimming(void **state)
{
	(void)state;
	assert_view(view_trim(VIEW(" \t\r\na b\v\f ")), "a b");
	assert_view(view_trim(VIEW(" \n")), "");
	assert_view(view_trim(VIEW("\u3000a")), "\u3000a");
}

static void test_cutting(void **state)
{
	(void)state;
	struct view rest = VIEW("a,,b,");
	assert_view(view_cut(&rest, ','), "a");
	assert_view(view_cut(&rest, ','), "");
	assert_view(view_cut(&rest, ','), "b");
	assert_non_null(rest.data);
	assert_view(view_cut(&rest, ','), "");
	assert_null(rest.data);
	assert_null(view_cut(&rest, ',').data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_absent_and_empty),
		cmocka_unit_test(test_slices_are_clipped),
		cmocka_unit_test(test_order_is_of_bytes),
		cmocka_unit_test(test_both_ends),
		cmocka_unit_test(test_finding),
		cmocka_unit_test(test_trimming),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_cutting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
