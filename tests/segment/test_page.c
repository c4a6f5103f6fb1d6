/* Little pages in, articles out: blocks, model, assembling together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include <stdio.h>

#include "paper.h"
#include "processor_time.h"
#include "whole.h"

#define RIVER                                                                                                                                           \
	"本报讯（记者 王小明）昨天上午，滨河大桥正式通车。大桥全长一公里，双向六车道，由市建设局负责建造，" \
	"历时两年完工。沿河两岸的居民纷纷来到桥头观看，大家都说，有了这座桥，过河再也不用绕路了。"
#define RIVER2                                                                                                                                         \
	"据了解，大桥通车后，从河东到河西的行车时间将由四十分钟缩短到五分钟，沿线的交通压力也会得到缓解。" \
	"市建设局有关负责人介绍，今年还将在上游再建两座这样的桥。"
#define SCHOOL                                                                                                                           \
	"本报讯（记者 李大山）记者从市教育局获悉，今年全市将新建改建小学二十所，新增学位一万个，" \
	"重点解决新城区孩子上学难的问题。目前，首批八所学校已经动工，预计八月底前交付使用。"
#define SCHOOL2 \
	"此外，市教育局还将为农村学校配备三百名音乐、体育和美术教师，让乡村的孩子也能享受到优质的教育资源。"

static const struct article *article_at(const struct paper *p, size_t i)
{
	assert_true(i < p->page.article_count);
	return &p->page.articles[i];
}

static void assert_whole(const struct paper *p)
{
	size_t line;
	const char *fault = whole_fault(&p->text, &p->page, &line);
	if (fault)
		printf("# line %zu: %s\n", line, fault);
	assert_null(fault);
}

static void test_two_articles(void **state)
{
	(void)state;
	struct paper *p = paper_segment(VIEW("滨河大桥昨日通车\n" RIVER "\n" RIVER2 "\n"
	                                     "今年新建二十所小学\n" SCHOOL "\n" SCHOOL2 "\n"));
	assert_whole(p);
	assert_int_equal(p->page.article_count, 2);
	assert_text(article_at(p, 0)->headline, "滨河大桥昨日通车");
	assert_text(article_at(p, 1)->headline, "今年新建二十所小学");
	assert_span(article_at(p, 1)->lines[0], 4, 6);
	assert_int_equal(article_at(p, 0)->body_count, 2);
	assert_text(article_at(p, 0)->dateline, "本报讯");
	assert_text(article_at(p, 0)->credits[0].name, "王小明");
	paper_free(p);
}

static void test_blank_lines_change_nothing(void **state)
{
	(void)state;
	struct paper *p =
		paper_segment(VIEW("\n\n滨河大桥昨日通车\n\n\n　　" RIVER "\n\n　　" RIVER2 "\n\n\n\n"
	                       "今年新建二十所小学\r\n\r\n　　" SCHOOL "\r\n\r\n　　" SCHOOL2 "\r\n"));
	assert_whole(p);
	assert_int_equal(p->page.article_count, 2);
	assert_text(article_at(p, 0)->headline, "滨河大桥昨日通车");
	assert_body(article_at(p, 1), 0, BODY_PARAGRAPH, SCHOOL);
	paper_free(p);
}

static void test_headline_parts(void **state)
{
	(void)state;
	struct paper *p =
		paper_segment(VIEW("民生工程巡礼\n滨河大桥昨日通车\n——河东到河西只要五分钟\n" RIVER
	                       "\n" RIVER2 "\n今年新建二十所小学\n" SCHOOL "\n" SCHOOL2 "\n"));
	assert_whole(p);
	assert_int_equal(p->page.article_count, 2);
	assert_span(article_at(p, 0)->lines[0], 1, 5);
	assert_true(article_at(p, 0)->headline_printed);
	paper_free(p);
}

static void test_page_header(void **state)
{
	(void)state;
	struct paper *p = paper_segment(
		VIEW("第2版 要闻 2019年5月7日 星期二\n\n滨河大桥昨日通车\n" RIVER "\n" RIVER2 "\n"));
	assert_whole(p);
	assert_int_equal(p->page.article_count, 1);
	assert_int_equal(p->page.furniture_count, 1);
	assert_span(p->page.furniture[0].lines, 1, 1);
	assert_int_equal(p->page.published.day, 7);
	assert_int_equal(p->page.evidence_count, 1);
	paper_free(p);
}

static void test_torn_paragraph(void **state)
{
	(void)state;
	struct paper *p = paper_segment(
		VIEW("滨河大桥昨日通车\n" RIVER
	         "\n据了解，大桥通车后，从河东到河西的行车时间将由四十分钟缩短到五分钟，沿线的\n\n"
	         "交通压力也会得到缓解。市建设局有关负责人介绍，今年还将在上游再建两座这样的桥。\n"));
	assert_whole(p);
	assert_int_equal(p->page.article_count, 1);
	assert_body(article_at(p, 0), 1, BODY_PARAGRAPH, RIVER2);
	paper_free(p);
}

static void test_jump_line(void **state)
{
	(void)state;
	struct paper *p = paper_segment(VIEW("滨河大桥昨日通车\n" RIVER "\n" RIVER2 "（下转第4版）\n"));
	assert_whole(p);
	assert_int_equal(p->page.article_count, 1);
	assert_text(article_at(p, 0)->continues, "4");
	paper_free(p);
}

/* What goes on from another page may have no headline: the line that says so begins it. */
static void test_continued_without_headline(void **state)
{
	(void)state;
	static const char *const lines[] = { "（上接第一版）", "(上接第2版)", "【紧接A1版】" };
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct buf page = { 0 };
		buf_puts(&page, "滨河大桥昨日通车\n\n" RIVER "\n\n" RIVER2 "\n\n");
		buf_puts(&page, lines[i]);
		buf_puts(&page, "\n\n" SCHOOL "\n\n" SCHOOL2 "\n");
		struct paper *p = paper_segment(buf_view(&page));
		assert_whole(p);
		assert_int_equal(p->page.article_count, 2);
		assert_true(article_at(p, 1)->continued_from.len > 0);
		paper_free(p);
		buf_free(&page);
	}
}

