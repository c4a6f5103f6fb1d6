#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "site/format.h"

static struct format *open_format(const char *language)
{
	struct report r = { 0 };
	struct format *f = format_new(view_of(language), &r);
	assert_non_null(f);
	return f;
}

static void expect_date(const char *language, enum format_style style, const char *expected)
{
	struct format *f = open_format(language);
	struct buf b = { 0 };
	format_put_date(f, &b, (struct date){ 2022, 1, 19 }, style);
	assert_string_equal(b.data, expected);
	buf_free(&b);
	format_free(f);
}

static void test_dates(void **state)
{
	(void)state;
	setenv("TZ", "America/Los_Angeles", 1);
	expect_date("zh-Hans", FORMAT_LONG, "2022年1月19日星期三");
	expect_date("zh-Hans", FORMAT_PLAIN, "2022年1月19日");
	expect_date("zh-Hans", FORMAT_SHORT, "1月19日");
	expect_date("zh-Hans", FORMAT_YEAR, "2022年");
	expect_date("zh-Hans", FORMAT_MONTH, "1月");
	expect_date("zh-Hans", FORMAT_YEAR_MONTH, "2022年1月");
	expect_date("zh-Hans", FORMAT_WEEKDAY, "星期三");
	expect_date("zh-Hans", FORMAT_WEEKDAY_SHORT, "三");
	expect_date("en", FORMAT_PLAIN, "January 19, 2022");
	expect_date("en", FORMAT_YEAR_MONTH, "January 2022");
	expect_date("en", FORMAT_MONTH, "January");
}

static void test_numbers(void **state)
{
	(void)state;
	struct format *f = open_format("zh-Hans");
	struct buf b = { 0 };
	format_put_number(f, &b, 0);
	buf_puts(&b, " ");
	format_put_number(f, &b, 999);
	buf_puts(&b, " ");
	format_put_number(f, &b, 31480);
	buf_puts(&b, " ");
	format_put_percent(f, &b, 0.934);
	buf_puts(&b, " ");
	format_put_size(f, &b, 1234567);
	buf_puts(&b, " ");
	format_put_size(f, &b, 3);
	assert_string_equal(b.data, "0 999 31,480 93% 1.2 MB 0.1 kB");
	assert_int_equal(format_first_weekday(f), 1);
	buf_free(&b);
	format_free(f);
}

/* The days of the calendar that the paper's addresses count by, without a leap to another. */
static void test_early_days_stay_gregorian(void **state)
{
	(void)state;
	struct format *f = open_format("zh-Hans");
	struct buf b = { 0 };
	format_put_date(f, &b, (struct date){ 805, 3, 1 }, FORMAT_LONG);
	buf_putc(&b, ' ');
	format_put_date(f, &b, (struct date){ 1582, 10, 14 }, FORMAT_SHORT);
	buf_putc(&b, ' ');
	format_put_date(f, &b, (struct date){ 1, 1, 1 }, FORMAT_PLAIN);
	assert_string_equal(b.data, "805年3月1日星期二 10月14日 1年1月1日");
	buf_free(&b);
	format_free(f);
}

static void expect_excerpt(const char *text, size_t most, const char *expected)
{
	struct format *f = open_format("zh-Hans");
	struct buf b = { 0 };
	buf_puts(&b, "");
	format_put_excerpt(f, &b, view_of(text), most);
	assert_string_equal(b.data, expected);
	buf_free(&b);
	format_free(f);
}

static void test_excerpts_end_at_a_sentence(void **state)
{
	(void)state;
	expect_excerpt("第一句。第二句。第三句。", 9, "第一句。第二句。");
	expect_excerpt("第一句。第二句。", 8, "第一句。第二句。");
	expect_excerpt("他说：“好。”大家笑了。", 8, "他说：“好。”");
	expect_excerpt("会议通过意见。《意见》分三章", 10, "会议通过意见。");
	expect_excerpt("这一句稍长，不在限度内结束。第二句。", 7, "这一句稍长，不在限度内结束。");
	expect_excerpt("这一句太长，没有在限度以内结束，也没有在两倍以内。", 7, "这一句太长……");
	expect_excerpt("记者从市里的会议上获悉，本市的各项工作都已经按照计划部署完毕，将在下月开始。",
	               15, "记者从市里的会议上获悉……");
	expect_excerpt(
		"4月9日,市里投入1,200万元用于修缮道路和桥梁,共计三十处,全部在年底以前完工,明年再修缮另外二十处,其中包括十座桥梁",
		27, "4月9日,市里投入1,200万元用于修缮道路和桥梁……");
	expect_excerpt("没有标点的一句话一直写下去写到哪里也不停", 6, "没有标点的……");
	expect_excerpt("", 7, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_early_days_stay_gregorian),
		cmocka_unit_test(test_excerpts_end_at_a_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
