/* Credits: names with their roles, and everything that is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "language/language.h"
#include "segment/credit.h"
#include "segment/creditplace.h"

static struct arena arena;

static const char letters[] = {
	[CREDIT_AUTHOR] = 'a', [CREDIT_REPORTER] = 'r',    [CREDIT_CORRESPONDENT] = 'c',
	[CREDIT_INTERN] = 'i', [CREDIT_COMMENTATOR] = 'm', [CREDIT_PHOTOGRAPHER] = 'p',
	[CREDIT_AGENCY] = 'g',
};

/* "张波 r, 李军 p": the names with the letters of their roles. */
static const char *list_of(struct view text, struct glyphs g, const struct credit_list *list)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < list->len; i++) {
		struct person_name n = list->items[i].name;
		buf_puts(&b, i ? ", " : "");
		buf_put(&b, glyph_slice(text, g, n.from, n.to));
		buf_printf(&b, " %c", letters[list->items[i].role]);
	}
	const char *all = arena_string(&arena, buf_view(&b));
	buf_free(&b);
	return all;
}

enum how { STRICT, LOOSE, AGENCIES, OFFICE, IN_END, DATELINE, PHOTO };

static void assert_credits(const char *text, enum how how, const char *wanted)
{
	struct credit_list list = { .len = 0 };
	struct view v = view_of(text);
	struct glyphs g = glyph_read(v, language_default(), &arena);
	size_t at;
	bool found = how == STRICT     ? credit_read(g, 0, g.len, false, &list)
	             : how == LOOSE    ? credit_read(g, 0, g.len, true, &list)
	             : how == AGENCIES ? credit_agencies(g, 0, g.len, &list)
	             : how == OFFICE   ? creditplace_after_office(g, 0, g.len, &list)
	             : how == IN_END   ? creditplace_in_end(g, &at, &list)
	             : how == DATELINE ? creditplace_after_dateline(g, 0, &list) > 0
	                               : creditplace_of_photo(g, &at, &list);
	const char *all = list_of(v, g, &list);
	if (strcmp(all, wanted) != 0 || found != (wanted[0] != 0))
		fail_msg("%s: %s, not %s", text, all, wanted);
}

static void roles_come_before_names(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "本报记者张波", "张波 r" },
		{ "本报记者 张波 李军", "张波 r, 李军 r" },
		{ "本报记者张波、李军", "张波 r, 李军 r" },
		{ "记者：张波", "张波 r" },
		{ "本报驻埃及记者朱梦魁", "朱梦魁 r" },
		{ "本报特派记者管彦忠", "管彦忠 r" },
		{ "本报太原站记者王平", "王平 r" },
		{ "新华社山西分社记者王平", "王平 r" },
		{ "中央人民广播电台记者刘振英、新华社记者张宿堂", "刘振英 r, 张宿堂 r" },
		{ "新华社记者周志方、赵秀娟，本报记者李舫", "周志方 r, 赵秀娟 r, 李舫 r" },
		{ "新华社记者陈毛弟本报记者吕网大", "陈毛弟 r, 吕网大 r" },
		{ "解放军报记者别义勋", "别义勋 r" },
		{ "首席记者 王芳", "王芳 r" },
		{ "全媒体记者 周涛", "周涛 r" },
		{ "融媒体记者周涛", "周涛 r" },
		{ "见习记者 赵磊", "赵磊 i" },
		{ "实习生 王小明", "王小明 i" },
		{ "记者 周涛 实习生 马丽", "周涛 r, 马丽 i" },
		{ "特约记者 刘洋", "刘洋 c" },
		{ "通讯员 刘洋", "刘洋 c" },
		{ "本报记者 张波 通讯员 李军", "张波 r, 李军 c" },
		{ "本报记者张波/通讯员李军", "张波 r, 李军 c" },
		{ "本报特约评论员 王平", "王平 m" },
		{ "本报评论员", "本报评论员 m" },
		{ "作者：张波", "张波 a" },
		{ "记者 张 波 实习生 李 军", "张 波 r, 李 军 i" },
		{ "新华社记者索朗罗布", "索朗罗布 r" },
		{ "本报记者 阿不都热合曼", "阿不都热合曼 r" },
		{ "本报记者 尕玛多吉", "尕玛多吉 r" },
		{ "（记者 约翰·史密斯", "" },
		{ "记者 约翰·史密斯", "约翰·史密斯 r" },
		{ "本报记者王永治牛爱民", "王永治 r, 牛爱民 r" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_credits(cases[i][0], STRICT, cases[i][1]);
}

