/* Personal names: where they begin and end, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "language/language.h"
#include "segment/person_name.h"

static struct arena arena;

static const char *names_of(const char *text, enum person_name_trust trust)
{
	struct person_name names[PERSON_NAME_MOST];
	struct view v = view_of(text);
	struct glyphs g = glyph_read(v, language_default(), &arena);
	size_t n = person_name_list(g, 0, g.len, trust, names);
	struct buf b = { 0 };
	for (size_t i = 0; i < n; i++) {
		buf_puts(&b, i ? "|" : "");
		buf_put(&b, glyph_slice(v, g, names[i].from, names[i].to));
	}
	const char *all = arena_string(&arena, buf_view(&b));
	buf_free(&b);
	return all;
}

static void assert_names(const char *text, enum person_name_trust trust, const char *wanted)
{
	const char *found = names_of(text, trust);
	if (strcmp(found, wanted) != 0)
		fail_msg("%s: %s, not %s", text, found, wanted);
}

static void names_are_parted(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "张波", "张波" },
		{ "刘玉红肖荻", "刘玉红|肖荻" },
		{ "王建国李明", "王建国|李明" },
		{ "李明王建国", "李明|王建国" },
		{ "高扬文史怀璧焦善民王锐", "高扬文|史怀璧|焦善民|王锐" },
		{ "易允武邓献忠周立耘", "易允武|邓献忠|周立耘" },
		{ "欧阳修", "欧阳修" },
		{ "司马光诸葛明慧", "司马光|诸葛明慧" },
		{ "陈伟欧阳志强", "陈伟|欧阳志强" },
		{ "张三丰、李四光", "张三丰|李四光" },
		{ "张波 李军", "张波|李军" },
		{ "张波，李军", "张波|李军" },
		{ "张波;李军/王芳", "张波|李军|王芳" },
		{ "赵志文", "赵志文" },
		{ "索朗罗布", "索朗罗布" },
		{ "扎西次仁", "扎西次仁" },
		{ "约翰·史密斯", "约翰·史密斯" },
		{ "阿不都·热合曼", "阿不都·热合曼" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_names(cases[i][0], PERSON_NAME_STRICT, cases[i][1]);
}

static void spread_names_are_whole(void **state)
{
	(void)state;
	assert_names("张 波", PERSON_NAME_STRICT, "张 波");
	assert_names("张　　波", PERSON_NAME_STRICT, "张　　波");
	assert_names("张 晓 波", PERSON_NAME_STRICT, "张 晓 波");
	assert_names("张 波 李 军", PERSON_NAME_STRICT, "张 波|李 军");
	assert_names("张 波  李 军", PERSON_NAME_STRICT, "张 波|李 军");
	assert_names("张 波、李学军", PERSON_NAME_STRICT, "张 波|李学军");
	assert_names("李学军 张 波", PERSON_NAME_STRICT, "李学军|张 波");
	assert_names("张", PERSON_NAME_LOOSE, "");
	assert_names("张 李学军", PERSON_NAME_STRICT, "");
}

static void pen_names_need_their_place(void **state)
{
	(void)state;
	assert_names("峤聿", PERSON_NAME_STRICT, "");
	assert_names("峤聿", PERSON_NAME_LOOSE, "峤聿");
	assert_names("小苏", PERSON_NAME_LOOSE, "小苏");
	assert_names("胡桃汉仙湘国", PERSON_NAME_LOOSE, "胡桃|汉仙|湘国");
	assert_names("阿不都热合曼", PERSON_NAME_STRICT, "");
	assert_names("阿不都热合曼", PERSON_NAME_SURE, "阿不都热合曼");
	assert_names("买买提", PERSON_NAME_SURE, "买买提");
	assert_names("巴特尔", PERSON_NAME_SURE, "巴特尔");
	assert_names("John Smith", PERSON_NAME_STRICT, "");
	assert_names("John Smith", PERSON_NAME_SURE, "John Smith");
	assert_names("John Smith、张波", PERSON_NAME_SURE, "John Smith|张波");
	assert_names("高明", PERSON_NAME_SURE, "高明");
}

static void sentences_are_no_names(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		" ",
		"、",
		"张波在北京",
		"谢里夫派",
		"记者从北京市获悉",
		"金融改革进一步深化",
		"武装群众坚持游击斗争",
		"黄土层",
		"山西",
		"江西",
		"四川",
		"山西太原",
		"安徽",
		"广东",
		"贵阳",
		"荣誉模范团长",
		"传真照片",
		"附图",
		"图片",
		"漫画",
		"国家",
		"安全",
		"文化",
		"文明",
		"成功",
		"时间",
		"方向",
		"高兴",
		"石油",
		"马拉松",
		"连续剧",
		"华盛顿",
		"张波。李军",
		"1998年",
		"李军3",
		"“张波”",
		"春天来了",
		"黄河的水",
		"和鞋子",
		"贴满窗户",
		"国务院",
		"新华书店",
		"全国劳动模范",
		"王家庄的故事",
		"李白的诗",
		"周末版",
		"张·",
		"·张",
		"温馨提示",
		"武术比赛",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_names(texts[i], PERSON_NAME_STRICT, "");
	assert_names("未完", PERSON_NAME_LOOSE, "");
	assert_names("待续", PERSON_NAME_LOOSE, "");
	assert_names("转载", PERSON_NAME_LOOSE, "");
	assert_names("在北京市场上", PERSON_NAME_LOOSE, "");
	assert_names("获悉", PERSON_NAME_SURE, "");
	assert_names("的士", PERSON_NAME_SURE, "");
}

static void hostile_lists_end(void **state)
{
	(void)state;
	struct buf b = { 0 };
	for (int i = 0; i < 3000; i++)
		buf_puts(&b, "张");
	assert_names(b.data, PERSON_NAME_SURE, "");
	buf_truncate(&b, 0);
	for (int i = 0; i < 3000; i++)
		buf_puts(&b, "张波、");
	assert_names(b.data, PERSON_NAME_SURE, "");
	buf_free(&b);
}

static unsigned character(char32_t c)
{
	return language_default()->characters[c - LANGUAGE_FIRST_CHARACTER];
}

static unsigned given(char32_t c)
{
	return (character(c) & LANGUAGE_IS_GIVEN) >> 2;
}

static bool is_word(const char *text)
{
	struct glyphs g = glyph_read(view_of(text), language_default(), &arena);
	return person_name_is_word(g, 0, g.len);
}

static void tables_are_found_whole(void **state)
{
	(void)state;
	static const char32_t common[] = U"王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗";
	for (const char32_t *c = common; *c; c++)
		assert_int_equal(character(*c) & LANGUAGE_IS_SURNAME, LANGUAGE_SURNAME_COMMON);
	static const char32_t often[] = U"华国明伟芳丽强军杰娟艳涛";
	for (const char32_t *c = often; *c; c++)
		assert_int_equal(given(*c), LANGUAGE_GIVEN_OFTEN);
	assert_int_equal(given(U'的'), LANGUAGE_GIVEN_NEVER);
	assert_int_equal(given(U'聿'), LANGUAGE_GIVEN_UNKNOWN);
	assert_int_equal(character(U'的') & LANGUAGE_IS_SURNAME, 0);
	assert_true(character(U'欧') & LANGUAGE_OPENS_SURNAME);
	assert_true(character(U'扎') & LANGUAGE_OPENS_SYLLABLE);
	assert_true(character(U'阿') & LANGUAGE_TRANSCRIBES);
	assert_true(is_word("安全") && is_word("马拉松"));
	assert_false(is_word("张波") || is_word("安") || is_word("马拉松赛"));
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
		cmocka_unit_test(names_are_parted),           cmocka_unit_test(spread_names_are_whole),
		cmocka_unit_test(pen_names_need_their_place), cmocka_unit_test(sentences_are_no_names),
		cmocka_unit_test(hostile_lists_end),          cmocka_unit_test(tables_are_found_whole),
	};
	return cmocka_run_group_tests(tests, NULL, forget);
}
