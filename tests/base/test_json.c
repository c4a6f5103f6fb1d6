#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>

#include "base/json.h"

static void assert_json(struct view v, const char *expected)
{
	struct buf b = { 0 };
	json_put_string(&b, v);
	assert_string_equal(b.data, expected);
	buf_free(&b);
}

static void test_strings(void **state)
{
	(void)state;
	assert_json(VIEW_NULL, "null");
	assert_json(VIEW(""), "\"\"");
	assert_json(VIEW("太原日报"), "\"太原日报\"");
	assert_json(VIEW("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
	assert_json(VIEW("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
	assert_json(VIEW("\x01\x1F\x7F"), "\"\\u0001\\u001f\x7F\"");
	assert_json(VIEW("a\0b"), "\"a\\u0000b\"");
}

static void test_every_byte_comes_back(void **state)
{
	(void)state;
	char text[0x80];
	for (int i = 0; i < 0x80; i++)
		text[i] = (char)i;
	struct buf b = { 0 };
	json_put_string(&b, (struct view){ text, sizeof(text) });
	json_t *json = json_loadb(b.data, b.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	assert_non_null(json);
	assert_int_equal(json_string_length(json), sizeof(text));
	assert_memory_equal(json_string_value(json), text, sizeof(text));
	json_decref(json);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_every_byte_comes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
