#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/media.h"

static void test_media_types(void **state)
{
	(void)state;
	assert_string_equal(media_of(VIEW("a/index.html"))->type, "text/html; charset=utf-8");
	assert_string_equal(media_of(VIEW("A.SVG"))->type, "image/svg+xml");
	assert_string_equal(media_of(VIEW("feed.xml"))->type, "application/xml");
	assert_string_equal(media_of(VIEW("LICENSE"))->type, "application/octet-stream");
	assert_string_equal(media_of(VIEW("a.html/LICENSE"))->type, "application/octet-stream");
	assert_int_equal(media_of(VIEW("x.ATOM"))->syntax, MEDIA_XML);
	assert_true(media_of(VIEW("x.csv"))->compresses);
	assert_false(media_of(VIEW("x.png"))->compresses);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_media_types) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
