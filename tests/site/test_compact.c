#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "site/compact.h"

static void expect_of(const char *name, const char *text, const char *wanted)
{
	struct buf out = { 0 };
	compact_file(view_of(name), view_of(text), &out);
	buf_putc(&out, '\0');
	assert_string_equal(out.data, wanted);
	buf_free(&out);
}

static void expect_script(const char *text, const char *wanted)
{
	expect_of("a.js", text, wanted);
}

static void test_comments_and_blanks_go(void **state)
{
	(void)state;
	expect_script(
		"/* what it is */\n(function () {\n\t\"use strict\"; // so\n\n\tlet a = 1;\n}());\n",
		"(function(){\"use strict\";let a=1;}());\n");
	expect_script("a\n\t.b(\n\t\tc, // one\n\t\td)\n", "a\n.b(c,d)\n");
	expect_script("f()\n\t.b()\n\t|| c", "f().b()||c\n");
	expect_script("", "");
}

static void test_line_ends_that_end_statements_stay(void **state)
{
	(void)state;
	expect_script("a = b\nc = d", "a=b\nc=d\n");
	expect_script("let f = () => {\n}\n(x)", "let f=()=>{}\n(x)\n");
	expect_script("return\n;", "return\n;\n");
	expect_script("return /*\n*/ a", "return\na\n");
	expect_script("a\n++b", "a\n++b\n");
	expect_script("a\n!b", "a\n!b\n");
}

static void test_blanks_that_part_stay(void **state)
{
	(void)state;
	expect_script("typeof a in b", "typeof a in b\n");
	expect_script("a + +b - -c + ++d", "a+ +b- -c+ ++d\n");
	expect_script("1 .toString()", "1 .toString()\n");
	expect_script("a-- > b", "a-- >b\n");
	expect_script("a < !--b", "a< !--b\n");
	expect_script("x = /a/ in b", "x=/a/ in b\n");
	expect_script("a / /b/.c", "a/ /b/.c\n");
	expect_script("a/**/b", "a b\n");
}

static void test_texts_stay(void **state)
{
	(void)state;
	expect_script("a = \"/* b */ // c\" + ' \\' // '", "a=\"/* b */ // c\"+' \\' // '\n");
	expect_script("`a  // ${ b + `c  ${ { d } }` }  /* e */ ${f}`",
	              "`a  // ${b+`c  ${{d}}`}  /* e */ ${f}`\n");
	expect_script("a.replace(/[/\"'] \\/ /g, b)", "a.replace(/[/\"'] \\/ /g,b)\n");
	expect_script("if (a) /\"/.test(b)", "if(a)/\"/.test(b)\n");
	expect_script("(a) / b / c", "(a)/ b/ c\n");
	expect_script("a.if (b) / c / d", "a.if(b)/ c/ d\n");
	expect_script("a[0] / b / c; d++ / e / f", "a[0]/ b/ c;d++/ e/ f\n");
	expect_script("return / b /", "return/ b /\n");
}

/* Where it is not certain what a text means it stays whole. */
static void test_what_is_not_understood_stays(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"{ } / b / c // d", "a = ( // b", "a = ]  ",   "a  /* b",   "a = \" b\n\"",
		"`a ${ b  ",        "a = / b\n/", "a  <!-- b", "a \n--> b", "a = \"b\\",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		expect_script(texts[i], texts[i]);
	expect_script("/*! A licence */\na = 1; // one\n", "/*! A licence */\na = 1; // one\n");
	expect_of("a.txt", "a  /* b */", "a  /* b */");
}

static void expect_style(const char *text, const char *wanted)
{
	expect_of("a.css", text, wanted);
}

static void test_styles(void **state)
{
	(void)state;
	expect_style("/* all */\na,\nb > c :hover {\n\tcolor: red;\n\tmargin: 0 calc(1em + 2px);\n}\n",
	             "a,b > c :hover{color:red;margin:0 calc(1em + 2px)}\n");
	expect_style("@media (min-width: 40rem) and (x) {\n\ta { b: c }\n}",
	             "@media (min-width:40rem) and (x){a{b:c}}\n");
	expect_style("a::after { content: \"/* ; */  }\"; }", "a::after{content:\"/* ; */  }\"}\n");
	expect_style("a { b: url(c;  d) url( \"e)  f\" ) }", "a{b:url(c;  d) url( \"e)  f\" )}\n");
	expect_style("a/* b */c { d: e !important }", "a/**/c{d:e !important}\n");
	expect_style(".a\\:b  .c { d: e\\;}", ".a\\:b .c{d:e\\;}\n");
	expect_style("a { /* b", "a { /* b");
	expect_style("a { b: \"c\n\" }", "a { b: \"c\n\" }");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comments_and_blanks_go),
		cmocka_unit_test(test_line_ends_that_end_statements_stay),
		cmocka_unit_test(test_blanks_that_part_stay),
		cmocka_unit_test(test_texts_stay),
		cmocka_unit_test(test_what_is_not_understood_stays),
		cmocka_unit_test(test_styles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
