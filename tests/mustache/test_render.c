#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>

#include "fill.h"

static void test_variables(void **state)
{
	(void)state;
	assert_fills("{{t}} {{{t}}} {{&t}}", NULL, "{\"t\":\"<a href='x'>\\\"&\"}",
	             "&lt;a href=&#39;x&#39;&gt;&quot;&amp; <a href='x'>\"& <a href='x'>\"&");
	assert_fills("[{{n}} {{m}} {{f}} {{yes}} {{no}} {{null}} {{list}} {{object}} {{none}}]", NULL,
	             "{\"n\":0,\"m\":-9223372036854775808,\"f\":1.21,\"yes\":true,\"no\":false,"
	             "\"null\":null,\"list\":[1],\"object\":{\"a\":1}}",
	             "[0 -9223372036854775808 1.21 true false    ]");
	assert_fills("{{太原.日报}}", NULL, "{\"太原\":{\"日报\":\"2022\"}}", "2022");
	assert_fills("{{.}}", NULL, "\"text\"", "text");
}

static void test_what_is_false(void **state)
{
	(void)state;
	static const char *const no[] = { "null", "false", "\"\"", "[]" };
	static const char *const yes[] = { "true", "0", "\"0\"", "[null]", "{}", "0.0" };
	char json[64];
	for (size_t i = 0; i < 4; i++) {
		snprintf(json, sizeof(json), "{\"x\":%s}", no[i]);
		assert_fills("{{#x}}yes{{/x}}{{^x}}no{{/x}}", NULL, json, "no");
	}
	for (size_t i = 0; i < 6; i++) {
		snprintf(json, sizeof(json), "{\"x\":%s}", yes[i]);
		assert_fills("{{#x}}yes{{/x}}{{^x}}no{{/x}}", NULL, json, "yes");
	}
	assert_fills("{{#x}}yes{{/x}}{{^x}}no{{/x}}", NULL, "{}", "no");
}

static void test_context(void **state)
{
	(void)state;
	assert_fills("{{#a}}{{name}} {{#b}}{{name}} {{outer}}{{/b}}{{/a}}", NULL,
	             "{\"name\":\"0\",\"outer\":\"o\",\"a\":{\"b\":{\"name\":\"2\"}}}", "0 2 o");
	assert_fills("{{#a}}[{{name}}]{{/a}}", NULL, "{\"name\":\"x\",\"a\":{\"name\":null}}", "[]");
	assert_fills("{{#a}}[{{b.c}}]{{/a}}", NULL, "{\"a\":{\"b\":{}},\"b\":{\"c\":\"wrong\"}}", "[]");
	assert_fills("{{#a}}{{#.}}{{.}}{{^last}},{{/last}}{{/.}};{{/a}}", NULL, "{\"a\":[[1,2],[3]]}",
	             "1,2,;3,;");
}

static void test_parents(void **state)
{
	(void)state;
	const struct fill_partial partials[] = {
		{ "base", "{{$a}}base a{{/a}} {{$b}}base b{{/b}}" },
		{ "middle",
		  "{{<base}}{{$a}}middle a{{/a}}{{$b}}{{$inner}}middle{{/inner}} b{{/b}}{{/base}}" },
		{ "card", "<{{$a}}card{{/a}}>" },
		{ NULL, NULL },
	};
	assert_fills("{{<middle}}{{/middle}}", partials, "{}", "middle a middle b");
	assert_fills("{{<middle}}{{$inner}}page{{/inner}}{{$a}}{{x}}{{/a}}{{/middle}}", partials,
	             "{\"x\":1}", "1 page b");
	/* A block's content knows the parents around its tag, not the one it is in. */
	assert_fills("{{<base}}{{$a}}{{<card}}{{/card}}{{/a}}{{/base}}", partials, "{}",
	             "<card> base b");
	assert_fills("{{<base}}{{$a}}again {{$a}}default{{/a}}{{/a}}{{/base}}", partials, "{}",
	             "again default base b");
	assert_fills("{{<*name}}{{$b}}!{{/b}}{{/*name}}", partials, "{\"name\":\"base\"}", "base a !");
	assert_fills("{{<base}}{{$a}}1{{/a}}{{$a}}2{{/a}}{{/base}}", partials, "{}", "2 base b");
}

