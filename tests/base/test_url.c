#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/escape.h"
#include "base/url.h"

static void decodes(const char *text, const char *expected, bool sound)
{
	struct buf b = { 0 };
	assert_int_equal(url_decode(&b, view_of(text)), sound);
	assert_true(view_eq(buf_view(&b), view_of(expected)));
	buf_free(&b);
}

static void test_decoding(void **state)
{
	(void)state;
	decodes("", "", true);
	decodes("2022/01.html", "2022/01.html", true);
	decodes("%E4%b8%adx%25", "中x%", true);
	decodes("%", "%", false);
	decodes("a%4", "a%4", false);
	decodes("%zz%41", "%zzA", false);
	decodes("%%41", "%A", false);
}

static void test_escaping(void **state)
{
	(void)state;
	struct buf b = { 0 };
	escape_html(&b, VIEW("a<&>\"'中"));
	assert_string_equal(b.data, "a&lt;&amp;&gt;&quot;&#39;中");
	/* Wherever it stands among others, which are looked at eight bytes at a time. */
	for (size_t before = 0; before < 12; before++) {
		struct buf text = { 0 }, wanted = { 0 };
		for (size_t i = 0; i < 12; i++) {
			buf_puts(&text, i == before ? "<" : "中");
			buf_puts(&wanted, i == before ? "&lt;" : "中");
		}
		buf_truncate(&b, 0);
		escape_html(&b, buf_view(&text));
		assert_string_equal(b.data, wanted.data);
		buf_free(&text);
		buf_free(&wanted);
	}
	buf_free(&b);
}

static void unescapes(const char *text, const char *wanted)
{
	struct buf b = { 0 };
	unescape_html(&b, view_of(text));
	assert_string_equal(buf_view(&b).data, wanted);
	buf_free(&b);
}

static void test_references(void **state)
{
	(void)state;
	unescapes("", "");
	unescapes("a&lt;&amp;&gt;&quot;&#39;&apos;", "a<&>\"''");
	unescapes("&#20013;&#x4E2d;&#X4e2d;中", "中中中中");
	unescapes("&amp;lt;", "&lt;");
	unescapes("& &; &nbsp; &# &#; &#x; &#xg; &", "& &; &nbsp; &# &#; &#x; &#xg; &");
	unescapes("&#65", "A");
	unescapes("&#x110000;&#xD800;&#99999999;", "\uFFFD\uFFFD\uFFFD");
	unescapes("&#999999999999;", "\uFFFD9999;");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decoding),
		cmocka_unit_test(test_escaping),
		cmocka_unit_test(test_references),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
