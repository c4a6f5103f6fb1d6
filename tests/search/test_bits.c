#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "search/bits.h"

/* The bits as a text of 0 and 1. */
static void expect(struct bits *b, const char *wanted)
{
	struct buf text = { 0 };
	struct view bytes = bits_end(b);
	for (size_t i = 0; i < bytes.len * 8; i++)
		buf_putc(&text, (bytes.data[i / 8] >> (7 - i % 8)) & 1 ? '1' : '0');
	assert_string_equal(text.data ? text.data : "", wanted);
	buf_free(&text);
	bits_free(b);
}

static void test_put(void **state)
{
	(void)state;
	struct bits b = { 0 };
	bits_put(&b, 5, 3);
	bits_put(&b, 0xFF, 2); /* the lowest two alone */
	bits_put(&b, 0, 1);
	assert_int_equal(bits_len(&b), 6);
	expect(&b, "10111000");
}

static void test_long(void **state)
{
	(void)state;
	struct bits b = { 0 };
	bits_put(&b, 1, 1);
	bits_put(&b, 0xFFFFFFFF, 32);
	bits_put(&b, 0, 7);
	expect(&b, "1111111111111111111111111111111110000000");
}

static void test_numbers(void **state)
{
	(void)state;
	struct bits b = { 0 };
	bits_put_number(&b, 0, 0); /* 1 */
	bits_put_number(&b, 3, 0); /* 00100 */
	bits_put_number(&b, 3, 2); /* 111 */
	bits_put_number(&b, 4, 2); /* 01000 */
	expect(&b, "1"
	           "00100"
	           "111"
	           "01000"
	           "00");
}

static void test_append(void **state)
{
	(void)state;
	struct bits a = { 0 }, b = { 0 }, whole = { 0 };
	bits_put(&a, 1, 3);
	bits_put(&whole, 1, 3);
	for (uint32_t i = 0; i < 40; i++) {
		bits_put_number(&b, i * 77, 3);
		bits_put_number(&whole, i * 77, 3);
	}
	bits_append(&a, &b);
	assert_int_equal(bits_len(&a), bits_len(&whole));
	assert_true(view_eq(bits_end(&a), bits_end(&whole)));
	bits_free(&a);
	bits_free(&b);
	bits_free(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_append),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
