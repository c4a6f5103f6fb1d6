#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "mustache/value.h"

static int setup(void **state)
{
	*state = test_calloc(1, sizeof(struct arena));
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	test_free(*state);
	return 0;
}

static const struct value *get(const struct value *o, const char *key)
{
	return value_get(o, view_of(key), value_hash(view_of(key)));
}

static void assert_prints(const struct value *v, bool escape, const char *expected)
{
	struct buf out = { 0 };
	buf_puts(&out, ">");
	value_put(&out, v, escape);
	assert_string_equal(out.data + 1, expected);
	buf_free(&out);
}

static void test_printing(void **state)
{
	assert_prints(value_text(*state, VIEW("a<&>\"'z")), true, "a&lt;&amp;&gt;&quot;&#39;z");
	assert_prints(value_text(*state, VIEW("a<&>\"'z")), false, "a<&>\"'z");
	assert_prints(value_text(*state, VIEW("太原")), true, "太原");
	assert_prints(value_text(*state, VIEW("")), true, "");
	assert_prints(value_integer(*state, 0), true, "0");
	assert_prints(value_integer(*state, INT64_MIN), true, "-9223372036854775808");
	assert_prints(value_integer(*state, INT64_MAX), true, "9223372036854775807");
	assert_prints(value_bool(true), true, "true");
	assert_prints(value_null(), true, "");
	assert_prints(value_list(*state), true, "");
}

static void test_absent_text_is_null(void **state)
{
	struct value *o = value_object(*state);
	value_set_text(o, "absent", VIEW_NULL);
	value_set_text(o, "empty", VIEW(""));
	assert_ptr_equal(get(o, "absent"), value_null());
	assert_false(value_is_true(get(o, "empty")));
	assert_null(get(o, "missing"));
}

static void test_many_members(void **state)
{
	struct value *o = value_object(*state);
	enum { MANY = 1000 };
	for (int i = 0; i < MANY; i++) {
		char *key = arena_string(*state, arena_printf(*state, "key %d", i));
		value_set_integer(o, key, i);
	}
	for (int i = 0; i < MANY; i++) {
		struct view key = arena_printf(*state, "key %d", i);
		char expected[16];
		snprintf(expected, sizeof(expected), "%d", i);
		assert_prints(value_get(o, key, value_hash(key)), true, expected);
	}
	assert_null(get(o, "key 1000"));
	assert_null(get(o, ""));
}

static void test_the_last_value_of_a_key_counts(void **state)
{
	struct value *o = value_object(*state);
	value_set_integer(o, "a", 1);
	value_set_bool(o, "b", true);
	value_set_integer(o, "a", 2);
	assert_prints(get(o, "a"), true, "2");
	assert_prints(get(o, "b"), true, "true");
}

static void test_lists(void **state)
{
	struct value *o = value_object(*state);
	struct value *list = value_set_list(o, "list");
	assert_true(value_is_list(list));
	assert_false(value_is_true(get(o, "list")));
	for (int i = 0; i < 100; i++)
		value_push(list, value_integer(*state, i));
	value_push_text(list, VIEW("end"));
	value_set_text(value_push_object(list), "name", VIEW("n"));
	assert_true(value_is_true(get(o, "list")));
	assert_int_equal(value_length(list), 102);
	assert_prints(value_at(list, 99), true, "99");
	assert_prints(value_at(list, 100), true, "end");
	assert_prints(get(value_at(list, 101), "name"), true, "n");
}

static void test_only_objects_have_members(void **state)
{
	assert_null(get(value_text(*state, VIEW("a")), "a"));
	assert_null(get(value_null(), "a"));
	assert_null(get(value_list(*state), "a"));
}

static void test_json(void **state)
{
	static const char text[] = "{\"a\":[1.21,-0.1,1e300,3.0,12,true,null],\"\":\"x\\u0000y\"}";
	json_t *json = json_loads(text, JSON_ALLOW_NUL, NULL);
	const struct value *o = value_from_json(*state, json);
	json_decref(json); /* nothing is borrowed from it */
	const struct value *a = get(o, "a");
	static const char *const expected[] = { "1.21", "-0.1", "1e+300", "3", "12", "true", "" };
	for (size_t i = 0; i < 7; i++)
		assert_prints(value_at(a, i), true, expected[i]);
	struct buf out = { 0 };
	value_put(&out, get(o, ""), true);
	assert_int_equal(out.len, 3);
	assert_memory_equal(out.data, "x\0y", 3);
	buf_free(&out);
}

static void test_blank(void **state)
{
	struct value *o = value_object(*state);
	value_set_text(o, "text", VIEW("x"));
	value_set_integer(o, "number", 3);
	value_set_bool(o, "flag", true);
	value_set_object(o, "object");
	value_push_text(value_set_list(o, "list"), VIEW("x"));
	value_blank(o);
	assert_ptr_equal(get(o, "text"), value_null());
	assert_ptr_equal(get(o, "number"), value_null());
	assert_ptr_equal(get(o, "object"), value_null());
	assert_ptr_equal(get(o, "flag"), value_bool(false));
	assert_true(value_is_list(get(o, "list")));
	assert_int_equal(value_length(get(o, "list")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_printing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_absent_text_is_null, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many_members, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_last_value_of_a_key_counts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lists, setup, teardown),
		cmocka_unit_test_setup_teardown(test_blank, setup, teardown),
		cmocka_unit_test_setup_teardown(test_only_objects_have_members, setup, teardown),
		cmocka_unit_test_setup_teardown(test_json, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
