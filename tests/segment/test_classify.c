#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"

/* The kind of an article whose lines are a headline and paragraphs, unless labels say more. */
static enum kind kind_of(const char *headline, const char *body, size_t repeat)
{
	struct buf b = { 0 };
	enum label labels[64] = { LABEL_START_HEADLINE, LABEL_LEAD };
	size_t blocks = 1;
	buf_puts(&b, headline);
	for (size_t i = 0; i < repeat; i++) {
		buf_putc(&b, '\n');
		buf_puts(&b, body);
	}
	for (size_t i = 0; i < b.len; i++)
		blocks += b.data[i] == '\n';
	assert_true(blocks <= 64);
	for (size_t i = 2; i < blocks; i++)
		labels[i] = LABEL_BODY;
	struct paper *p = paper_assemble(b.data, blocks, labels);
	assert_int_equal(p->page.article_count, 1);
	enum kind kind = p->page.articles[0].kind;
	paper_free(p);
	buf_free(&b);
	return kind;
}

#define LONG  "水库边的村庄这几年变了样子，新修的道路一直通到山脚，孩子们上学再也不用绕行十里山路。"
#define NAMED "这是一段没有结束语的话"

static void assert_kind(enum kind met, enum kind expected)
{
	assert_string_equal(kind_name(met), kind_name(expected));
}

static void test_news_and_briefs(void **state)
{
	(void)state;
	assert_kind(kind_of("滨河大桥通车", "本报讯 大桥通了。", 1), KIND_BRIEF);
	assert_kind(kind_of("滨河大桥通车", "本报讯 " LONG LONG, 4), KIND_NEWS);
	assert_kind(kind_of("我市发布防汛通知各县加强值守", "本报讯 " LONG LONG, 3), KIND_NEWS);
}

static void test_deaths(void **state)
{
	(void)state;
	assert_kind(kind_of("赵大河同志逝世", "市供水站离休干部赵大河因病逝世，享年90岁。", 1),
	            KIND_OBITUARY);
	assert_kind(kind_of("画家王小明", "新华社北京5月6日电 画家王小明5日在京逝世，享年90岁。", 1),
	            KIND_OBITUARY);
	assert_kind(kind_of("各界纪念赵大河逝世十周年", "本报讯 " LONG LONG, 3), KIND_NEWS);
	assert_kind(
		kind_of("大学举办画展", "本报讯 在王小明先生逝世十周年之际，画展开幕。" LONG LONG LONG, 2),
		KIND_NEWS);
}

static void test_notices(void **state)
{
	(void)state;
	assert_kind(kind_of("停水通知", "因管道检修，5月6日8时至20时停水。", 1), KIND_NOTICE);
	assert_kind(kind_of("供水公司", "因管道检修，5月6日停水。特此公告", 1), KIND_NOTICE);
}

static void test_weather(void **state)
{
	(void)state;
	assert_kind(kind_of("今明天气预报", "晴转多云，风力三级。", 1), KIND_WEATHER);
	assert_kind(kind_of("天气", "白天晴，最高气温12℃。", 1), KIND_WEATHER);
	assert_kind(kind_of("恶劣天气下的坚守", LONG LONG LONG LONG LONG, 2), KIND_NEWS);
}

static void test_history(void **state)
{
	(void)state;
	assert_kind(kind_of("历史上的今天", "1920年5月6日，水库动工。", 2), KIND_HISTORY);
	assert_kind(kind_of("五月六日", "1920年5月6日 水库动工。\n1934年5月6日 铁路通车。", 1),
	            KIND_HISTORY);
	assert_kind(kind_of("致读者", LONG LONG LONG LONG LONG "\n2019年5月6日", 1), KIND_NEWS);
}

static void test_pictures(void **state)
{
	(void)state;
	assert_kind(kind_of("雪后公园（图片）", "昨天公园里游人如织。", 1), KIND_PHOTO);
	struct paper *p = PAPER("雪后公园\n图为公园。李大山 摄\n", LABEL_START_HEADLINE, LABEL_CAPTION);
	assert_kind(p->page.articles[0].kind, KIND_PHOTO);
	paper_free(p);
}

static void test_comments(void **state)
{
	(void)state;
	assert_kind(kind_of("由修桥想到的", LONG LONG LONG, 2), KIND_COMMENT);
	assert_kind(kind_of("论节约", LONG LONG LONG, 3), KIND_COMMENT);
	assert_kind(kind_of("各报发表社论谈节约", "本报上海5月6日电 " LONG LONG LONG, 3), KIND_NEWS);
	struct paper *p = PAPER("节约用水\n本报评论员\n水是宝贵的。\n", LABEL_START_HEADLINE,
	                        LABEL_BYLINE, LABEL_LEAD);
	assert_kind(p->page.articles[0].kind, KIND_COMMENT);
	paper_free(p);
}

static void test_letters(void **state)
{
	(void)state;
	assert_kind(kind_of("公厕太少", "编辑同志：我家住在河西。" LONG, 1), KIND_LETTER);
	assert_kind(kind_of("水管修好了", "你报上月刊登的来信我们已收到，" LONG, 1), KIND_LETTER);
	assert_kind(kind_of("水厂扩建", "本报讯 记者王世贵报道：" LONG LONG, 2), KIND_NEWS);
}

static void test_lists(void **state)
{
	(void)state;
	assert_kind(kind_of("获奖名单", NAMED NAMED NAMED NAMED NAMED NAMED NAMED NAMED NAMED NAMED, 2),
	            KIND_LIST);
	assert_kind(kind_of("十件实事",
	                    "1、修建河西大桥。\n2、改造旧管网。\n3、新建小学。\n4、种树。\n"
	                    "5、增开公交。\n6、建设水厂。",
	                    1),
	            KIND_LIST);
	assert_kind(kind_of("获奖名单公布", "本报讯 " LONG LONG, 3), KIND_NEWS);
}

static void test_stories(void **state)
{
	(void)state;
	assert_kind(kind_of("抗洪纪实", LONG LONG, 3), KIND_FEATURE);
	struct paper *p =
		PAPER("雪夜\n" LONG LONG "\n“路好走吗？”他问。" LONG "\n灯光\n" LONG LONG "\n",
	          LABEL_START_HEADLINE, LABEL_LEAD, LABEL_BODY, LABEL_SUBHEAD, LABEL_BODY);
	assert_kind(p->page.articles[0].kind, KIND_FEATURE);
	paper_free(p);
	assert_kind(kind_of("规划解读", LONG LONG, 3), KIND_INTERPRETATION);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_news_and_briefs), cmocka_unit_test(test_deaths),
		cmocka_unit_test(test_notices),         cmocka_unit_test(test_weather),
		cmocka_unit_test(test_history),         cmocka_unit_test(test_pictures),
		cmocka_unit_test(test_comments),        cmocka_unit_test(test_letters),
		cmocka_unit_test(test_lists),           cmocka_unit_test(test_stories),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
