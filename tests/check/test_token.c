#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "check/rules.h"
#include "check/token.h"

typedef const struct token *reading(struct token_reader *r);

/* The tokens in short: names of tags, texts in quotes, others as they begin. */
static void outline(struct buf *out, reading *next, const char *text)
{
	struct token_reader r = { .text = view_of(text) };
	const struct token *t;
	buf_truncate(out, 0);
	while ((t = next(&r))->kind != TOKEN_END_OF_TEXT) {
		if (t->kind == TOKEN_TEXT)
			buf_printf(out, "\"%.*s\"", VIEW_ARG(t->text));
		else
			buf_printf(out, "%s%.*s", t->kind == TOKEN_END ? "/" : "", VIEW_ARG(t->name));
		for (size_t i = 0; i < t->attributes.len; i++)
			buf_printf(out, " %.*s=[%.*s]", VIEW_ARG(t->attributes.items[i].name),
			           VIEW_ARG(t->attributes.items[i].value));
		buf_puts(out, t->fault ? "! " : t->self_closing ? "/ " : " ");
	}
	token_free(&r);
}

static void assert_outline(reading *next, const char *text, const char *expected)
{
	struct buf out = { 0 };
	outline(&out, next, text);
	assert_string_equal(out.data, expected);
	buf_free(&out);
}

static void test_tags_and_texts(void **state)
{
	(void)state;
	assert_outline(token_html, "<p class=\"a b\" hidden>x</p>",
	               "p class=[a b] hidden=[] \"x\" /p ");
	assert_outline(token_html, "a<br/>b", "\"a\" br/ \"b\" ");
	assert_outline(token_html, "<a href='x>y'>", "a href=[x>y] ");
	assert_outline(token_html, "<!DOCTYPE html><!-- <p> -->", "<!DOCTYPE <!-- ");
}

static void test_raw_text_ends_with_its_own_tag(void **state)
{
	(void)state;
	assert_outline(token_html, "<script>a<b></p></script>", "script \"a<b></p>\" /script ");
	assert_outline(token_html, "<title>a</titles></title>", "title \"a</titles>\" /title ");
	assert_outline(token_html, "<style>", "style ");
}

static void test_faults_are_told(void **state)
{
	(void)state;
	assert_outline(token_html, "<a href=x>", "a href=[x] ");
	assert_outline(token_html, "<a href=x=y>", "a href=[x=y]! ");
	assert_outline(token_html, "<a href=>", "a href=[]! ");
	assert_outline(token_html, "<?xml version=\"1.0\"?><p>", "<? p ");
	assert_outline(token_html, "<p><?xml version=\"1.0\"?>", "p <?! ");
	assert_outline(token_html, "<a b=\"1\" B=\"2\">", "a b=[1] B=[2]! ");
	assert_outline(token_html, "1 < 2", "\"1 < 2\"! ");
	assert_outline(token_html, "<p", "p! ");
	assert_outline(token_html, "<!--", "<!--! ");
}

static void test_xml_is_strict(void **state)
{
	(void)state;
	assert_outline(token_xml, "<?xml version=\"1.0\"?><a b=\"1\"/>", "<? a b=[1]/ ");
	assert_outline(token_xml, "<a b>", "a b=[]! ");
	assert_outline(token_xml, "<a b=c>", "a b=[c]! ");
	assert_outline(token_xml, "<!DOCTYPE a [<!ENTITY b \"]>\"><!-- it's -->]>&b;",
	               "<!DOCTYPE \"&b;\" ");
	assert_outline(token_xml, "<!DOCTYPE a>&b;", "<!DOCTYPE \"&b;\"! ");
	assert_outline(token_xml, "<a b=\"&\"/>", "a b=[&]! ");
	assert_outline(token_xml, "&amp;&#20013;&#x4E2D;", "\"&amp;&#20013;&#x4E2D;\" ");
	assert_outline(token_xml, "&nbsp;", "\"&nbsp;\"! ");
	assert_outline(token_xml, "<![CDATA[<b>]]>", "<![CDATA[ ");
	assert_outline(token_xml, "<!-- a -- b -->", "<!--! ");
}

/* Whatever the bytes, reading goes on to the end, and forward with each token. */
static void assert_ends(reading *next, struct view text)
{
	struct token_reader r = { .text = text };
	size_t before = 0;
	while (next(&r)->kind != TOKEN_END_OF_TEXT) {
		assert_true(r.at > before || (r.token.kind == TOKEN_TEXT && r.token.text.len == 0));
		assert_true(r.at <= text.len);
		before = r.at;
	}
	token_free(&r);
}

static void test_any_bytes_end(void **state)
{
	(void)state;
	static const char bytes[] = "<>/!-?=\"' a[]&;#script\0\xE4\xB8\xAD";
	char text[64];
	srand(1);
	for (int i = 0; i < 20000; i++) {
		size_t len = (size_t)rand() % sizeof(text);
		for (size_t k = 0; k < len; k++)
			text[k] = bytes[(size_t)rand() % sizeof(bytes)];
		assert_ends(token_html, (struct view){ text, len });
		assert_ends(token_xml, (struct view){ text, len });
	}
}

static void test_dates(void **state)
{
	(void)state;
	assert_true(rules_is_time(VIEW("2022-01-19T08:00:00Z")));
	assert_true(rules_is_time(VIEW("2022-01-19T08:00:00.25+08:00")));
	assert_false(rules_is_time(VIEW("2022-01-19")));
	assert_false(rules_is_time(VIEW("2022-02-30T08:00:00Z")));
	assert_false(rules_is_time(VIEW("2022-01-19T24:00:00Z")));
	assert_false(rules_is_time(VIEW("2022-01-19T08:00:00")));
	assert_true(rules_is_date(VIEW("2022")));
	assert_true(rules_is_date(VIEW("2022-01")));
	assert_true(rules_is_date(VIEW("2022-01-19")));
	assert_true(rules_is_date(VIEW("2022-01-19T08:00+08:00")));
	assert_false(rules_is_date(VIEW("2022-13")));
	assert_false(rules_is_date(VIEW("")));
}

static void test_names(void **state)
{
	(void)state;
	assert_true(token_is(VIEW("HReF"), "href"));
	assert_false(token_is(VIEW("hre"), "href"));
	assert_false(token_is(VIEW("hrefs"), "href"));
	assert_false(token_is(VIEW("href\0s"), "href"));
	assert_false(token_is(VIEW(""), "href"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags_and_texts),
		cmocka_unit_test(test_raw_text_ends_with_its_own_tag),
		cmocka_unit_test(test_faults_are_told),
		cmocka_unit_test(test_xml_is_strict),
		cmocka_unit_test(test_any_bytes_end),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_dates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
