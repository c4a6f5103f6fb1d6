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

static void test_variables_of_functions_get_short_names(void **state)
{
	(void)state;
	expect_script("function f(one, two = one) { const sum = one + two; return sum * two; }",
	              "function f(a,b=a){const c=a+b;return c*b;}\n");
	expect_script("x = (one) => one.one({ one: one }, `${one}`); y = one2 => -one2",
	              "x=(a)=>a.one({one:a},`${a}`);y=b=>-b\n");
	expect_script("{ const [one, ...two] = x; try { two(one) } catch (three) { three() } }",
	              "{const[a,...c]=x;try{c(a)}catch(b){b()}}\n");
	expect_script("{ function one() { one() } for (const two of one()) { two() } }",
	              "{function a(){a()}for(const b of a()){b()}}\n");
	expect_script("class A { one(two) { return this.one(two) } }",
	              "class A{one(a){return this.one(a)}}\n");
	expect_script("x = { one(two) { return two }, two: 1 }", "x={one(a){return a},two:1}\n");
	expect_script("f(one => one, (two) => { two() }, one2)", "f(a=>a,(b)=>{b()},one2)\n");
}

/* The key stays that a variable stands for. */
static void test_shorthands_are_written_out_where_that_spares_something(void **state)
{
	(void)state;
	expect_script("{ const { one, two = one } = x; return f(one + one + one, one, two) }",
	              "{const{one:a,two=a}=x;return f(a+a+a,a,two)}\n");
	expect_script("{ let one = 1; f(one, one, one, one, { one }) }",
	              "{let a=1;f(a,a,a,a,{one:a})}\n");
}

/* A name stays that others may see, or of which it is not certain what it is. */
static void test_other_names_stay(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"const one=1;let two=one;function three(){return one+two;}\n",
		"{const one=1;eval(two)}\n",
		"{const one=1;}\none()\n",
		"f((one)=>one,one)\n",
		"f(one=>one\none())\n",
		"{const one=1;class A{one=2;}}\n",
		"{const one=1;one:for(;;){break one;}}\n",
		"{const one=1;switch(x){case x,one:f()}}\n",
		"{if(x){function one(){}}one()}\n",
		"function f({a=one,b:[c=two]}){return one+two;}\n",
		"{const \\u0061b=1;f(ab)}\n",
		"{var one=1;f(one)}\n",
		"if(one){one()}while(two){two()}\n",
		"f(one)\n{one()}\n",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		expect_script(texts[i], texts[i]);
	expect_script("{const one=1\none,two()}\n", "{const a=1\na,two()}\n");
	expect_script("function e(one, a) { return one + a + b + c.d }",
	              "function e(f,a){return f+a+b+c.d}\n");
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
		cmocka_unit_test(test_variables_of_functions_get_short_names),
		cmocka_unit_test(test_shorthands_are_written_out_where_that_spares_something),
		cmocka_unit_test(test_other_names_stay),
		cmocka_unit_test(test_what_is_not_understood_stays),
		cmocka_unit_test(test_styles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
