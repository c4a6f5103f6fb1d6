#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../scratch.h"
#include "mustache/mustache.h"

static void assert_only_message(struct report *r, const char *format, const char *folder)
{
	char expected[400] = "";
	snprintf(expected, sizeof(expected), format, folder);
	assert_int_equal(r->messages.len, 1);
	assert_string_equal(r->messages.items[0].text, expected);
	report_free(r);
}

static void assert_renders(struct mustache_set *set, struct view name, const char *expected)
{
	struct report r = { 0 };
	struct buf out = { 0 };
	assert_non_null(mustache_find(set, name));
	assert_true(mustache_render(mustache_find(set, name), value_null(), &out, &r));
	assert_string_equal(buf_view(&out).data, expected);
	buf_free(&out);
}

static void test_names_are_unique(void **state)
{
	(void)state;
	struct report r = { 0 };
	struct mustache_set *set = mustache_new();
	assert_true(mustache_add(set, VIEW("a"), VIEW("1"), "first", &r));
	assert_false(mustache_add(set, VIEW("a"), VIEW("2"), "second", &r));
	assert_only_message(&r,
	                    "second:1:1: there is a template \"a\" already: give one of them "
	                    "another name%s",
	                    "");
	assert_null(mustache_find(set, VIEW("b")));
	mustache_free(set);
}

static void test_part_of_a_file(void **state)
{
	(void)state;
	struct report r = { 0 };
	struct mustache_set *set = mustache_new();
	assert_false(mustache_add_at(set, VIEW("a"), VIEW("太{{"), "zh.conf", 7, 12, &r));
	assert_only_message(&r,
	                    "zh.conf:7:13: the tag is not closed: expected \"}}\", met "
	                    "\"{{\"%s",
	                    "");
	assert_true(mustache_add_at(set, VIEW("a"), VIEW("\n {{>b}}"), "zh.conf", 7, 12, &r));
	assert_false(mustache_link(set, &r));
	assert_only_message(&r,
	                    "zh.conf:8:2: there is no template \"b\": add it, or correct the "
	                    "name%s",
	                    "");
	mustache_free(set);
}

static void test_every_unknown_partial_is_told(void **state)
{
	(void)state;
	struct report r = { 0 };
	struct mustache_set *set = mustache_new();
	assert_true(
		mustache_add(set, VIEW("a"), VIEW("{{>x}}\n {{<y}}{{/y}}{{>*z}}"), "a.mustache", &r));
	assert_false(mustache_link(set, &r));
	assert_int_equal(r.errors, 2);
	assert_string_equal(r.messages.items[0].text, "a.mustache:1:1: there is no template "
	                                              "\"x\": add it, or correct the name");
	assert_string_equal(r.messages.items[1].text, "a.mustache:2:2: there is no template "
	                                              "\"y\": add it, or correct the name");
	report_free(&r);
	mustache_free(set);
}

static void test_missing_may_be_allowed(void **state)
{
	(void)state;
	struct report r = { 0 };
	struct mustache_set *set = mustache_new();
	mustache_allow_missing(set);
	assert_true(mustache_add(set, VIEW("a"), VIEW("[{{>x}}{{<y}}{{/y}}]"), "a", &r));
	assert_true(mustache_link(set, &r));
	assert_renders(set, VIEW("a"), "[]");
	mustache_free(set);
}

static void test_an_empty_template(void **state)
{
	(void)state;
	struct report r = { 0 };
	struct mustache_set *set = mustache_new();
	assert_true(mustache_add(set, VIEW("a"), VIEW(""), "a", &r));
	assert_true(mustache_link(set, &r));
	assert_renders(set, VIEW("a"), "");
	mustache_free(set);
}

static void test_a_folder(void **state)
{
	struct report r = { 0 };
	struct mustache_set *set = mustache_new();
	scratch_write(state, "a.mustache",
	              "\xEF\xBB\xBF"
	              "a{{>feed.xml}}");
	scratch_write(state, "feed.xml.mustache", "feed");
	scratch_write(state, "notes.txt", "{{");
	scratch_write(state, ".hidden.mustache", "{{");
	assert_true(mustache_add_folder(set, ((struct scratch *)*state)->folder, &r));
	assert_true(mustache_link(set, &r));
	assert_renders(set, VIEW("a"), "afeed");
	assert_null(mustache_find(set, VIEW("notes")));
	assert_false(mustache_add_folder(set, scratch_path(state, "none"), &r));
	assert_only_message(&r, "%s/none: the folder cannot be read: No such file or directory",
	                    ((struct scratch *)*state)->folder);
	mustache_free(set);
}

static void test_only_what_is_needed(void **state)
{
	const char *folder = ((struct scratch *)*state)->folder;
	struct report r = { 0 };
	struct mustache_set *set = mustache_new();
	scratch_write(state, "one.mustache", "1{{>two}}");
	scratch_write(state, "two.mustache", "2{{<page}}{{/page}}");
	scratch_write(state, "page.mustache", "not this one");
	scratch_write(state, "broken.mustache", "{{");
	assert_true(mustache_add(set, VIEW("page"), VIEW("{{#x}}{{>one}}{{/x}}!"), "page", &r));
	assert_true(mustache_add_needed(set, folder, &r));
	assert_true(mustache_link(set, &r));
	assert_renders(set, VIEW("page"), "!");
	assert_true(mustache_add(set, VIEW("dynamic"), VIEW("{{>*x}}"), "dynamic", &r));
	assert_false(mustache_add_needed(set, folder, &r));
	assert_only_message(&r,
	                    "%s/broken.mustache:1:1: the tag is not closed: expected \"}}\", "
	                    "met \"{{\"",
	                    folder);
	mustache_free(set);
}

static void test_names_stay_in_the_folder(void **state)
{
	struct report r = { 0 };
	struct mustache_set *set = mustache_new();
	scratch_write(state, "secret.mustache", "secret");
	assert_int_equal(mkdir(scratch_path(state, "folder"), 0777), 0);
	scratch_write(state, "folder/inner.mustache", "inner");
	assert_true(mustache_add(set, VIEW("p"), VIEW("{{>folder/inner}}"), "p", &r));
	assert_true(mustache_add_needed(set, ((struct scratch *)*state)->folder, &r));
	assert_true(mustache_link(set, &r));
	assert_renders(set, VIEW("p"), "inner");
	assert_true(mustache_add(set, VIEW("q"), VIEW("{{>../secret}}"), "q", &r));
	assert_true(mustache_add_needed(set, scratch_path(state, "folder"), &r));
	assert_false(mustache_link(set, &r));
	assert_only_message(&r,
	                    "q:1:1: there is no template \"../secret\": add it, or correct the "
	                    "name%s",
	                    "");
	mustache_free(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_unique),
		cmocka_unit_test(test_part_of_a_file),
		cmocka_unit_test(test_every_unknown_partial_is_told),
		cmocka_unit_test(test_missing_may_be_allowed),
		cmocka_unit_test(test_an_empty_template),
		cmocka_unit_test_setup_teardown(test_a_folder, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_only_what_is_needed, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_names_stay_in_the_folder, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
