#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"

/* Names of files hold hashes, so these are the same everywhere and for good. */
static void test_hashes_are_fixed(void **state)
{
	(void)state;
	assert_true(hash_view(VIEW("")) == hash_view(VIEW_NULL));
	assert_true(hash_view(VIEW("a")) != hash_view(VIEW("b")));
	assert_true(hash_view(VIEW("")) ==
	            UINT64_C(0x2D06800538D394C2)); /* by XXH3's own test vectors */
	assert_true(hash_number(1, 2) != hash_number(2, 1));
	assert_true(hash_text(1, VIEW("")) != hash_text(1, VIEW_NULL));
}

static void test_of_128_bits(void **state)
{
	(void)state;
	struct hash128 empty = hash128_view(VIEW(""), 0);
	assert_true(empty.low == UINT64_C(0x6001C324468D497F));
	assert_true(empty.high == UINT64_C(0x99AA06D3014798D8));
	assert_true(hash128_eq(empty, hash128_view(VIEW_NULL, 0)));
	assert_false(hash128_eq(hash128_view(VIEW("a"), 1), hash128_view(VIEW("a"), 2)));
	assert_false(hash128_eq(hash128_view(VIEW("a"), 1), hash128_view(VIEW("b"), 1)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hashes_are_fixed),
		cmocka_unit_test(test_of_128_bits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
