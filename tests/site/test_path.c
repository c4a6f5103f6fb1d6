#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "site/path.h"

static void expect(void (*put)(struct buf *b, struct view v), const char *in, const char *out)
{
	struct buf b = { 0 };
	buf_puts(&b, "");
	put(&b, view_of(in));
	assert_string_equal(b.data, out);
	buf_free(&b);
}

static void test_names_are_safe(void **state)
{
	(void)state;
	expect(path_put_name, "02", "02");
	expect(path_put_name, "张波", "张波");
	expect(path_put_name, "000_0f07.v2", "000_0f07.v2");
	expect(path_put_name, "a/b\\c:d", "a~2Fb~5Cc~3Ad");
	expect(path_put_name, "..", "~2E~2E");
	expect(path_put_name, ".x", "~2Ex");
	expect(path_put_name, "a~b", "a~7Eb");
	expect(path_put_name, "100% #1?", "100~25~20~231~3F");
	expect(path_put_name, "CON", "CON~");
	expect(path_put_name, "com7.old", "com7.old~");
	expect(path_put_name, "comic", "comic");
	expect(path_put_name, "index", "index~");
	expect(path_put_name, "张波-2", "张波-2~");
	expect(path_put_name, "", "~");
}

static void test_long_names_are_cut_and_told_apart(void **state)
{
	(void)state;
	struct buf a = { 0 }, b = { 0 }, name = { 0 };
	for (int i = 0; i < 100; i++)
		buf_puts(&name, "长");
	path_put_name(&a, buf_view(&name));
	buf_puts(&name, "x");
	path_put_name(&b, buf_view(&name));
	assert_true(a.len <= 120 && b.len <= 120);
	assert_string_not_equal(a.data, b.data);
	buf_free(&a);
	buf_free(&b);
	buf_free(&name);
}

static void test_urls(void **state)
{
	(void)state;
	expect(path_put_url, "authors/张波.html", "authors/%E5%BC%A0%E6%B3%A2.html");
	expect(path_put_url, "a b%+(~1).html", "a%20b%25%2B%28~1%29.html");
	expect(path_put_root, "index.html", "");
	expect(path_put_root, "2022/01/index.html", "../../");
}

static void test_folded_paths_meet(void **state)
{
	(void)state;
	expect(path_put_folded, "2022/A05.html", "2022/a05.html");
	expect(path_put_folded, "caf\xC3\x89", "caf\xC3\xA9");
	expect(path_put_folded, "cafE\xCC\x81", "caf\xC3\xA9");
	expect(path_put_folded, "张波", "张波");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_safe),
		cmocka_unit_test(test_long_names_are_cut_and_told_apart),
		cmocka_unit_test(test_urls),
		cmocka_unit_test(test_folded_paths_meet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
