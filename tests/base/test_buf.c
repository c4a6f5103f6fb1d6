#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static void test_a_zeroed_buffer_is_empty(void **state)
{
	(void)state;
	struct buf b = { 0 };
	assert_string_equal(buf_view(&b).data, "");
	assert_int_equal(buf_view(&b).len, 0);
	buf_truncate(&b, 0);
	buf_free(&b);
}

static void test_always_terminated(void **state)
{
	(void)state;
	struct buf b = { 0 };
	buf_put(&b, VIEW(""));
	assert_string_equal(b.data, "");
	for (size_t i = 1; i < 5000; i++) {
		buf_putc(&b, 'x');
		assert_int_equal(b.len, i);
		assert_int_equal(b.data[i], 0);
		assert_true(b.cap > b.len);
	}
	buf_truncate(&b, 10);
	assert_string_equal(b.data, "xxxxxxxxxx");
	buf_truncate(&b, 100);
	assert_int_equal(b.len, 10);
	buf_free(&b);
}

static void test_puts(void **state)
{
	(void)state;
	struct buf b = { 0 };
	buf_puts(&b, "a");
	buf_put(&b, view_slice(VIEW("xbcx"), 1, 2));
	buf_put(&b, VIEW_NULL);
	buf_puts(&b, NULL);
	buf_printf(&b, "%d %s", 42, "太原");
	assert_string_equal(b.data, "abc42 太原");
	buf_free(&b);
}

static void test_nul_is_a_byte(void **state)
{
	(void)state;
	struct buf b = { 0 };
	buf_put(&b, (struct view){ "a\0b", 3 });
	buf_putc(&b, '\0');
	assert_int_equal(b.len, 4);
	assert_memory_equal(b.data, "a\0b\0", 5);
	buf_free(&b);
}

static void test_long_formats(void **state)
{
	(void)state;
	struct buf b = { 0 };
	buf_printf(&b, "%*d|", 10000, 1);
	assert_int_equal(b.len, 10001);
	assert_int_equal(b.data[9999], '1');
	buf_free(&b);
}

static void test_numbers(void **state)
{
	(void)state;
	struct buf b = { 0 };
	buf_put_number(&b, 0, 1);
	buf_putc(&b, ' ');
	buf_put_number(&b, 7, 2);
	buf_putc(&b, ' ');
	buf_put_number(&b, 2022, 2);
	buf_putc(&b, ' ');
	buf_put_number(&b, UINT64_MAX, 4);
	assert_string_equal(b.data, "0 07 2022 18446744073709551615");
	buf_free(&b);
}

static void test_code_points(void **state)
{
	(void)state;
	static const struct {
		unsigned code;
		const char *utf8;
	} cases[] = {
		{ 'a', "a" },
		{ 0x7F, "\x7F" },
		{ 0x80, "\xC2\x80" },
		{ 0x7FF, "\xDF\xBF" },
		{ 0x800, "\xE0\xA0\x80" },
		{ 0x592A, "太" },
		{ 0xFFFF, "\xEF\xBF\xBF" },
		{ 0x10000, "\xF0\x90\x80\x80" },
		{ 0x10FFFF, "\xF4\x8F\xBF\xBF" },
		/* no scalar values */
		{ 0xD800, "\uFFFD" },
		{ 0xDFFF, "\uFFFD" },
		{ 0x110000, "\uFFFD" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf b = { 0 };
		buf_put_code(&b, cases[i].code);
		assert_string_equal(b.data, cases[i].utf8);
		buf_free(&b);
	}
}

static void test_detaching_hands_the_bytes_over(void **state)
{
	(void)state;
	struct buf b = { 0 };
	char *empty = buf_detach(&b);
	assert_string_equal(empty, "");
	free(empty);
	buf_puts(&b, "text");
	char *text = buf_detach(&b);
	assert_string_equal(text, "text");
	assert_null(b.data);
	assert_int_equal(b.len, 0);
	free(text);
}

/* A buffer's own bytes may be put into it, also when it has to grow for them. */
static void test_a_buffer_may_be_put_into_itself(void **state)
{
	(void)state;
	struct buf b = { 0 };
	buf_puts(&b, "0123456789");
	for (int i = 0; i < 6; i++)
		buf_put(&b, buf_view(&b));
	assert_int_equal(b.len, 640);
	for (size_t i = 0; i < b.len; i++)
		assert_int_equal(b.data[i], '0' + (int)(i % 10));
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_zeroed_buffer_is_empty),
		cmocka_unit_test(test_always_terminated),
		cmocka_unit_test(test_puts),
		cmocka_unit_test(test_nul_is_a_byte),
		cmocka_unit_test(test_long_formats),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_code_points),
		cmocka_unit_test(test_detaching_hands_the_bytes_over),
		cmocka_unit_test(test_a_buffer_may_be_put_into_itself),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