static void roles_come_after_names(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "张波摄", "张波 p" },
		{ "李学军 牛利敏 摄", "李学军 p, 牛利敏 p" },
		{ "新华社记者索朗罗布摄", "索朗罗布 p" },
		{ "本报记者王霞光摄影报道", "王霞光 p" },
		{ "张波 摄影报道", "张波 p" },
		{ "姜伟尚占摄影报道", "姜伟 p, 尚占 p" },
		{ "亚宣摄", "亚宣 p" },
		{ "见图，新华社记者安小虎摄", "安小虎 p" },
		{ "张波供图", "张波 p" },
		{ "张波 文 李军 图", "张波 a, 李军 p" },
		{ "文/张波 图/李军", "张波 a, 李军 p" },
		{ "文 张波 图 李军", "张波 a, 李军 p" },
		{ "张波/文 李军/图", "张波 a, 李军 p" },
		{ "文／图 张波", "张波 a, 张波 p" },
		{ "本报记者 张波 文/图", "张波 r, 张波 p" },
		{ "本报记者 张波 通讯员 李军 文/图", "张波 r, 李军 c, 张波 p, 李军 p" },
		{ "摄影：张波", "张波 p" },
		{ "摄影/张波", "张波 p" },
		{ "张波采写", "张波 a" },
		{ "张波编译", "张波 a" },
		{ "方成画", "方成 a" },
		{ "漫画：方成", "方成 a" },
		{ "记者张波等报道", "张波 r" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_credits(cases[i][0], STRICT, cases[i][1]);
}

static void some_names_are_no_credit(void **state)
{
	(void)state;
	assert_credits("责任编辑：张波", STRICT, "");
	assert_credits("编辑 张波 李军", STRICT, "");
	assert_credits("图片由张波提供", STRICT, "");
	assert_credits("制图 张波", STRICT, "");
	assert_credits("记者 王平 编辑 张波", STRICT, "王平 r");
	assert_credits("本报记者王平 制图张波", STRICT, "王平 r");
}

static void groups_are_told(void **state)
{
	(void)state;
	static const char *const texts[] = { "本组稿件由张波采写", "本组稿件由本报记者张波采写",
		                                 "本版图片均由张波摄", "以上图片由张波摄" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct credit_list list;
		struct glyphs g = glyph_read(view_of(texts[i]), language_default(), &arena);
		assert_true(credit_read(g, 0, g.len, false, &list));
		assert_true(list.group);
		assert_int_equal(list.len, 1);
	}
	assert_credits("本组图片由李军摄", STRICT, "李军 p");
	assert_credits("本组稿件由何宝国采写", STRICT, "何宝国 a");
}

static void sentences_are_no_credits(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"、",
		"题图图片由肯尼亚驻华使馆提供",
		"谢里夫派",
		"记者从市公安局获悉",
		"本报记者获悉",
		"附图片１张",
		"传真照片",
		"资料照片",
		"图片",
		"一九九七年十二月三十一日",
		"山西太原",
		"山西",
		"(0351)12320",
		"以下简称“国创中心”",
		"图表由北京京求计算机软件公司制作",
		"本报讯",
		"本报",
		"新华社",
		"据新华社电",
		"本报专电",
		"本报综合报道",
		"本报讯（记者",
		"左一",
		"右二",
		"完",
		"未完待续",
		"上接第1版",
		"贴满窗户",
		"抵达家门",
		"黄得像黄土层",
		"春天的故事",
		"记者节",
		"记者手记",
		"通讯员培训班",
		"评论员文章",
		"文化",
		"图书",
		"摄影作品选登",
		"摄影展",
		"文",
		"图",
		"摄",
		"图/文",
		"本报地址：北京金台西路二号",
		"电话：010",
		"汇率",
		"学金融",
		"荣誉全国劳动模范",
		"太原市公安局",
		"中共中央办公厅",
		"我市公交公司",
		"等",
		"由",
		"张波说：“好”",
		"张波：",
		"在北京张波",
		"张波同志逝世",
		"记者站",
		"本报记者在现场看到",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_credits(texts[i], STRICT, strcmp(texts[i], "张波：") == 0 ? "张波 a" : "");
}

static void agencies_are_credited_themselves(void **state)
{
	(void)state;
	assert_credits("新华社发美联社照片", AGENCIES, "新华社 g, 美联社 g");
	assert_credits("据新华社电", AGENCIES, "新华社 g");
	assert_credits("综合新华社电", AGENCIES, "新华社 g");
	assert_credits("新华社／美联社", AGENCIES, "新华社 g, 美联社 g");
	assert_credits("据新华社、中新社电", AGENCIES, "新华社 g, 中新社 g");
	assert_credits("见图，新华社发美联社照片", AGENCIES, "新华社 g, 美联社 g");
	assert_credits("新华社发", AGENCIES, "新华社 g");
	assert_credits("新华社发 张波摄", STRICT, "新华社 g, 张波 p");
	assert_credits("本报专电", AGENCIES, "");
	assert_credits("本报", AGENCIES, "");
	assert_credits("新华社北京12月31日电", AGENCIES, "");
	assert_credits("新华社记者", AGENCIES, "");
	assert_credits("新华社成立六十周年", AGENCIES, "");
}

