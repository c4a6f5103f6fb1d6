#include "publish/remote_manifest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void reads_what_it_writes(void **state)
{
	(void)state;
	struct buf list = { 0 };
	struct remote_manifest s = { 0 };
	remote_manifest_put_head(&list, 0);
	remote_manifest_put(&list, VIEW("index.html"), UINT64_MAX);
	remote_manifest_put(&list, VIEW("a b/张 波.html"), 1);
	remote_manifest_put(&list, VIEW("c"), REMOTE_MANIFEST_UNSURE);
	remote_manifest_read(&s, buf_view(&list));
	assert_true(s.known);
	assert_int_equal(s.files.len, 3);
	assert_true(map_get(&s.files, VIEW("index.html"))->number == UINT64_MAX);
	assert_int_equal(map_get(&s.files, VIEW("a b/张 波.html"))->number, 1);
	assert_int_equal(map_get(&s.files, VIEW("c"))->number, REMOTE_MANIFEST_UNSURE);
	remote_manifest_free(&s);
	buf_free(&list);
}

/* How many paths are taken of a list with these lines. */
static size_t taken(const char *lines)
{
	struct buf list = { 0 };
	struct remote_manifest s = { 0 };
	remote_manifest_put_head(&list, 0);
	buf_puts(&list, lines);
	remote_manifest_read(&s, buf_view(&list));
	size_t n = s.files.len;
	remote_manifest_free(&s);
	buf_free(&list);
	return n;
}

static void passes_over_what_is_damaged(void **state)
{
	(void)state;
	assert_int_equal(taken("0000000000000001 a\n"), 1);
	assert_int_equal(taken("0000000000000001 a"), 0);
	assert_int_equal(taken("0000000000000001 ../a\n0000000000000001 /a\n0000000000000001 a//b\n"),
	                 0);
	assert_int_equal(taken("0000000000000001 a/..\n0000000000000001 ./a\n0000000000000001 \n"), 0);
	assert_int_equal(
		taken("000000000000001 a\n00000000000000001 a\n000000000000000G a\nrubbish\n\n"), 0);
	assert_int_equal(taken("0000000000000001 a\rb\n"), 0);
}

static void takes_no_other_file_for_a_list(void **state)
{
	(void)state;
	static const char *const texts[] = { "", "\n", "broadsheet published 2\n0000000000000001 a\n",
		                                 "<html>\n0000000000000001 a\n", "broadsheet published 1" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct remote_manifest s = { 0 };
		remote_manifest_read(&s, view_of(texts[i]));
		assert_int_equal(s.files.len, 0);
		remote_manifest_free(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_it_writes),
		cmocka_unit_test(passes_over_what_is_damaged),
		cmocka_unit_test(takes_no_other_file_for_a_list),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
