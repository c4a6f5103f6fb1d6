#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"
#include "language/language.h"
#include "segment/notice.h"

static bool begins(const char *text)
{
	struct arena a = { 0 };
	bool result = notice_begins(glyph_read(view_of(text), language_default(), &a));
	arena_free(&a);
	return result;
}

static bool ends(const char *text)
{
	struct arena a = { 0 };
	bool result = notice_ends(glyph_read(view_of(text), language_default(), &a));
	arena_free(&a);
	return result;
}

static void test_words_of_notices(void **state)
{
	(void)state;
	assert_true(begins("停水通知"));
	assert_true(begins("通知 柳巷的各位住户"));
	assert_true(begins("遗失声明"));
	assert_true(begins("遗失身份证一张，号码不详。"));
	assert_false(begins("市政府通知各单位做好防汛"));
	assert_false(begins("雨"));
	assert_false(begins(""));
	assert_true(ends("请互相转告。特此通知。"));
	assert_true(ends("营业执照丢失，声明作废"));
	assert_false(ends("他特此写信。"));
	assert_false(ends(""));
}

static void test_several_in_one_line(void **state)
{
	(void)state;
	static const char line[] =
		"公告 河西桥梁修缮期间行人绕行，请予以谅解。特此公告 遗失 王小二的运输证件遗失，证号一二三四，声明作废。 "
		"李大山先生，请你于十日内来我单位办理手续。2019年5月6日";
	struct paper *p = PAPER(line, LABEL_START_LEAD);
	assert_int_equal(p->page.article_count, 3);
	const struct article *a = p->page.articles;
	assert_text(a[0].headline, "公告");
	assert_true(a[0].headline_printed);
	assert_body(&a[0], 0, BODY_PARAGRAPH, "河西桥梁修缮期间行人绕行，请予以谅解。特此公告");
	assert_false(a[1].headline_printed);
	assert_body(&a[1], 0, BODY_PARAGRAPH, "遗失 王小二的运输证件遗失，证号一二三四，声明作废。");
	assert_body(&a[2], 0, BODY_PARAGRAPH, "李大山先生，请你于十日内来我单位办理手续。2019年5月6日");
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(a[i].kind, KIND_NOTICE);
		assert_span(a[i].lines[0], 1, 1);
	}
	paper_free(p);
}

static void test_news_is_not_cut(void **state)
{
	(void)state;
	struct paper *p = PAPER("本报讯 大桥于2019年5月6日 开工建设，计划工期两年，由市建委负责。\n"
	                        "桥长三百米，特此说明。2019年5月6日 完工之后车辆可以直达河东各县。\n",
	                        LABEL_START_LEAD, LABEL_BODY);
	assert_int_equal(p->page.article_count, 1);
	paper_free(p);
}

static void test_obituary_runs_in(void **state)
{
	(void)state;
	struct paper *p =
		PAPER("赵大河同志逝世 市供水站离休干部赵大河同志，因病于2019年5月6日逝世，享年90岁。\n",
	          LABEL_START_LEAD);
	assert_int_equal(p->page.article_count, 1);
	const struct article *a = &p->page.articles[0];
	assert_int_equal(a->kind, KIND_OBITUARY);
	assert_text(a->headline, "赵大河同志逝世");
	assert_body(a, 0, BODY_PARAGRAPH,
	            "市供水站离休干部赵大河同志，因病于2019年5月6日逝世，享年90岁。");
	paper_free(p);
}

static void test_title_alone_stays(void **state)
{
	(void)state;
	struct paper *p = PAPER("停水通知 \n", LABEL_START_LEAD);
	assert_int_equal(p->page.article_count, 1);
	assert_body(&p->page.articles[0], 0, BODY_PARAGRAPH, "停水通知");
	paper_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_of_notices),  cmocka_unit_test(test_several_in_one_line),
		cmocka_unit_test(test_news_is_not_cut),   cmocka_unit_test(test_obituary_runs_in),
		cmocka_unit_test(test_title_alone_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
