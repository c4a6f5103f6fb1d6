#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "language/language.h"
#include "segment/punctuation.h"

static struct facts read(const char *text)
{
	struct arena a = { 0 };
	struct punctuation_table t;
	punctuation_make(language_default(), &t);
	struct facts f = { .length = 0 };
	punctuation_read(&t, glyph_read(view_of(text), language_default(), &a), &f);
	arena_free(&a);
	return f;
}

static void test_marks_are_counted(void **state)
{
	(void)state;
	struct facts f = read("他说：“雨停了，天晴、风轻。”——《天气》好！好？ 完");
	assert_int_equal(f.sentences, 3);
	assert_int_equal(f.stops, 1);
	assert_int_equal(f.commas, 2);
	assert_true(f.colon_inside && f.title_inside && f.dash_inside && f.blank_inside);
	assert_true(f.quote_inside);
	assert_int_equal(f.quotes, SETTING_CURLY);
	assert_int_equal(read("『天气』“好”").quotes, SETTING_CORNER);
	assert_false(f.stray_close || f.open_bracket);
	f = read("雨停了");
	assert_false(f.colon_inside || f.title_inside || f.dash_inside || f.blank_inside ||
	             f.quote_inside);
	assert_false(read("雨停了：").colon_inside);
}

/* Single quotes are apostrophes as well, and < and > are signs. */
static bool is_balanced_kind(uint32_t c)
{
	return (glyph_opens(c) || glyph_closes(c)) && c != '<' && c != '>' && c != 0x2018 &&
	       c != 0x2019;
}

static void test_every_bracket_is_balanced(void **state)
{
	(void)state;
	struct punctuation_table t;
	punctuation_make(language_default(), &t);
	int brackets = 0;
	for (uint32_t c = 1; c < 0x10000; c++) {
		uint32_t code[] = { U'雨', c, U'停', 0 }, at[] = { 0, 3, 6, 9 };
		struct facts f = { .length = 0 };
		punctuation_read(&t, (struct glyphs){ code, at, 3, language_default() }, &f);
		assert_int_equal(f.open_bracket, is_balanced_kind(c) && glyph_opens(c));
		assert_int_equal(f.stray_close, is_balanced_kind(c) && glyph_closes(c));
		brackets += is_balanced_kind(c);
	}
	assert_true(brackets > 20);
}

static void test_the_first_figure_tells(void **state)
{
	(void)state;
	assert_int_equal(read("去年1月4日，百分之九").figures, SETTING_DIGITS);
	assert_int_equal(read("百分之九，又9%").figures, SETTING_NUMERALS);
	assert_int_equal(read("他一再说，一月四日见").figures, SETTING_NUMERALS);
	assert_int_equal(read("百姓一再说").figures, 0);
}

static void test_words_tell_only_in_their_place(void **state)
{
	(void)state;
	assert_true(read("记者从市里获悉，路已修好。").lead_word);
	assert_true(read("图为修好的路。").picture);
	assert_true(read("本版编辑 王小二").imprint);
	assert_true(read("请互相转告。特此通知。").notice);
	assert_false(read("路已经在上个月里全都修好了，图为修好的路。").picture);
	struct buf buf = { 0 };
	for (int i = 0; i < 60; i++)
		buf_puts(&buf, "路修好了");
	buf_puts(&buf, "日前");
	char *text = buf_detach(&buf);
	struct facts f = read(text);
	assert_false(f.lead_word || f.picture || f.imprint || f.notice);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks_are_counted),
		cmocka_unit_test(test_every_bracket_is_balanced),
		cmocka_unit_test(test_the_first_figure_tells),
		cmocka_unit_test(test_words_tell_only_in_their_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
