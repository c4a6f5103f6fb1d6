#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>
#include <string.h>

#include "base/arena.h"

static void test_allocations_are_zeroed_and_aligned(void **state)
{
	(void)state;
	struct arena a = { 0 };
	static const char zero[300];
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 300; size++) {
			char *p = arena_alloc(&a, size);
			assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
			assert_memory_equal(p, zero, size);
			memset(p, 0xFF, size);
		}
		arena_reset(&a);
	}
	arena_free(&a);
}

static void test_large_ones(void **state)
{
	(void)state;
	struct arena a = { 0 };
	char *small = arena_string(&a, VIEW("small"));
	char *large = arena_array(&a, 1000, 1000);
	large[999999] = 'x';
	char *after = arena_string(&a, VIEW("after"));
	assert_string_equal(small, "small");
	assert_string_equal(after, "after");
	arena_free(&a);
	assert_null(a.chunks);
}

static void test_texts(void **state)
{
	(void)state;
	struct arena a = { 0 };
	char source[] = "text";
	struct view copy = arena_view(&a, view_of(source));
	source[0] = 'X';
	assert_string_equal(copy.data, "text");
	assert_int_equal(copy.len, 4);
	assert_null(arena_view(&a, VIEW_NULL).data);
	assert_string_equal(arena_view(&a, VIEW("")).data, "");
	assert_string_equal(arena_string(&a, VIEW_NULL), "");
	struct view printed = arena_printf(&a, "%s %d", "n", 42);
	assert_string_equal(printed.data, "n 42");
	assert_int_equal(printed.len, 4);
	struct view wide = arena_printf(&a, "%*d", 200000, 7);
	assert_int_equal(wide.len, 200000);
	assert_int_equal(wide.data[199999], '7');
	arena_free(&a);
}

static void test_reset_uses_its_memory_again(void **state)
{
	(void)state;
	struct arena a = { 0 };
	char *first = arena_alloc(&a, 100);
	for (int i = 0; i < 5000; i++)
		arena_alloc(&a, 100);
	arena_reset(&a);
	assert_ptr_equal(arena_alloc(&a, 100), first);
	arena_free(&a);
	arena_reset(&a);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_allocations_are_zeroed_and_aligned),
		cmocka_unit_test(test_large_ones),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_reset_uses_its_memory_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
