/* Where lines of headlines end: at words, never inside numbers and names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "language/language.h"
#include "site/headline.h"

static struct headline *headline;

static int open_headline(void **state)
{
	struct report r = { 0 };
	(void)state;
	headline = headline_open(language_default(), &r);
	report_free(&r);
	return headline ? 0 : -1;
}

static int close_headline(void **state)
{
	(void)state;
	headline_close(headline);
	return 0;
}

static void expect_named(const char *text, const char *name, const char *html)
{
	struct buf out = { 0 };
	struct view v = view_of(text), names[1] = { view_of(name) };
	headline_put(&out, v, 0, v.len, headline_find(headline, v, names, 1));
	assert_string_equal(out.data, html);
	buf_free(&out);
}

static void expect(const char *text, const char *html)
{
	expect_named(text, "", html);
}

static void test_words(void **state)
{
	(void)state;
	expect("中国人民胜利前进", "中国<wbr>人民<wbr>胜利<wbr>前进");
	expect("北京经济运行态势喜人", "北京<wbr>经济<wbr>运行<wbr>态势<wbr>喜人");
}

static void test_numbers(void **state)
{
	(void)state;
	expect("１９９７年工作总结", "１９９７年<wbr>工作<wbr>总结");
	expect("1997年工作总结", "1997年<wbr>工作<wbr>总结");
	expect("税收７５４８亿元", "税收<wbr>７５４８亿元");
	expect("去年增产百分之三十五", "去年<wbr>增产<wbr>百分之三十五");
	expect("收入１０７·２亿元", "收入<wbr>１０７·２亿元");
}

static void test_names(void **state)
{
	(void)state;
	expect("钱其琛会见外宾", "钱其琛<wbr>会见<wbr>外宾");
	expect("李鹏会见日本建设大臣", "李鹏<wbr>会见<wbr>日本<wbr>建设<wbr>大臣");
	expect("记者王建国报道", "记者<wbr>王建国<wbr>报道");
	expect_named("约翰史密斯访问北京", "约翰史密斯", "约翰史密斯<wbr>访问<wbr>北京");
	expect_named("太原日报档案", "太原日报", "太原日报<wbr>档案");
}

static void test_signs(void **state)
{
	(void)state;
	expect("<胜利> & “前进”", "&lt;胜利&gt; &amp; “前进”");
	expect("", "");
	expect("Hello world", "Hello world");
}

/* A line of a headline that is printed on several. */
static void test_parts(void **state)
{
	(void)state;
	struct view text = view_of("胜利前进 北京欢庆");
	headline_breaks b = headline_find(headline, text, NULL, 0);
	struct buf out = { 0 };
	headline_put(&out, text, 13, 12, b);
	assert_string_equal(out.data, "北京<wbr>欢庆");
	buf_free(&out);
}

/* Behind what is looked at nothing is broken, and nothing is lost. */
static void test_long(void **state)
{
	(void)state;
	struct buf text = { 0 }, out = { 0 };
	for (int i = 0; i < 40; i++)
		buf_puts(&text, "胜利");
	struct view v = buf_view(&text);
	headline_put(&out, v, 0, v.len, headline_find(headline, v, NULL, 0));
	assert_true(view_ends(buf_view(&out), view_slice(v, 62 * 3, v.len)));
	assert_int_equal(out.len, v.len + 30 * 5);
	buf_free(&text);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words), cmocka_unit_test(test_numbers), cmocka_unit_test(test_names),
		cmocka_unit_test(test_signs), cmocka_unit_test(test_parts),   cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, open_headline, close_headline);
}
