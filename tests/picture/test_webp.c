/* How large a WebP is, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "picture/webp.h"

#define HEAD "RIFF\x20\0\0\0WEBP"

static void check(const char *chunk, size_t len, uint32_t width, uint32_t height)
{
	char bytes[64] = HEAD;
	uint32_t w = 0, h = 0;
	memcpy(bytes + 12, chunk, len);
	assert_true(webp_size((struct view){ bytes, 12 + len }, &w, &h));
	assert_int_equal(w, width);
	assert_int_equal(h, height);
}

static void sizes_of_all_three_forms(void **state)
{
	(void)state;
	check("VP8 \x0A\0\0\0\0\0\0\x9D\x01\x2A\xD0\x07\xF0\x4A", 18, 2000, 0x0AF0);
	check("VP8L\x0A\0\0\0\x2F\x13\x40\x07\0\0\0\0\0\0", 18, 20, 30);
	check("VP8X\x0A\0\0\0\0\0\0\0\xCF\x07\0\xEF\x0A\0", 18, 2000, 2800);
}

static void what_is_cut_off_or_another_form_has_none(void **state)
{
	(void)state;
	static const char whole[] = HEAD "VP8X\x0A\0\0\0\0\0\0\0\xCF\x07\0\xEF\x0A\0";
	uint32_t w, h;
	for (size_t len = 0; len < sizeof(whole) - 1; len++)
		assert_false(webp_size((struct view){ whole, len }, &w, &h));
	char other[sizeof(whole)];
	memcpy(other, whole, sizeof(whole));
	memcpy(other + 12, "ALPH", 4);
	assert_false(webp_size((struct view){ other, sizeof(whole) - 1 }, &w, &h));
	memcpy(other, "RIFX", 4);
	assert_false(webp_size((struct view){ other, sizeof(whole) - 1 }, &w, &h));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_of_all_three_forms),
		cmocka_unit_test(what_is_cut_off_or_another_form_has_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
