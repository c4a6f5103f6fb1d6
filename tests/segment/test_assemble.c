#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"

static void test_all_fields(void **state)
{
	(void)state;
	struct paper *p =
		PAPER("第2版 要闻\n市里修桥\n滨河大桥\n今日通车\n——全长一公里\n本报记者 王小明\n"
	          "本报讯 桥通了。\n走得快\n人人都说好。\n图为大桥。李大山 摄\n",
	          LABEL_FURNITURE, LABEL_START_KICKER, LABEL_HEADLINE, LABEL_HEADLINE, LABEL_DECK,
	          LABEL_BYLINE, LABEL_LEAD, LABEL_SUBHEAD, LABEL_BODY, LABEL_CAPTION);
	assert_int_equal(p->page.article_count, 1);
	const struct article *a = &p->page.articles[0];
	assert_text(a->kicker, "市里修桥");
	assert_text(a->headline, "滨河大桥 今日通车");
	assert_true(a->headline_printed);
	assert_text(a->deck, "——全长一公里");
	assert_text(a->byline_text, "本报记者 王小明");
	assert_text(a->dateline, "本报讯");
	assert_int_equal(a->body_count, 4);
	assert_body(a, 0, BODY_PARAGRAPH, "本报讯 桥通了。");
	assert_body(a, 1, BODY_SUBHEAD, "走得快");
	assert_body(a, 2, BODY_PARAGRAPH, "人人都说好。");
	assert_body(a, 3, BODY_CAPTION, "图为大桥。李大山 摄");
	assert_int_equal(a->credit_count, 2);
	assert_text(a->credits[0].name, "王小明");
	assert_int_equal(a->credits[0].role, CREDIT_REPORTER);
	assert_text(a->credits[1].name, "李大山");
	assert_int_equal(a->credits[1].role, CREDIT_PHOTOGRAPHER);
	assert_int_equal(a->line_count, 1);
	assert_span(a->lines[0], 2, 10);
	assert_int_equal(article_first_line(a), 2);
	assert_true(a->confidence > 0.150 && a->confidence < 0.152); /* 0.9, and eight times 0.8 */
	assert_int_equal(p->page.furniture_count, 1);
	assert_span(p->page.furniture[0].lines, 1, 1);
	paper_free(p);
}

static void test_headline_after_its_body(void **state)
{
	(void)state;
	struct paper *p =
		PAPER("本报讯 桥通了。\n走的人很多。\n滨河大桥通车\n雨来了\n下雨了。\n", LABEL_START_LEAD,
	          LABEL_BODY, LABEL_END_HEADLINE, LABEL_START_HEADLINE, LABEL_LEAD);
	assert_int_equal(p->page.article_count, 2);
	assert_text(p->page.articles[0].headline, "滨河大桥通车");
	assert_true(p->page.articles[0].headline_printed);
	assert_int_equal(p->page.articles[0].body_count, 2);
	assert_span(p->page.articles[0].lines[0], 1, 3);
	paper_free(p);
}

static void test_bracketed_line_is_no_headline(void **state)
{
	(void)state;
	struct paper *p =
		PAPER("在茶话会上的讲话\n（一九五八年一月一日）（附图片１张）\n——全文\n同志们，桥通了。\n",
	          LABEL_START_KICKER, LABEL_HEADLINE, LABEL_DECK, LABEL_BODY);
	assert_text(p->page.articles[0].headline, "在茶话会上的讲话");
	assert_text(p->page.articles[0].deck, "（一九五八年一月一日）（附图片１张） ——全文");
	assert_null(p->page.articles[0].kicker.data);
	paper_free(p);
	p = PAPER("本市新闻\n（图）桥通了（附图）\n桥昨天通了。\n", LABEL_START_KICKER, LABEL_HEADLINE,
	          LABEL_BODY);
	assert_text(p->page.articles[0].headline, "（图）桥通了（附图）");
	paper_free(p);
}

static void test_opening_words(void **state)
{
	(void)state;
	struct paper *p =
		PAPER("（上接第1版）昨天上午十时整大桥正式通车，市民纷纷赶来。\n", LABEL_START_LEAD);
	const struct article *a = &p->page.articles[0];
	assert_false(a->headline_printed);
	assert_text(a->headline, "昨天上午十时整大桥正式通车");
	assert_text(a->continued_from, "1");
	assert_null(a->continues.data);
	assert_body(a, 0, BODY_PARAGRAPH, "（上接第1版）昨天上午十时整大桥正式通车，市民纷纷赶来。");
	paper_free(p);
}

static void test_kicker_alone_is_the_headline(void **state)
{
	(void)state;
	struct paper *p = PAPER("简讯一束\n本报讯 桥通了。\n", LABEL_START_KICKER, LABEL_LEAD);
	assert_text(p->page.articles[0].headline, "简讯一束");
	assert_true(p->page.articles[0].headline_printed);
	assert_null(p->page.articles[0].kicker.data);
	paper_free(p);
}

static void test_jump_lines(void **state)
{
	(void)state;
	struct paper *p =
		PAPER("桥\n本报讯 桥通了，（下转第四版）\n路\n本报讯 见（上接第1版）的报道，路通了。\n",
	          LABEL_START_HEADLINE, LABEL_LEAD, LABEL_START_HEADLINE, LABEL_LEAD);
	assert_text(p->page.articles[0].continues, "4");
	assert_null(p->page.articles[0].continued_from.data);
	assert_null(p->page.articles[1].continues.data);
	assert_null(p->page.articles[1].continued_from.data);
	paper_free(p);
}

