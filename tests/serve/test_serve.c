#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "scratch.h"
#include "serve/conditional.h"
#include "serve/file_lookup.h"
#include "serve/inject.h"

static enum file_lookup_answer look(void **state, const char *path)
{
	struct file_lookup l;
	enum file_lookup_answer answer =
		file_lookup_open(scratch_path(state, "site"), view_of(path), &l);
	assert_true((answer == FILE_LOOKUP_FILE) == (l.fd >= 0));
	file_lookup_close(&l);
	return answer;
}

static void make_site(void **state)
{
	assert_int_equal(mkdir(scratch_path(state, "site"), 0777), 0);
	assert_int_equal(mkdir(scratch_path(state, "site/2022"), 0777), 0);
	assert_int_equal(mkdir(scratch_path(state, "site/bare"), 0777), 0);
	scratch_write(state, "secret", "secret");
	scratch_write(state, "site/index.html", "home");
	scratch_write(state, "site/2022/index.html", "year");
	scratch_write(state, "site/中 文.html", "name");
}

static void test_files_are_found(void **state)
{
	make_site(state);
	assert_int_equal(look(state, ""), FILE_LOOKUP_FILE);
	assert_int_equal(look(state, "index.html"), FILE_LOOKUP_FILE);
	assert_int_equal(look(state, "2022/"), FILE_LOOKUP_FILE);
	assert_int_equal(look(state, "2022"), FILE_LOOKUP_FOLDER);
	assert_int_equal(look(state, "bare/"), FILE_LOOKUP_NOTHING);
	assert_int_equal(look(state, "gone.html"), FILE_LOOKUP_NOTHING);
	assert_int_equal(look(state, "index.html/"), FILE_LOOKUP_NOTHING);
	assert_int_equal(look(state, "%E4%B8%AD%20%e6%96%87.html"), FILE_LOOKUP_FILE);
}

static void test_no_way_out(void **state)
{
	static const char *const paths[] = {
		"../secret",
		"2022/../../secret",
		"%2e%2e/secret",
		"..%2fsecret",
		"%2E./secret",
		"2022/..%5c..%5csecret",
		"..\\secret",
		"index.html%00.txt",
		"/etc/passwd",
		"//etc/passwd",
		"./index.html",
		"2022/./index.html",
		"%",
		"%4",
		"%zz",
		"2022//index.html",
	};
	make_site(state);
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		assert_int_equal(look(state, paths[i]), FILE_LOOKUP_WRONG);
}

static void test_links_and_devices_are_nothing(void **state)
{
	make_site(state);
	assert_int_equal(symlink("../secret", scratch_path(state, "site/link.html")), 0);
	assert_int_equal(symlink("..", scratch_path(state, "site/up")), 0);
	assert_int_equal(symlink("2022", scratch_path(state, "site/inside")), 0);
	assert_int_equal(mkfifo(scratch_path(state, "site/pipe"), 0666), 0);
	assert_int_equal(look(state, "link.html"), FILE_LOOKUP_NOTHING);
	assert_int_equal(look(state, "up/secret"), FILE_LOOKUP_NOTHING);
	assert_int_equal(look(state, "inside/"), FILE_LOOKUP_NOTHING);
	assert_int_equal(look(state, "pipe"), FILE_LOOKUP_NOTHING);
}

static const struct conditional_file file = { "\"t-1\"", 1642579200, 100 };

static void test_what_is_known(void **state)
{
	(void)state;
	char date[CONDITIONAL_DATE];
	conditional_put_date(date, file.modified);
	assert_string_equal(date, "Wed, 19 Jan 2022 08:00:00 GMT");
	assert_false(conditional_is_known(&(struct conditional_request){ 0 }, &file));
	assert_true(
		conditional_is_known(&(struct conditional_request){ .if_none_match = "\"t-1\"" }, &file));
	assert_true(conditional_is_known(
		&(struct conditional_request){ .if_none_match = "\"x\", W/\"t-1\"" }, &file));
	assert_true(conditional_is_known(&(struct conditional_request){ .if_none_match = "*" }, &file));
	assert_false(conditional_is_known(
		&(struct conditional_request){ .if_none_match = "\"x\"", .if_modified_since = date },
		&file));
	assert_true(
		conditional_is_known(&(struct conditional_request){ .if_modified_since = date }, &file));
	assert_false(conditional_is_known(
		&(struct conditional_request){ .if_modified_since = "Wed, 19 Jan 2022 07:59:59 GMT" },
		&file));
	assert_false(
		conditional_is_known(&(struct conditional_request){ .if_modified_since = "soon" }, &file));
}

