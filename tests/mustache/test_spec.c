/*
 * The Mustache specification's own tests, all but lambdas: data in JSON has
 * none. The specification lies beside the checkout; without it this is skipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "mustache/mustache.h"

#define FOLDER "../shared/mustache-spec/"

static const struct {
	const char *file;
	size_t tests;
} modules[] = {
	{ "comments", 12 }, { "delimiters", 14 }, { "interpolation", 42 },  { "inverted", 22 },
	{ "partials", 12 }, { "sections", 34 },   { "~dynamic-names", 21 }, { "~inheritance", 27 },
};

static struct view text_of(const json_t *json)
{
	return (struct view){ json_string_value(json), json_string_length(json) };
}

static bool run(const json_t *test, struct buf *out, struct report *r)
{
	struct mustache_set *set = mustache_new();
	struct arena arena = { 0 };
	mustache_allow_missing(set);
	bool ok = mustache_add(set, VIEW("the test"), text_of(json_object_get(test, "template")),
	                       "template", r);
	const char *name;
	json_t *partial;
	json_object_foreach(json_object_get(test, "partials"), name, partial) ok =
		mustache_add(set, view_of(name), text_of(partial), name, r) && ok;
	const struct value *data = value_from_json(&arena, json_object_get(test, "data"));
	ok = ok && mustache_link(set, r) &&
	     mustache_render(mustache_find(set, VIEW("the test")), data, out, r);
	arena_free(&arena);
	mustache_free(set);
	return ok;
}

static bool passes(const json_t *test)
{
	struct buf out = { 0 };
	struct report r = { 0 };
	struct view expected = text_of(json_object_get(test, "expected"));
	bool ok = run(test, &out, &r);
	bool same = ok && view_eq(buf_view(&out), expected);
	if (!same) {
		print_error("%s\n--- template\n%s\n--- expected\n%.*s\n--- met\n%.*s\n",
		            json_string_value(json_object_get(test, "name")),
		            json_string_value(json_object_get(test, "template")), VIEW_ARG(expected),
		            VIEW_ARG(buf_view(&out)));
		report_print(&r, stderr);
	}
	buf_free(&out);
	report_free(&r);
	return same;
}

static size_t run_module(const char *file, size_t expected)
{
	char path[200];
	snprintf(path, sizeof(path), FOLDER "%s.json", file);
	json_error_t error;
	json_t *module = json_load_file(path, 0, &error);
	assert_non_null(module);
	json_t *tests = json_object_get(module, "tests");
	size_t passed = 0, i;
	json_t *test;
	json_array_foreach(tests, i, test) passed += passes(test);
	assert_int_equal(json_array_size(tests), expected);
	assert_int_equal(passed, expected);
	json_decref(module);
	return passed;
}

static void test_specification(void **state)
{
	(void)state;
	if (access(FOLDER, R_OK) != 0) {
		print_message("skipped: " FOLDER " is not there\n");
		return;
	}
	size_t passed = 0;
	for (size_t i = 0; i < sizeof(modules) / sizeof(*modules); i++)
		passed += run_module(modules[i].file, modules[i].tests);
	print_message("%zu tests of the Mustache specification pass\n", passed);
	assert_int_equal(passed, 184);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_specification) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
