#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fill.h"

/* Templates at fault, and every word of what is said about them. */
static void check(const char *source, const char *message)
{
	assert_fills(source, NULL, "{}", message);
}

static void test_tags_that_do_not_end(void **state)
{
	(void)state;
	check("a\nb {{name", "page:2:3: the tag is not closed: expected \"}}\", met \"{{name\"\n");
	check("{{{name}}", "page:1:1: the tag is not closed: expected \"}}}\", met \"{{{name}}\"\n");
	check("{{=<% %>=}}\n<%name}}",
	      "page:2:1: the tag is not closed: expected \"%>\", met \"<%name}}\"\n");
	check("{{! no end", "page:1:1: the tag is not closed: expected \"}}\", met \"{{! no end\"\n");
	check("{{", "page:1:1: the tag is not closed: expected \"}}\", met \"{{\"\n");
}

static void test_columns_are_characters(void **state)
{
	(void)state;
	check("太原日报{{", "page:1:5: the tag is not closed: expected \"}}\", met \"{{\"\n");
}

static void test_long_text_is_cut_between_characters(void **state)
{
	(void)state;
	check("{{太原日报太原日报太原日报太原日报太原日报太原日报",
	      "page:1:1: the tag is not closed: expected \"}}\", met "
	      "\"{{太原日报太原日报太原日报太原日报太原日…\"\n");
}

static void test_names(void **state)
{
	(void)state;
	check("{{}}", "page:1:1: the tag is empty: expected a name, met \"\"\n");
	check(" {{# }}", "page:1:2: the tag is empty: expected a name, met \" \"\n");
	check("{{{}}}", "page:1:1: the tag is empty: expected a name, met \"\"\n");
	check("{{>*}}", "page:1:1: the tag is empty: expected a name, met \"*\"\n");
	check("{{a b}}", "page:1:1: expected one name without blanks, met \"a b\"\n");
	check("{{a..b}}", "page:1:1: expected a name before and after each dot, met \"a..b\"\n");
	check("{{#.a}}{{/.a}}", "page:1:1: expected a name before and after each dot, met \".a\"\n");
	check("{{>*a.}}", "page:1:1: expected a name before and after each dot, met \"a.\"\n");
}

static void test_delimiters(void **state)
{
	(void)state;
	static const char *const wrong[][2] = {
		{ "{{=<% %>}}", "<% %>" },   { "{{=<%=}}", "<%=" }, { "{{=a b c=}}", "a b c=" },
		{ "{{=a=b c=}}", "a=b c=" }, { "{{==}}", "=" },     { "{{= =}}", " =" },
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct buf message = { 0 };
		buf_puts(&message, "page:1:1: expected two new delimiters as in {{=<% %>=}}, short "
		                   "and without blanks or \"=\" in them, met \"");
		buf_puts(&message, wrong[i][1]);
		buf_puts(&message, "\"\n");
		check(wrong[i][0], message.data);
		buf_free(&message);
	}
}

static void test_pairs(void **state)
{
	(void)state;
	check("x\n {{#a}}\n", "page:2:2: the section \"a\" is not closed: expected its closing "
	                      "tag before the end of the template\n");
	check("{{^a}}", "page:1:1: the section \"a\" is not closed: expected its closing tag "
	                "before the end of the template\n");
	check("{{$a}}", "page:1:1: the block \"a\" is not closed: expected its closing tag "
	                "before the end of the template\n");
	check("{{<*a}}", "page:1:1: the parent \"*a\" is not closed: expected its closing tag "
	                 "before the end of the template\n");
	check("{{#a}}\n{{#b}}\n{{/a}}", "page:3:1: met the closing tag of \"a\", expected that of "
	                                "the section \"b\", open since 2:1\n");
	check("{{/a}}", "page:1:1: met the closing tag of \"a\", but nothing is open: expected "
	                "its opening tag before\n");
	check("{{#a}}{{/a}}{{/a}}", "page:1:13: met the closing tag of \"a\", but nothing is "
	                            "open: expected its opening tag before\n");
	check("{{<*p}}{{/p}}", "page:1:8: met the closing tag of \"p\", expected that of the "
	                       "parent \"*p\", open since 1:1\n");
}

static void test_what_a_parent_would_swallow(void **state)
{
	(void)state;
	check("{{<p}} text {{name}} {{/p}}",
	      "page:1:13: met \"name\" in the parent \"p\" outside its blocks, where nothing is "
	      "shown: expected it in a block\n");
	check("{{<p}}\n{{#s}}{{$b}}{{/b}}{{/s}}{{/p}}",
	      "page:2:1: met \"s\" in the parent \"p\" outside its blocks, where nothing is "
	      "shown: expected it in a block\n");
}

static void test_too_deep(void **state)
{
	(void)state;
	struct buf source = { 0 };
	for (int i = 0; i < 100000; i++)
		buf_puts(&source, "{{#a}}");
	check(source.data, "page:1:1201: met more than 200 open sections, blocks and parents: "
	                   "expected some to be closed\n");
	buf_free(&source);
}

static void test_any_bytes(void **state)
{
	(void)state;
	static const char *const pieces[] = { "{{",      "}}",     "{{#a}}",    "{{/a}}",    "{{<p}}",
		                                  "{{$a}}",  "{{/p}}", "\n",        "  ",        "{",
		                                  "}",       "=",      "{{>page}}", "\xE4",      "x",
		                                  "{{^a}}",  "\r\n",   "{{!",       "{{=| |=}}", "|",
		                                  "{{{a}}}", "{{a}}",  "{{/*p}}",   "{{>*a}}" };
	uint32_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		struct buf source = { 0 };
		for (int i = 0; i < round % 24; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_puts(&source, pieces[(seed >> 8) % (sizeof(pieces) / sizeof(*pieces))]);
		}
		const struct fill_partial p[] = { { "p", "  {{$a}}\n  1\n{{/a}}" }, { NULL, NULL } };
		free(fill(buf_view(&source).data, p, "{\"a\":[1,\"p\"]}"));
		buf_free(&source);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags_that_do_not_end),
		cmocka_unit_test(test_columns_are_characters),
		cmocka_unit_test(test_long_text_is_cut_between_characters),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_delimiters),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_what_a_parent_would_swallow),
		cmocka_unit_test(test_too_deep),
		cmocka_unit_test(test_any_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