/* Below a headline the line stands before the text. */
static void test_continued_below_headline(void **state)
{
	(void)state;
	struct paper *p = paper_segment(VIEW("滨河大桥昨日通车\n\n" RIVER "\n\n" RIVER2 "\n\n"
	                                     "今年新建二十所小学\n\n（上接第1版）\n\n" SCHOOL
	                                     "\n\n" SCHOOL2 "\n"));
	assert_whole(p);
	assert_int_equal(p->page.article_count, 2);
	assert_text(article_at(p, 1)->headline, "今年新建二十所小学");
	paper_free(p);
}

/* Lines wrapped at any width give the articles of the page that is not wrapped. */
static void test_wrapped(void **state)
{
	(void)state;
	static const char *const lines[] = { "滨河大桥昨日通车",   RIVER,  RIVER2,
		                                 "今年新建二十所小学", SCHOOL, SCHOOL2 };
	static const size_t widths[] = { 12, 20, 35 };
	for (size_t w = 0; w < 3; w++) {
		struct buf page = { 0 };
		for (size_t i = 0; i < 6; i++) {
			struct view v = view_of(lines[i]);
			size_t column = 0;
			for (size_t k = 0; k < v.len;) {
				size_t start = k;
				glyph_next(v, &k);
				buf_put(&page, view_slice(v, start, k - start));
				if (++column % widths[w] == 0 && k < v.len)
					buf_putc(&page, '\n');
			}
			buf_puts(&page, "\n\n");
		}
		struct paper *p = paper_segment(buf_view(&page));
		assert_whole(p);
		assert_int_equal(p->page.article_count, 2);
		assert_text(article_at(p, 0)->headline, lines[0]);
		assert_body(article_at(p, 0), 0, BODY_PARAGRAPH, RIVER);
		assert_body(article_at(p, 0), 1, BODY_PARAGRAPH, RIVER2);
		assert_text(article_at(p, 1)->headline, lines[3]);
		paper_free(p);
		buf_free(&page);
	}
}

