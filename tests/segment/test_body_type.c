/* What lines that stand together are set as. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"

#define LINES_MOST 12

/* Asserts that all lines of an article below its headline come out as that type. */
static void assert_types(const char *utf8, enum body_type type)
{
	struct paper *p = paper_read(view_of(utf8));
	enum label labels[LINES_MOST] = { LABEL_START_HEADLINE, LABEL_LEAD };
	double likely[LINES_MOST] = { 0.9 };
	assert_true(p->blocks.len <= LINES_MOST);
	for (size_t i = 2; i < p->blocks.len; i++)
		labels[i] = LABEL_BODY;
	assemble_page(&p->blocks, labels, likely, &p->page);
	assert_int_equal(p->page.articles[0].body_count, p->blocks.len - 1);
	for (size_t i = 0; i < p->page.articles[0].body_count; i++)
		assert_int_equal(p->page.articles[0].body[i].type, type);
	paper_free(p);
}

static void test_poems(void **state)
{
	(void)state;
	assert_types("河边\n归来的雁阵飞过河水\n挣扎着开放在\n大道旁边\n像一支歌谣\n", BODY_VERSE);
	assert_types("登高\n白日依山尽，\n黄河入海流。\n欲穷千里目，\n更上一层楼。\n", BODY_VERSE);
}

static void test_tables(void **state)
{
	(void)state;
	assert_types("菜价\n白菜　　1.20　　1.30\n萝卜　　0.80　　0.90\n黄瓜　　2.50　　2.60\n"
	             "土豆　　1.10　　1.00\n",
	             BODY_ROW);
}

static void test_short_paragraphs(void **state)
{
	(void)state;
	assert_types("对话\n“老李是个什么样的人？”\n“好人！”\n“好在哪里？”\n“哪里都好！”\n",
	             BODY_PARAGRAPH);
	assert_types("名单\n一、河东小学\n二、河西小学\n三、河南小学\n四、河北小学\n", BODY_PARAGRAPH);
	assert_types("劳模名单\n王小明 张大江 李红梅\n赵国强 孙立军 周文斌\n吴海燕 郑春生 冯玉兰\n"
	             "陈志远 褚卫东 卫建国\n",
	             BODY_PARAGRAPH);
	assert_types("短句\n桥通了。\n路也通了。\n人人都说好。\n大家都来看。\n", BODY_PARAGRAPH);
	assert_types("雨\n昨天夜里下了一场大雨，河水\n涨到了桥边，人们赶来看水，\n", BODY_PARAGRAPH);
}

/* Who signs a text, and when, stands on lines as short as verse. */
static void test_signatures(void **state)
{
	(void)state;
	assert_types(
		"关于表彰先进的决定\n为表彰先进，市委、市政府决定，授予第一机床厂等十个单位先进集体称号。\n"
		"希望受到表彰的单位再接再厉。\n中共江北市委\n江北市人民政府\n江北市总工会\n"
		"一九九四年三月三日\n",
		BODY_PARAGRAPH);
	struct paper *p =
		paper_read(VIEW("登高\n白日依山尽，\n黄河入海流。\n欲穷千里目，\n更上一层楼。\n3月5日\n"));
	const enum label labels[] = { LABEL_START_HEADLINE, LABEL_LEAD, LABEL_BODY,
		                          LABEL_BODY,           LABEL_BODY, LABEL_BODY };
	const double likely[6] = { 0.9 };
	assemble_page(&p->blocks, labels, likely, &p->page);
	const struct article *a = &p->page.articles[0];
	assert_int_equal(a->body_count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(a->body[i].type, i < 4 ? BODY_VERSE : BODY_PARAGRAPH);
	paper_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_poems),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_short_paragraphs),
		cmocka_unit_test(test_signatures),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
