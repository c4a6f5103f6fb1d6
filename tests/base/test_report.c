#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/report.h"

static void assert_message(const struct report *r, size_t i, const char *text)
{
	assert_true(i < r->messages.len);
	assert_string_equal(r->messages.items[i].text, text);
}

static void test_where_is_said_as_far_as_known(void **state)
{
	(void)state;
	struct report r = { 0 };
	report_error(&r, "f", 3, 7, "bad %s, mend it", "thing");
	report_error(&r, "f", 3, 0, "bad");
	report_error(&r, "f", 0, 7, "bad");
	report_error(&r, NULL, 3, 7, "bad");
	report_warning(&r, "f", 1, 2, "odd");
	assert_message(&r, 0, "f:3:7: bad thing, mend it");
	assert_message(&r, 1, "f:3: bad");
	assert_message(&r, 2, "f: bad");
	assert_message(&r, 3, "bad");
	assert_message(&r, 4, "f:1:2: warning: odd");
	assert_int_equal(r.errors, 4);
	assert_int_equal(r.warnings, 1);
	report_free(&r);
	assert_int_equal(r.errors, 0);
}

static void test_appending_moves(void **state)
{
	(void)state;
	struct report all = { 0 }, one = { 0 }, none = { 0 };
	report_error(&all, NULL, 0, 0, "first");
	report_warning(&one, NULL, 0, 0, "second");
	report_error(&one, NULL, 0, 0, "third");
	report_append(&all, &one);
	report_append(&all, &none);
	assert_int_equal(one.messages.len, 0);
	assert_int_equal(one.errors + one.warnings, 0);
	assert_int_equal(all.errors, 2);
	assert_int_equal(all.warnings, 1);
	assert_message(&all, 0, "first");
	assert_message(&all, 1, "warning: second");
	assert_message(&all, 2, "third");
	report_free(&one);
	report_free(&all);
}

static void test_printing(void **state)
{
	(void)state;
	struct report r = { 0 };
	report_error(&r, "太原.txt", 1, 1, "100%%");
	report_warning(&r, NULL, 0, 0, "two");
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);
	report_print(&r, stream);
	fclose(stream);
	assert_string_equal(text, "太原.txt:1:1: 100%\nwarning: two\n");
	free(text);
	report_free(&r);
}

static void test_many_warnings_of_one_sort_are_thinned(void **state)
{
	(void)state;
	struct report r = { 0 };
	for (size_t i = 0; i < 5; i++) {
		report_warning(&r, "page.txt", 0, 0, "is strange");
		report_warning(&r, "page.txt", i + 1, 0, "is odd");
	}
	report_error(&r, "page.txt", 0, 0, "is strange");
	assert_int_equal(report_thin(&r, 2, "is strange", 1), 3);
	assert_int_equal(r.messages.len, 8);
	assert_int_equal(r.warnings, 7);
	assert_int_equal(r.errors, 1);
	assert_string_equal(r.messages.items[2].text, "page.txt: warning: is strange");
	assert_string_equal(r.messages.items[3].text, "page.txt:2: warning: is odd");
	assert_string_equal(r.messages.items[7].text, "page.txt: is strange");
	assert_int_equal(report_thin(&r, 0, "is strange", 9), 0);
	report_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many_warnings_of_one_sort_are_thinned),
		cmocka_unit_test(test_where_is_said_as_far_as_known),
		cmocka_unit_test(test_appending_moves),
		cmocka_unit_test(test_printing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