static void test_pages_with_little(void **state)
{
	(void)state;
	static const char *const pages[] = {
		"",
		"\n",
		"\n\n\n",
		" \n\t\n　　\n",
		"\xE2\x80\x8B\n\xEF\xBB\xBF\n\xE2\x80\x8B",
		"桥",
		"桥\n",
		"。\n",
		"，\n、\n；\n",
		"）\n（\n",
		"……",
		"　——　",
		"12\n",
		"(上接第",
		"1998年",
		"图为",
		"\xEF\xBF\xBD\xEF\xBF\xBD",
		"本报讯",
		"新华社",
		"（记者",
		"通知",
		"逝世",
		"（张",
		"特此通知",
		"\xE2\x80\x8B。",
	};
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct paper *p = paper_segment(view_of(pages[i]));
		assert_whole(p);
		paper_free(p);
	}
	struct paper *p = paper_segment(VIEW(" \n\n　\n"));
	assert_int_equal(p->page.article_count + p->page.furniture_count, 0);
	paper_free(p);
	p = paper_segment(VIEW("\xE2\x80\x8B\n"));
	assert_int_equal(p->page.article_count, 0);
	assert_int_equal(p->page.furniture_count, 1);
	paper_free(p);
}

static void put_repeated(struct buf *b, const char *text, size_t bytes)
{
	size_t n = strlen(text);
	buf_reserve(b, bytes + n);
	while (b->len < bytes)
		buf_put(b, (struct view){ text, n });
}

struct repeated {
	const char *text;
	size_t bytes;
};

/* Seconds that it takes to cut a page of a text again and again: a struct repeated. */
static double seconds_of(void *context)
{
	const struct repeated *r = context;
	struct buf page = { 0 };
	put_repeated(&page, r->text, r->bytes);
	clock_t begun = clock();
	struct paper *p = paper_segment(buf_view(&page));
	double seconds = processor_seconds(begun);
	paper_free(p);
	buf_free(&page);
	return seconds;
}

/*
 * Eight times the text takes about eight times as long: not the square of it.
 * The measure is coarse, so that it holds on a busy machine and under
 * sanitizers; what is quadratic is beyond it by far.
 */
static void test_time_is_linear(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"滨河大桥昨日通车\n" RIVER "\n" RIVER2 "\n",
		"桥通车了\n",
		"（王小明）\n",
		"图为大桥。（王小明摄）\n",
		"图为人们。（本组图片由张波摄）\n\n",
		"本报讯 今天开会了。\n（本组稿件由张波采写）\n",
		"（上接第1版）新闻\n",
		"（",
		"）\n",
		"，\n",
		"1",
		"一",
		"1998年1月1日",
		"1956年1月19日\n事情发生了。\n",
		"　",
		"\xE2\x80\x8B\n",
		"张 波 ",
		"通知 请注意。特此通知 ",
		RIVER, /* NOLINT(bugprone-suspicious-missing-comma): one text on several lines */
		"一二三四五六七八九十一二三四五六七八九十\n",
	};
	enum { SMALL = 15000 };
	size_t slow = 0;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct repeated small = { texts[i], SMALL }, large = { texts[i], 8 * SMALL };
		double seconds = seconds_of(&small);
		if (within_seconds(seconds_of, &large, 8 * 3 * seconds + 0.3))
			continue;
		printf("# \"%s\": %.2f s, and eight times as much takes 24 times that\n", texts[i],
		       seconds);
		slow++;
	}
	assert_int_equal(slow, 0);
}

static void test_line_of_5_megabytes(void **state)
{
	(void)state;
	struct repeated line = { RIVER, 5000000 };
	assert_true(within_seconds(seconds_of, &line, 60));
}

static void test_page_of_10_megabytes(void **state)
{
	(void)state;
	struct repeated page = { "滨河大桥昨日通车\n" RIVER "\n" RIVER2 "\n\n", 10000000 };
	assert_true(within_seconds(seconds_of, &page, 120));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_articles),
		cmocka_unit_test(test_blank_lines_change_nothing),
		cmocka_unit_test(test_headline_parts),
		cmocka_unit_test(test_page_header),
		cmocka_unit_test(test_torn_paragraph),
		cmocka_unit_test(test_jump_line),
		cmocka_unit_test(test_continued_without_headline),
		cmocka_unit_test(test_continued_below_headline),
		cmocka_unit_test(test_wrapped),
		cmocka_unit_test(test_pages_with_little),
		cmocka_unit_test(test_time_is_linear),
		cmocka_unit_test(test_line_of_5_megabytes),
		cmocka_unit_test(test_page_of_10_megabytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