static void offices_are_no_part_of_names(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "中共中央总书记、国家主席江泽民", "江泽民 a" },
		{ "中国人民银行行长戴相龙", "戴相龙 a" },
		{ "国务院副秘书长、国务院证券委主任、中国证监会主席周正庆", "周正庆 a" },
		{ "中共伊克昭盟委员会书记邢云", "邢云 a" },
		{ "贵州玉屏县委办公室伍洪伦", "伍洪伦 a" },
		{ "四川省达川市委安全东", "安全东 a" },
		{ "河南开封市牛建海", "牛建海 a" },
		{ "河南南阳市宛城区人民法院牛国华白梁英", "牛国华 a, 白梁英 a" },
		{ "山西太原张建国", "张建国 a" },
		{ "北京大学教授王力", "王力 a" },
		{ "太原市公安局", "" },
		{ "中共中央办公厅", "" },
		{ "山西太原", "" },
		{ "国家主席", "" },
		{ "河南省南阳市宛城区", "" },
		{ "人民大会堂", "" },
		{ "市长，张波", "张波 a" },
		{ "张波在太原市李军", "李军 a" },
		{ "江西玉山县。李军", "" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_credits(cases[i][0], OFFICE, cases[i][1]);
}

static void brackets_close_an_article(void **state)
{
	(void)state;
	assert_credits("会议闭幕。（张 波）", IN_END, "张 波 a");
	assert_credits("会议闭幕。(刘志刚、杨莉)", IN_END, "刘志刚 a, 杨莉 a");
	assert_credits("见图（新华社记者安小虎摄）。", IN_END, "安小虎 p");
	assert_credits("会议闭幕。", IN_END, "");
	assert_credits("会议（下称大会）", IN_END, "");
	assert_credits("）", IN_END, "");
	assert_credits("（", IN_END, "");
	assert_credits("（）", IN_END, "");
}

static void reporters_follow_the_dateline(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "（记者张波、李军）昨日", "张波 r, 李军 r" },
		{ "(记者 张波 通讯员 李军)昨日", "张波 r, 李军 c" },
		{ "（刘道国、张贵剑）一辆辆", "刘道国 a, 张贵剑 a" },
		{ "（解放军报记者别义勋、新华社记者徐殿龙）", "别义勋 r, 徐殿龙 r" },
		{ "记者许宏治报道：俄罗斯", "许宏治 r" },
		{ "记者温宪、新华社记者刘也刚、赵毅报道：", "温宪 r, 刘也刚 r, 赵毅 r" },
		{ "记者温宪，中国国际广播电台记者殷立青报道：", "温宪 r, 殷立青 r" },
		{ "记者施明慎从国家外汇管理局获悉", "施明慎 r" },
		{ "记者朱剑红从今天开幕的", "朱剑红 r" },
		{ "新华社记者陈雁、本报记者何加正报道：", "陈雁 r, 何加正 r" },
		{ "记者从北京市获悉：", "" },
		{ "记者昨天从省公安厅获悉，", "" },
		{ "记者近日在太原街头看到：", "" },
		{ "据记者报道：", "" },
		{ "（山西省）昨日", "" },
		{ "（以下简称“公司”）", "" },
		{ "昨日，", "" },
		{ "", "" },
		{ "（", "" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_credits(cases[i][0], DATELINE, cases[i][1]);
}

static void photographers_end_a_caption(void **state)
{
	(void)state;
	assert_credits("龙城大街打通工程完工。 李学军 牛利敏 摄", PHOTO, "李学军 p, 牛利敏 p");
	assert_credits("工程完工。本报记者 李学军 摄影报道", PHOTO, "李学军 p");
	assert_credits("工程完工。李学军摄", PHOTO, "李学军 p");
	assert_credits("游人在公园里拍摄", PHOTO, "");
	assert_credits("他爱好摄影", PHOTO, "");
	assert_credits("李学军", PHOTO, "");
	assert_credits("摄", PHOTO, "");
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
		cmocka_unit_test(roles_come_before_names),
		cmocka_unit_test(roles_come_after_names),
		cmocka_unit_test(some_names_are_no_credit),
		cmocka_unit_test(groups_are_told),
		cmocka_unit_test(sentences_are_no_credits),
		cmocka_unit_test(agencies_are_credited_themselves),
		cmocka_unit_test(offices_are_no_part_of_names),
		cmocka_unit_test(brackets_close_an_article),
		cmocka_unit_test(reporters_follow_the_dateline),
		cmocka_unit_test(photographers_end_a_caption),
	};
	return cmocka_run_group_tests(tests, NULL, forget);
}