static void test_group_credit(void **state)
{
	(void)state;
	struct paper *p =
		PAPER("雨\n下雨了。（李大山）\n桥系列报道\n桥通车\n桥通了。\n路通车\n路通了。\n"
	          "（本组稿件由王小明采写）\n",
	          LABEL_START_HEADLINE, LABEL_LEAD, LABEL_START_KICKER, LABEL_HEADLINE, LABEL_LEAD,
	          LABEL_START_HEADLINE, LABEL_LEAD, LABEL_BYLINE);
	assert_int_equal(p->page.article_count, 3);
	const struct article *a = p->page.articles;
	assert_int_equal(a[0].credit_count, 1);
	assert_text(a[0].credits[0].name, "李大山");
	for (size_t i = 1; i < 3; i++) {
		assert_int_equal(a[i].credit_count, 1);
		assert_text(a[i].credits[0].name, "王小明");
	}
	assert_null(a[1].byline_text.data);
	assert_text(a[2].byline_text, "（本组稿件由王小明采写）");
	paper_free(p);
}

/* A line that was taken for a byline and holds more than credits is not lost. */
static void test_more_than_a_byline(void **state)
{
	(void)state;
	struct paper *p = PAPER("雨\n下雨了。\n河边的树都绿了，人们来到河边散步（李大山摄）\n",
	                        LABEL_START_HEADLINE, LABEL_LEAD, LABEL_BYLINE);
	const struct article *a = &p->page.articles[0];
	assert_int_equal(a->credit_count, 1);
	if (view_find(a->byline_text, VIEW("河边的树"), 0) < 0)
		assert_body(a, 1, BODY_PARAGRAPH, "河边的树都绿了，人们来到河边散步（李大山摄）");
	paper_free(p);
}

/* Lines of a poem and winners of a prize stay where they are printed, whatever the model says. */
static void test_lines_that_are_no_bylines_stay(void **state)
{
	(void)state;
	struct paper *p = PAPER(
		"归雁\n李大山\n归来的雁阵飞过河水\n挣扎着开放在\n大道旁边\n像一支歌谣\n",
		LABEL_START_HEADLINE, LABEL_BYLINE, LABEL_BYLINE, LABEL_LEAD, LABEL_BYLINE, LABEL_BYLINE);
	const struct article *a = &p->page.articles[0];
	assert_text(a->byline_text, "李大山");
	assert_int_equal(a->credit_count, 1);
	assert_int_equal(a->body_count, 4);
	assert_text(a->body[0].text, "归来的雁阵飞过河水");
	assert_text(a->body[2].text, "大道旁边");
	assert_text(a->body[3].text, "像一支歌谣");
	paper_free(p);
	p = PAPER("大奖揭晓\n评委会昨天公布了名单。\n王小明 李大山 赵文华\n颁奖会将在下月举行。\n",
	          LABEL_START_HEADLINE, LABEL_LEAD, LABEL_BYLINE, LABEL_BODY);
	a = &p->page.articles[0];
	assert_int_equal(a->credit_count, 0);
	assert_null(a->byline_text.data);
	assert_text(a->body[1].text, "王小明 李大山 赵文华");
	paper_free(p);
}

static void test_caption_before_its_article(void **state)
{
	(void)state;
	struct paper *p = PAPER("图为大桥。\n桥通车\n本报讯 桥通了。\n", LABEL_START_CAPTION,
	                        LABEL_HEADLINE, LABEL_LEAD);
	assert_int_equal(p->page.article_count, 1);
	assert_body(&p->page.articles[0], 0, BODY_CAPTION, "图为大桥。");
	assert_body(&p->page.articles[0], 1, BODY_PARAGRAPH, "本报讯 桥通了。");
	assert_span(p->page.articles[0].lines[0], 1, 3);
	paper_free(p);
}

static void test_runs_of_furniture(void **state)
{
	(void)state;
	struct paper *p =
		PAPER("第2版\n\n要闻\n雨\n下雨了。\n责编 甲\n电话 12345\n", LABEL_FURNITURE,
	          LABEL_FURNITURE, LABEL_START_HEADLINE, LABEL_LEAD, LABEL_FURNITURE, LABEL_FURNITURE);
	assert_int_equal(p->page.furniture_count, 2);
	assert_span(p->page.furniture[0].lines, 1, 3);
	assert_text(p->page.furniture[0].text, "第2版\n要闻");
	assert_span(p->page.furniture[1].lines, 6, 7);
	assert_text(p->page.furniture[1].text, "责编 甲\n电话 12345");
	paper_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_fields),
		cmocka_unit_test(test_headline_after_its_body),
		cmocka_unit_test(test_bracketed_line_is_no_headline),
		cmocka_unit_test(test_opening_words),
		cmocka_unit_test(test_kicker_alone_is_the_headline),
		cmocka_unit_test(test_jump_lines),
		cmocka_unit_test(test_group_credit),
		cmocka_unit_test(test_more_than_a_byline),
		cmocka_unit_test(test_lines_that_are_no_bylines_stay),
		cmocka_unit_test(test_caption_before_its_article),
		cmocka_unit_test(test_runs_of_furniture),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
