/* What characters are read as when a page is recognised. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/view.h"
#include "language/language.h"
#include "text/glyph.h"

/* What is read of a text is what is read of the plain one, whatever the marks. */
static void check_plain(const char *printed, const char32_t *plain)
{
	struct arena a = { 0 };
	struct glyphs g = glyph_read(view_of(printed), language_default(), &a);
	if (g.len != glyph_length(plain) || !glyph_starts(g, plain))
		fail_msg("%s is not read as it should be: %zu glyphs", printed, g.len);
	assert_int_equal(g.at[g.len], strlen(printed));
	arena_free(&a);
}

static void test_folding(void **state)
{
	(void)state;
	check_plain("⻓江⽉色", U"长江月色");
	check_plain("本報訊（記者 王國華）", U"本报讯(记者 王国华)");
	check_plain("新華社北京１月４日電", U"新华社北京1月4日电");
	check_plain("靑眞敎旣", U"青真教既");
	check_plain("\uF90A\uFA30", U"金侮"); /* compatibility */
	check_plain("葛\uFE00城\U000E0101", U"葛城");
	check_plain("马克‧吐温", U"马克·吐温");
	check_plain("马克・吐温", U"马克·吐温");
	check_plain("①某地丰收", U"①某地丰收");
}

static void test_characters_set_apart(void **state)
{
	(void)state;
	check_plain("本 报 讯 （记 者 王 国 华） 太 忻 经 济 区", U"本报讯(记者王国华)太忻经济区");
	check_plain("本　报　讯　１　月　１９　日　某　会　开　幕", U"本报讯1月19日某会开幕");
	/* names and the words of a headline keep their blanks */
	check_plain("王 芳 李明", U"王 芳 李明");
	check_plain("记者 王国华 通讯员 李明", U"记者 王国华 通讯员 李明");
	check_plain("喜 讯", U"喜 讯");
}

static void test_what_is_shown_stays(void **state)
{
	struct arena a = { 0 };
	struct view text = view_of("本 報 訊 記 者 王 國 華 獲 悉");
	struct glyphs g = glyph_read(text, language_default(), &a);
	(void)state;
	assert_int_equal(g.len, 10);
	assert_true(view_eq(glyph_slice(text, g, 0, 3), view_of("本 報 訊")));
	assert_true(view_eq(glyph_slice(text, g, 5, 8), view_of("王 國 華")));
	assert_true(view_eq(glyph_slice(text, g, 0, g.len), text));
	arena_free(&a);
}

/* Lines of a paragraph: a blank between words of an alphabet, none where a line was only full. */
static void test_joining(void **state)
{
	(void)state;
	static const struct {
		const char *above, *next, *joined;
		bool spaced; /* of a language whose words stand between blanks */
	} cases[] = {
		{ "公路 ", "修通", "公路修通", false },
		{ "今年，", "WTO 规则", "今年，WTO 规则", false },
		{ "the road", "is open", "the road is open", false },
		{ "été", "à Paris", "été à Paris", false },
		{ "Constitutionnel,", "ce journal", "Constitutionnel, ce journal", false },
		{ "il dit :", "oui", "il dit : oui", false },
		{ "the end.", "The road", "the end. The road", false },
		{ "word", "(a note)", "word (a note)", false },
		{ "le 12", "avril", "le 12 avril", false },
		{ "avril", "1888", "avril 1888", false },
		{ "共20", "22人", "共2022人", false },
		{ "约3.", "5亿", "约3.5亿", false },
		{ "5", "G网络", "5G网络", false },
		{ "www.abc.", "com", "www.abc.com", false },
		{ "to spend", "$1.4 million", "to spend $1.4 million", true },
		{ "from 3", "5 per cent", "from 3 5 per cent", true },
		{ "re-", "building", "rebuilding", true },
		{ "an\xC2\xAD", "dere", "andere", true },
		{ "H\xC3\xA4u\xC2\xAC", "ser", "Häuser", true },
		{ "Nord-", "Süd", "Nord-Süd", true },
		{ "1914-", "1918", "1914-1918", true },
		{ "re-", "building", "re-building", false },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf b = { 0 };
		glyph_join(&b, view_of(cases[i].above), cases[i].spaced);
		glyph_join(&b, view_of(cases[i].next), cases[i].spaced);
		if (!view_eq(buf_view(&b), view_of(cases[i].joined)))
			fail_msg("joined as %s", b.data);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folding),
		cmocka_unit_test(test_characters_set_apart),
		cmocka_unit_test(test_what_is_shown_stays),
		cmocka_unit_test(test_joining),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
