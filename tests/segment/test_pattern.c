/* The formulas of newspapers: datelines, agencies, jump lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "language/language.h"
#include "segment/pattern.h"

static struct arena arena;

static struct glyphs read(const char *text)
{
	return glyph_read(view_of(text), language_default(), &arena);
}

/* The dateline at the beginning of text must be the given words; "" for none. */
static void assert_dateline(const char *text, const char *wanted)
{
	size_t dated;
	struct glyphs g = read(text);
	struct view found = glyph_slice(view_of(text), g, 0, pattern_dateline(g, 0, &dated));
	if (!view_eq(found, view_of(wanted)))
		fail_msg("%s: dateline %.*s, not %s", text, VIEW_ARG(found), wanted);
}

static void datelines_end_with_their_word(void **state)
{
	(void)state;
	assert_dateline("本报讯(记者 张波)昨日", "本报讯");
	assert_dateline("本报讯　4月9日尖草坪区消息", "本报讯");
	assert_dateline("本报北京１月４日电记者许宏治报道：", "本报北京１月４日电");
	assert_dateline("本报北京一月六日讯新华社记者", "本报北京一月六日讯");
	assert_dateline("本报石家庄电记者", "本报石家庄电");
	assert_dateline("新华社北京十二月三十一日电（记者", "新华社北京十二月三十一日电");
	assert_dateline("据新华社联合国１月６日电（记者", "据新华社联合国１月６日电");
	assert_dateline("据新华社电 昨天", "据新华社电");
	assert_dateline("中新网北京1月1日电 今天", "中新网北京1月1日电");
	assert_dateline("综合新华社电 美国", "综合新华社电");
	assert_dateline("本台消息 昨天", "本台消息");
	assert_dateline("太原晚报讯（记者 李军）", "太原晚报讯");
	assert_dateline("晨报讯 昨天", "晨报讯");
	assert_dateline("又讯 记者", "又讯");
}

static void sentences_are_no_datelines(void **state)
{
	(void)state;
	assert_dateline("本报记者昨天从北京市获悉,电力", "");
	assert_dateline("本报创刊五十周年", "");
	assert_dateline("新华社是国家通讯社。电讯", "");
	assert_dateline("太原晚报社昨天搬家", "");
	assert_dateline("电", "");
	assert_dateline("", "");
}

static void agencies_are_known(void **state)
{
	(void)state;
	assert_int_equal(pattern_agency(read("新华社北京"), 0), 3);
	assert_int_equal(pattern_agency(read("本报记者"), 0), 2);
	assert_int_equal(pattern_agency(read("中国新闻社"), 0), 5);
	assert_int_equal(pattern_agency(read("合众国际社"), 0), 5);
	assert_int_equal(pattern_agency(read("韩联社"), 0), 3);
	assert_int_equal(pattern_agency(read("新华书店"), 0), 0);
	assert_int_equal(pattern_agency(read("本"), 0), 0);
	assert_int_equal(pattern_agency(read("本"), 1), 0);
}

/* The whole text must be a jump line to or from the page. */
static void assert_jump(const char *text, enum pattern_jump wanted, const char *page)
{
	enum pattern_jump way = JUMP_TO;
	size_t from = 0, to = 0;
	struct glyphs g = read(text);
	size_t end = pattern_jump(g, 0, &way, &from, &to);
	struct view number = glyph_slice(view_of(text), g, from, to);
	if (end != g.len || way != wanted || !view_eq(number, view_of(page)))
		fail_msg("%s: ends at %zu of %zu, page %.*s", text, end, g.len, VIEW_ARG(number));
}

static void jump_lines_name_their_page(void **state)
{
	(void)state;
	assert_jump("（上接第1版）", JUMP_FROM, "1");
	assert_jump("(下转第4版)", JUMP_TO, "4");
	assert_jump("（上接1版）", JUMP_FROM, "1");
	assert_jump("（紧接第一版）", JUMP_FROM, "一");
	assert_jump("（上接一版）", JUMP_FROM, "一");
	assert_jump("（下转十二版）", JUMP_TO, "十二");
	assert_jump("（上接A1版）", JUMP_FROM, "A1");
	assert_jump("（下转第二版①）", JUMP_TO, "二");
	assert_jump("【下转 3 版】", JUMP_TO, "3");
	assert_jump("（接本报今日第1版）", JUMP_FROM, "1");
	assert_jump("（上接本报1月5日第2版）", JUMP_FROM, "2");
	assert_jump("（转第八版）", JUMP_TO, "八");
	assert_jump("上接第1版", JUMP_FROM, "1");
}

static void sentences_are_no_jumps(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"转变作风第一",   "接第一棒",         "（转载）", "（上接）", "（下转）",
		"（上接第一章）", "（转自人民日报）", "",         "（",       "下转"
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		enum pattern_jump way;
		size_t from, to;
		if (pattern_jump(read(texts[i]), 0, &way, &from, &to))
			fail_msg("%s is taken for a jump line", texts[i]);
	}
}

static void dates_are_read_in_all_digits(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"1998年1月4日",
		"１９９８年１月４日",
		"一九九八年一月四日",
		"1998-01-04",
		"1998.1.4",
		"壹玖玖捌年壹月肆日",
		"民国捌拾柒年壹月肆日",
		"一月四日 中华民国八十七年",
		"1月4日（民国87年）",
		"一月四日　星期日　民国八十七年",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct printed_date d;
		struct glyphs g = read(texts[i]);
		if (pattern_date(g, 0, &d) != g.len || d.year != 1998 || d.month != 1 || d.day != 4)
			fail_msg("%s is %d-%d-%d", texts[i], d.year, d.month, d.day);
	}
	struct printed_date d;
	assert_int_equal(pattern_date(read("十二月三十一日"), 0, &d), 7);
	assert_int_equal(d.month, 12);
	assert_int_equal(d.day, 31);
	assert_int_equal(pattern_date(read("1月3日至5日"), 0, &d), 7);
	assert_int_equal(d.last_day, 5);
	assert_int_equal(pattern_date(read("13月"), 0, &d), 0);
	/* A year that begins what follows is not the day's. */
	assert_int_equal(pattern_date(read("1月4日，民国八十七年"), 0, &d), 4);
	assert_int_equal(pattern_date(read("1月4日 民国初年"), 0, &d), 4);
	assert_int_equal(pattern_date(read("1月4日（民国87年的事）"), 0, &d), 4);
	assert_int_equal(pattern_date(read("日"), 0, &d), 0);
}

static int forget(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(datelines_end_with_their_word),
		cmocka_unit_test(sentences_are_no_datelines),
		cmocka_unit_test(agencies_are_known),
		cmocka_unit_test(jump_lines_name_their_page),
		cmocka_unit_test(sentences_are_no_jumps),
		cmocka_unit_test(dates_are_read_in_all_digits),
	};
	return cmocka_run_group_tests(tests, NULL, forget);
}