static void assert_range(const char *range, enum conditional_range expected, uint64_t from,
                         uint64_t len)
{
	uint64_t got_from, got_len;
	struct conditional_request q = { .range = range };
	assert_int_equal(conditional_range(&q, &file, &got_from, &got_len), expected);
	if (expected == CONDITIONAL_OUTSIDE)
		return;
	assert_int_equal(got_from, from);
	assert_int_equal(got_len, len);
}

static void test_ranges(void **state)
{
	(void)state;
	assert_range(NULL, CONDITIONAL_WHOLE, 0, 100);
	assert_range("bytes=0-9", CONDITIONAL_PART, 0, 10);
	assert_range("bytes=90-", CONDITIONAL_PART, 90, 10);
	assert_range("bytes=90-1000", CONDITIONAL_PART, 90, 10);
	assert_range("bytes=-10", CONDITIONAL_PART, 90, 10);
	assert_range("bytes=-1000", CONDITIONAL_PART, 0, 100);
	assert_range("bytes=100-", CONDITIONAL_OUTSIDE, 0, 0);
	assert_range("bytes=-0", CONDITIONAL_OUTSIDE, 0, 0);
	assert_range("bytes=9-0", CONDITIONAL_OUTSIDE, 0, 0);
	assert_range("bytes=0-1,5-6", CONDITIONAL_WHOLE, 0, 100);
	assert_range("bytes=", CONDITIONAL_OUTSIDE, 0, 0);
	assert_range("bytes=-", CONDITIONAL_OUTSIDE, 0, 0);
	assert_range("bytes=+1-2", CONDITIONAL_OUTSIDE, 0, 0);
	assert_range("Bytes=0-9", CONDITIONAL_PART, 0, 10);
	assert_range("lines=0-9", CONDITIONAL_WHOLE, 0, 100);
	assert_range("bytes=99999999999999999999999-", CONDITIONAL_OUTSIDE, 0, 0);
	assert_range("bytes=0-99999999999999999999999", CONDITIONAL_PART, 0, 100);
}

static void test_a_range_of_another_file(void **state)
{
	(void)state;
	uint64_t from, len;
	struct conditional_request q = { .range = "bytes=0-9", .if_range = "\"t-1\"" };
	assert_int_equal(conditional_range(&q, &file, &from, &len), CONDITIONAL_PART);
	q.if_range = "\"t-2\"";
	assert_int_equal(conditional_range(&q, &file, &from, &len), CONDITIONAL_WHOLE);
	q.if_range = "Wed, 19 Jan 2022 08:00:00 GMT";
	assert_int_equal(conditional_range(&q, &file, &from, &len), CONDITIONAL_PART);
}

static void assert_injected(const char *page, const char *expected)
{
	struct buf out = { 0 };
	inject_page(&out, view_of(page), VIEW("7"), VIEW_NULL);
	assert_string_equal(out.data, expected);
	buf_free(&out);
}

#define LINE "<script src=\"/.broadsheet/live.js\" data-version=\"7\" defer></script>\n"

static void test_the_script_comes_into_pages(void **state)
{
	(void)state;
	assert_injected("<head></head><p>", "<head>" LINE "</head><p>");
	assert_injected("<p>", "<p>" LINE);
	assert_injected("", LINE);
	assert_injected(
		"<HEAD><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></HEAD>",
		"<HEAD><meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'self'; "
		"default-src 'none'\">" LINE "</HEAD>");
	assert_injected(
		"<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src x:\"></head>",
		"<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src x:\">" LINE "</head>");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_files_are_found),
		IN_FOLDER(test_no_way_out),
		IN_FOLDER(test_links_and_devices_are_nothing),
		cmocka_unit_test(test_what_is_known),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_a_range_of_another_file),
		cmocka_unit_test(test_the_script_comes_into_pages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
