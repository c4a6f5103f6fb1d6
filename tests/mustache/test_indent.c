#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fill.h"

static void test_standalone_tags_leave_no_line(void **state)
{
	(void)state;
	assert_fills("<ul>\n  {{#list}}\n  <li>{{.}}</li>\n  {{/list}}\n</ul>\n", NULL,
	             "{\"list\":[1,2]}", "<ul>\n  <li>1</li>\n  <li>2</li>\n</ul>\n");
	assert_fills("a\n\t{{! told\nover lines }}  \nb", NULL, "{}", "a\nb");
	assert_fills("{{=<% %>=}}\r\n<%#a%>\r\nx\r\n<%/a%>\r\n", NULL, "{\"a\":1}", "x\r\n");
	assert_fills("{{#a}}{{#b}}\nx\n{{/b}}{{/a}}\n", NULL, "{\"a\":1,\"b\":1}", "\nx\n\n");
	assert_fills("  {{#a}} x {{/a}}\n", NULL, "{\"a\":1}", "   x \n");
	assert_fills("\u3000{{#a}}\nx\n{{/a}}", NULL, "{\"a\":1}", "\u3000\nx\n");
}

static void test_a_partial_is_indented(void **state)
{
	(void)state;
	const struct fill_partial partials[] = {
		{ "row", "<li>\n  {{>name}}\n{{#more}}more{{/more}}\n</li>\n" },
		{ "name", "{{name}}\n{{! said }}\n{{name}}!\n" },
		{ NULL, NULL },
	};
	assert_fills("<ul>\n  {{>row}}\n</ul>\n", partials, "{\"name\":\"a\\nb\",\"more\":true}",
	             "<ul>\n  <li>\n    a\nb\n    a\nb!\n  more\n  </li>\n</ul>\n");
	assert_fills("  {{>name}}{{>name}}\n", partials, "{\"name\":\"n\"}", "  n\nn!\nn\nn!\n\n");
}

static const struct fill_partial layout[] = {
	{ "layout", "<title>{{$title}}none{{/title}}</title>\n"
	            "<main>\n"
	            "  {{$main}}\n"
	            "  {{/main}}\n"
	            "</main>\n" },
	{ "card", "<div>\n  {{$text}}\n    <p>default</p>\n  {{/text}}\n</div>\n" },
	{ "line", "  {{$text}}default{{/text}}!\n" },
	{ NULL, NULL },
};

static void test_blocks_take_the_place_of_blocks(void **state)
{
	(void)state;
	assert_fills("{{<layout}}\n{{$title}}Paper{{/title}}\n{{$main}}\n<p>\n  text\n</p>\n"
	             "{{/main}}\n{{/layout}}\n",
	             layout, "{}", "<title>Paper</title>\n<main>\n  <p>\n    text\n  </p>\n</main>\n");
	assert_fills("{{<layout}}{{/layout}}\n", layout, "{}",
	             "<title>none</title>\n<main>\n</main>\n");
	assert_fills("{{<card}}{{/card}}", layout, "{}", "<div>\n    <p>default</p>\n</div>\n");
}

static void test_a_block_keeps_its_shape(void **state)
{
	(void)state;
	assert_fills("{{<card}}\n{{$text}}\n\t\t<a>\n\t\t\t<b>\n\n\t\t</a>\n{{/text}}\n{{/card}}",
	             layout, "{}", "<div>\n    <a>\n    \t<b>\n\n    </a>\n</div>\n");
	assert_fills("{{<card}}{{$text}}<p>\n</p>\n{{/text}}{{/card}}", layout, "{}",
	             "<div>\n    <p>\n    </p>\n</div>\n");
	assert_fills("{{<line}}{{/line}}", layout, "{}", "  default!\n");
	assert_fills("{{<line}}{{$text}}\n    one\n    two{{/text}}{{/line}}", layout, "{}",
	             "  one\n  two!\n");
	assert_fills("> {{<line}}{{$text}}one\ntwo{{/text}}{{/line}}", layout, "{}",
	             ">   one\n  two!\n");
}

static void test_parents_within_blocks(void **state)
{
	(void)state;
	assert_fills("{{<layout}}\n{{$main}}\n  {{<card}}\n  {{$text}}\n    {{>line}}\n"
	             "  {{/text}}\n  {{/card}}\n{{/main}}\n{{/layout}}\n",
	             layout, "{}",
	             "<title>none</title>\n<main>\n  <div>\n        default!\n  </div>\n"
	             "</main>\n");
	assert_fills("  {{<card}}{{$text}}x{{/text}}{{/card}}\nafter\n", layout, "{}",
	             "  <div>\n      x  </div>\nafter\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_standalone_tags_leave_no_line),
		cmocka_unit_test(test_a_partial_is_indented),
		cmocka_unit_test(test_blocks_take_the_place_of_blocks),
		cmocka_unit_test(test_a_block_keeps_its_shape),
		cmocka_unit_test(test_parents_within_blocks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