static void test_dynamic_names(void **state)
{
	(void)state;
	const struct fill_partial partials[] = { { "7", "seven" }, { NULL, NULL } };
	assert_fills("{{>*n}}{{>*none}}{{>*empty}}", partials, "{\"n\":7,\"empty\":\"\"}", "seven");
	assert_fills("a\n {{>*n}}", partials, "{\"n\":\"eight\"}",
	             "page:2:2: there is no template \"eight\", which the value of \"n\" asks for\n");
}

static void test_recursion(void **state)
{
	(void)state;
	const struct fill_partial tree[] = { { "node", "{{name}}({{#nodes}}{{>node}}{{/nodes}})" },
		                                 { NULL, NULL } };
	assert_fills("{{>node}}", tree,
	             "{\"name\":1,\"nodes\":[{\"name\":2,\"nodes\":[]},"
	             "{\"name\":3,\"nodes\":[{\"name\":4,\"nodes\":[]}]}]}",
	             "1(2()3(4()))");
	assert_fills("{{#a}}\n{{>page}}{{>page}}\n{{/a}}", NULL, "{\"a\":1}",
	             "page:2:1: templates include each other more than 200 deep: expected \"page\" "
	             "not to include itself without end\n");
	const struct fill_partial ring[] = { { "a", "{{>b}}" },
		                                 { "b", "x{{<a}}{{/a}}" },
		                                 { NULL, NULL } };
	assert_fills("{{>a}}", ring, "{}",
	             "b:1:2: templates include each other more than 200 deep: expected \"a\" "
	             "not to include itself without end\n");
	const struct fill_partial wide[] = {
		{ "w", "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{>w}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}" },
		{ NULL, NULL },
	};
	char *met = fill("{{>w}}", wide, "{\"a\":1}");
	assert_non_null(strstr(met, "\"a\" nests sections and templates more than 1000 deep"));
	free(met);
}

struct job {
	const struct mustache_template *template;
	const struct value *shared;
	int number;
	struct buf out;
};

static void *render_many(void *argument)
{
	struct job *job = argument;
	struct arena arena = { 0 };
	for (int i = 0; i < 500; i++) {
		arena_reset(&arena);
		struct value *page = value_object(&arena);
		value_set(page, "site", job->shared);
		value_set_integer(page, "number", job->number);
		struct report r = { 0 };
		buf_truncate(&job->out, 0);
		if (!mustache_render(job->template, page, &job->out, &r))
			break;
	}
	arena_free(&arena);
	return NULL;
}

static void test_threads_share_a_set(void **state)
{
	(void)state;
	struct report r = { 0 };
	struct arena arena = { 0 };
	struct mustache_set *set = mustache_new();
	struct value *shared = value_object(&arena);
	value_set_text(shared, "title", VIEW("T"));
	value_push_text(value_set_list(shared, "list"), VIEW("x"));
	assert_true(mustache_add(set, VIEW("p"), VIEW("{{#site.list}}{{.}}{{/site.list}}\n"), "p", &r));
	assert_true(
		mustache_add(set, VIEW("t"), VIEW("{{site.title}}{{number}}\n  {{>p}}\n"), "t", &r));
	assert_true(mustache_link(set, &r));
	pthread_t threads[4];
	struct job jobs[4] = { 0 };
	for (int i = 0; i < 4; i++) {
		jobs[i].template = mustache_find(set, VIEW("t"));
		jobs[i].shared = shared;
		jobs[i].number = i;
		assert_int_equal(pthread_create(&threads[i], NULL, render_many, &jobs[i]), 0);
	}
	for (int i = 0; i < 4; i++) {
		char expected[32];
		pthread_join(threads[i], NULL);
		snprintf(expected, sizeof(expected), "T%d\n  x\n", i);
		assert_string_equal(jobs[i].out.data, expected);
		buf_free(&jobs[i].out);
	}
	arena_free(&arena);
	mustache_free(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_variables),
		cmocka_unit_test(test_what_is_false),
		cmocka_unit_test(test_context),
		cmocka_unit_test(test_parents),
		cmocka_unit_test(test_dynamic_names),
		cmocka_unit_test(test_recursion),
		cmocka_unit_test(test_threads_share_a_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
