/* The heads and feet of pages: no headline is made of them, and they tell the day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "paper.h"

#define REPORT       \
	"某地丰收\n" \
	"\n"             \
	"本报讯 某地粮食丰收，农民十分高兴，今年的收成比往年都好，仓库已经堆满。（李明）\n"

struct edge_case {
	const char *content;
	const char *newspaper;
	const char *furniture; /* a letter a line that shows something: f or a, for an article's */
	const char *day;       /* NULL for none */
};

static bool is_furniture(const struct page *p, uint32_t line)
{
	for (size_t i = 0; i < p->furniture_count; i++)
		if (p->furniture[i].lines.first <= line && line <= p->furniture[i].lines.last)
			return true;
	return false;
}

static void check_case(const struct edge_case *c)
{
	struct paper *p = paper_read(view_of(c->content));
	struct buf day = { 0 };
	const char *expected = c->furniture;
	p->text.newspaper = c->newspaper ? view_of(c->newspaper) : VIEW_NULL;
	segment_page(&p->text, NULL, &p->page);
	for (uint32_t n = 1; n <= p->text.len; n++) {
		if (p->text.lines[n - 1].len == 0)
			continue;
		if (is_furniture(&p->page, n) != (*expected == 'f'))
			fail_msg("line %u should be %c in: %s", n, *expected, c->content);
		expected++;
	}
	assert_int_equal(*expected, '\0');
	if (date_known(p->page.published))
		date_put(&day, p->page.published);
	if (c->day && strcmp(day.data ? day.data : "", c->day) != 0)
		fail_msg("\"%s\" in: %s", day.data ? day.data : "", c->content);
	buf_free(&day);
	paper_free(p);
}

#define CHECK(cases)                                              \
	for (size_t i = 0; i < sizeof(cases) / sizeof(*(cases)); i++) \
	check_case(&(cases)[i])

static void test_heads(void **state)
{
	static const struct edge_case cases[] = {
		{ "2022年1月20日\n\n" REPORT, NULL, "faa", "2022-01-20" },
		{ "2022年1月20日\n\n某地经济区起步\n\n"
		  "本报讯 1月19日，记者获悉，某地经济区的蓝图绘就，到2035年全面建成。\n\n（张波）\n",
		  NULL, "faaa", "2022-01-20" },
		{ "晋阳日报 要闻 第2版\n2022年1月20日 星期四 编辑 李军 版式 王芳\n"
		  "热线 0351-1234567 今日天气 晴 -5℃到3℃\n" REPORT,
		  NULL, "fffaa", "2022-01-20" },
		{ "大 众 生 活 1950年5月1日\n" REPORT, "晋阳日报\n大众生活", "faa", "1950-05-01" },
		{ "大 众 生 活\n" REPORT, "晋阳日报\n大众生活", "faa", NULL },
		{ "劳动者之歌\n" REPORT, "晋阳日报\n劳动者之歌", "faa", NULL },
		{ "劳动者之歌\n" REPORT, "晋阳日报", "aaa", NULL },
		{ "晋阳日报\n\n要闻\n\n2022年1月20日\n\n星期四\n\n第2版\n\n" REPORT, NULL, "fffffaa",
		  "2022-01-20" },
		{ "晋阳日报 2022年1月20日 星期四 农历十二月十八 第2版 责任编辑 李军\n" REPORT, NULL, "faa",
		  "2022-01-20" },
		{ "民国三十七年一月二十日 星期二\n" REPORT, NULL, "faa", "1948-01-20" },
		{ "太原日报\n2022 年 1 月 20 日 星期四 农历辛丑年十二月十八\n今日8版 国内统一刊号 CN14-0003\n" REPORT,
		  NULL, "fffaa", "2022-01-20" },
		{ "中華民國三十七年一月二十日\n" REPORT, NULL, "faa", "1948-01-20" },
		{ "民國三十七年一月廿日\n" REPORT, NULL, "faa", "1948-01-20" },
		{ "星期二 一月二十日 中華民國三十七年 夏曆十二月初十日\n" REPORT, NULL, "faa",
		  "1948-01-20" },
		{ "公曆一九四八年壹月貳拾日 農曆丁亥年十二月初十\n" REPORT, NULL, "faa", "1948-01-20" },
		{ "二〇二二年一月二十日\n第 二 版\n" REPORT, NULL, "ffaa", "2022-01-20" },
	};
	(void)state;
	CHECK(cases);
}

static void test_feet(void **state)
{
	static const struct edge_case cases[] = {
		{ REPORT "\n2022年1月20日 星期四 第2版\n", NULL, "aaf", "2022-01-20" },
		{ REPORT "\n晋阳日报 第2版\n2022年1月20日 星期四\n责任编辑 李军 电话 0351-1234567\n", NULL,
		  "aafff", "2022-01-20" },
	};
	(void)state;
	CHECK(cases);
}

static void test_the_papers_name(void **state)
{
	static const struct edge_case cases[] = {
		{ "山河之声\n\n第2版\n\n" REPORT, "山河之声", "ffaa", NULL },
		{ "山 河 之 声\n2022年1月20日\n" REPORT, "山河之声", "ffaa", "2022-01-20" },
	};
	(void)state;
	CHECK(cases);
}

static void test_what_is_no_head(void **state)
{
	static const struct edge_case cases[] = {
		/* days of history are headlines */
		{ "1956年1月19日\n\n某地建立第一座工厂，工人欢欣鼓舞，产量逐年增长。\n\n"
		  "2007年1月19日\n\n某地第二座工厂投产，规模为全省之最。\n",
		  NULL, "aaaa", NULL },
		/* a report on a paper, and one on the weather */
		{ "太原晚报荣获中国新闻奖\n\n"
		  "本报讯 记者获悉，太原晚报的作品荣获中国新闻奖二等奖，评委一致认为作品出色。（张波）\n",
		  NULL, "aa", NULL },
		{ "今日天气\n\n晴转多云，西北风3级，最高气温5℃，最低气温-8℃。\n\n" REPORT, NULL, "aaaa",
		  NULL },
		{ "某地丰收\n\n本报讯 某地粮食丰收，农民十分高兴，到2035年全面建成。（李明）\n", NULL, "aa",
		  "" },
	};
	(void)state;
	CHECK(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_heads),
		cmocka_unit_test(test_feet),
		cmocka_unit_test(test_the_papers_name),
		cmocka_unit_test(test_what_is_no_head),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
