#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/file.h"
#include "page/page.h"
#include "segment/segment.h"

/* A page without a name that could help. */
static void segment(const char *content, const char *name, struct page *out)
{
	struct text t;
	struct report r = { 0 };
	assert_true(text_decode(view_of(content), name, NULL, &t, &r));
	segment_page(&t, NULL, out);
	text_free(&t);
	report_free(&r);
}

struct text_case {
	const char *content;
	const char *day;      /* "" for none */
	const char *number;   /* NULL for none */
	const char *evidence; /* lines that must be among it: "1 4" */
};

static bool is_evidence(const struct page *p, unsigned line)
{
	for (size_t i = 0; i < p->evidence_count; i++)
		if (p->evidence[i].first <= line && line <= p->evidence[i].last)
			return true;
	return false;
}

static void check_case(const struct text_case *c)
{
	struct page p;
	struct buf day = { 0 };
	segment(c->content, "p.txt", &p);
	if (date_known(p.published))
		date_put(&day, p.published);
	if (strcmp(day.data ? day.data : "", c->day) != 0)
		fail_msg("\"%s\" in: %s", day.data ? day.data : "", c->content);
	if (!view_eq(p.number, view_of(c->number)))
		fail_msg("page \"%.*s\" in: %s", VIEW_ARG(p.number), c->content);
	assert_int_equal(p.published_by, *c->day ? DATE_TEXT : DATE_UNKNOWN);
	assert_int_equal(p.evidence_count > 0, *c->day != '\0');
	for (const char *s = c->evidence; s && *s; s += strcspn(s, " "), s += *s == ' ')
		if (!is_evidence(&p, (unsigned)strtoul(s, NULL, 10)))
			fail_msg("line %s is no evidence in: %s", s, c->content);
	buf_free(&day);
	page_free(&p);
}

#define CHECK(cases)                                              \
	for (size_t i = 0; i < sizeof(cases) / sizeof(*(cases)); i++) \
	check_case(&(cases)[i])

static void test_headers(void **state)
{
	static const struct text_case cases[] = {
		{ "第2版  要闻  1998年1月1日 星期四\n某地丰收\n本报讯 某地粮食丰收，农民高兴。\n",
		  "1998-01-01", "02", "1" },
		{ "某地丰收\n本报讯 某地粮食丰收，农民高兴。\n2022年1月19日 星期三 A05版\n", "2022-01-19",
		  "A05", "3" },
		{ "某地日报 ２０２２ 年 １ 月 １９ 日 星期三 第１２版\n某地丰收\n本报讯 某地粮食丰收。\n",
		  "2022-01-19", "12", "1" },
		{ "第二版 一九五八年三月四日\n某地丰收\n本报讯 某地粮食丰收，农民高兴。\n", "1958-03-04",
		  "02", "1" },
		/* how many pages there are */
		{ "某地日报 2022年1月19日 星期三 今日8版\n某地丰收\n本报讯 某地粮食丰收，农民高兴。\n",
		  "2022-01-19", NULL, "1" },
		/* the header's word against the datelines */
		{ "第2版 要闻 1998年1月3日\n某地丰收\n本报北京1月1日讯 某地粮食丰收。\n", "1998-01-03",
		  "02", "1" },
		/* pages that other lines name are not this page */
		{ "某地丰收\n本报讯 某地粮食丰收，农民高兴。\n（下转第4版）\n", "", NULL, NULL },
		{ "某地丰收\n据某报1998年1月1日第3版报道，某地粮食丰收，农民高兴。\n", "", NULL, NULL },
	};
	(void)state;
	CHECK(cases);
}

static void test_news_of_yesterday(void **state)
{
	static const struct text_case cases[] = {
		{ "某会开幕\n本报北京7月18日讯 某会今天开幕。2013年是某省丰收的一年。\n", "2013-07-19",
		  NULL, "2" },
		{ "某会开幕\n某会今天在京开幕，2013年的工作已经部署。（新华社北京7月18日电）\n",
		  "2013-07-19", NULL, "2" },
		{ "某会开幕\n本报讯 4月9日，某会开幕，2025年全市工作已经部署。\n", "2025-04-10", NULL,
		  "2" },
		{ "某会开幕\n本报讯 昨日（9日）某会开幕。\n某会又开幕\n本报讯 4月9日，某会开幕，2025年全市工作已经部署。\n",
		  "2025-04-10", NULL, "4" },
		/* the latest dateline, with older ones from abroad */
		{ "外电\n新华社伦敦3月5日电 某国2012年经济下滑。\n新华社巴黎3月6日电 某国2013年经济回升，2013年有望增长。\n"
		  "新华社巴黎3月7日电 某国发言人今天说，谈判继续。\n新华社伦敦3月6日电 某国发言人6日说，谈判继续。\n",
		  "2013-03-08", NULL, "4" },
		/* months and years end, leap days come */
		{ "某会开幕\n本报北京12月31日讯 某会今天开幕。\n1997年12月20日，某地丰收。1997年已经过去，我们步入1998年。\n",
		  "1998-01-01", NULL, "2 3" },
		{ "某会开幕\n本报北京2月28日讯 某会今天开幕，2013年2月20日报名，2013年的工作已经部署。\n",
		  "2013-03-01", NULL, "2" },
		{ "某会开幕\n本报北京2月28日讯 某会今天开幕，2012年2月20日报名，2012年的工作已经部署。\n",
		  "2012-02-29", NULL, "2" },
		{ "某会开幕\n本报北京2月29日讯 某会今天开幕，2012年2月20日报名，2012年的工作已经部署。\n",
		  "2012-03-01", NULL, "2" },
		{ "明天气象预报（1998年1月3日20时—1月4日20时）\n本报北京1月2日讯 某会今天开幕。\n",
		  "1998-01-03", NULL, "1 2" },
	};
	(void)state;
	CHECK(cases);
}

static void test_history_and_signatures(void **state)
{
	static const struct text_case cases[] = {
		{ "历史上的今天\n1956年1月19日\n某地建立第一座工厂。\n2007年1月19日\n某地第二座工厂投产。\n本报讯 1月18日，某会开幕，总结2021年、部署2022年的工作。\n",
		  "2022-01-19", NULL, "2 4 6" },
		{ "遗失声明\n某公司遗失印章，声明作废。某公司 2022年10月13日\n某会开幕\n本报讯 10月12日，某会开幕。\n",
		  "2022-10-13", NULL, "2 4" },
		/* a biography's dates are long past */
		{ "某人生平\n某人1936年从艺，1949年1月5日参加人民剧团，1956年8月3日入党。\n", "", NULL,
		  NULL },
	};
	(void)state;
	CHECK(cases);
}

static void test_years(void **state)
{
	static const struct text_case cases[] = {
		/* a plan's end lies ahead; 2021 has begun it */
		{ "市人大开幕\n本报讯 2月23日，市人大开幕。“十四五”开局之年，任务明确，到2025年高新企业翻番。\n2021年政府工作报告解读\n",
		  "2021-02-24", NULL, "2 3" },
		{ "某规划发布\n本报讯 6月8日，某规划发布，力争到2025年翻一番，到2035年基本建成。2022年度任务已经分解，2022年将动工。\n",
		  "2022-06-09", NULL, "2" },
		/* past December, the year has turned */
		{ "某地签约\n本报讯 3月16日，市里表彰2021年度企业。2021年12月30日，我市举行了仪式。2022年度计划已定。\n",
		  "2022-03-17", NULL, "2" },
		{ "拉美引资\n新华社里约1月8日电 在刚刚过去的1997年，拉美共引进资金上亿。1996年则少得多。\n",
		  "1998-01-09", NULL, "2" },
		/* Thursday 1 January is 1998's */
		{ "某会开幕\n本报北京1月4日讯 1月1日（星期四）某会开幕，1997年和1998年的工作已经部署。\n",
		  "1998-01-05", NULL, "2" },
		{ "党的生日\n本报北京7月1日讯 庆祝建党100周年大会今天举行，2021年的任务已经明确。\n",
		  "2021-07-02", NULL, "2" },
		{ "某会开幕\n本报北京5月6日讯 深入贯彻党的十八大精神，2013年工作会议今天开幕。\n",
		  "2013-05-07", NULL, "2" },
	};
	(void)state;
	CHECK(cases);
}

static void test_too_little(void **state)
{
	static const struct text_case cases[] = {
		{ "", "", NULL, NULL },
		{ "某会开幕\n本报北京7月18日讯 某会今天开幕。\n", "", NULL, NULL },    /* no year */
		{ "某地丰收\n本报讯 2013年某地丰收，2012年也是。\n", "", NULL, NULL }, /* no day */
		{ "某地丰收\n本报讯 1997年11月，某地丰收。\n", "", NULL, NULL },
		{ "某会开幕\n本报北京1月8日讯 某队备战2000年奥运会。\n", "", NULL,
		  NULL }, /* a year to come */
		{ "拨打13820220119\n价格20220119元，货号2022-0119。\n", "", NULL, NULL },
		{ "某展览\n画展于1月8日至12日举行，画家1943年生，1985年成名。\n", "", NULL, NULL },
		{ "声明\n2022年2月30日\n", "", NULL, NULL },
	};
	(void)state;
	CHECK(cases);
}

static void test_name_before_text(void **state)
{
	struct page p;
	(void)state;
	segment("第2版 要闻 1998年1月3日\n某地丰收\n本报讯 某地粮食丰收。\n", "2022-01-19_07.txt", &p);
	assert_int_equal(p.published_by, DATE_FILENAME);
	assert_int_equal(date_cmp(p.published, (struct date){ 2022, 1, 19 }), 0);
	assert_int_equal(p.evidence_count, 0);
	assert_true(view_eq(p.number, VIEW("07")));
	page_free(&p);
	segment("第2版 要闻 1998年1月3日\n某地丰收\n本报讯 某地粮食丰收。\n", "2022-01-19.txt", &p);
	assert_true(view_eq(p.number, VIEW("02")));
	page_free(&p);
}

/* Lines cut at 20 characters: the evidence is the line, not the paragraph. */
static void test_evidence_in_wrapped_lines(void **state)
{
	static const char content[] =
		"某省召开会议部署工作\n"
		"　　本报讯某省各地认真贯彻落实上级的各项\n工作部署，积极推进各项建设事业不断向前发\n"
		"展，取得了十分明显的成效。２０１３年全省\n的经济工作会议已经召开，各地干部群众表示\n"
		"要再接再厉，争取更大的成绩。（新华社北京\n７月１８日电）\n"
		"　　又讯某省各地认真贯彻落实上级的各个项\n工作部署，积极推进各项建设事业不断向前发\n"
		"展，取得了十分明显的成效。全省各个单位的\n同志都说，要再接再厉。\n";
	struct page p;
	(void)state;
	segment(content, "p.txt", &p);
	assert_int_equal(date_cmp(p.published, (struct date){ 2013, 7, 19 }), 0);
	assert_true(is_evidence(&p, 4));
	assert_true(is_evidence(&p, 7));
	assert_int_equal(p.evidence_count, 2);
	page_free(&p);
}

static void segment_file(const char *path, const char *name, struct page *out)
{
	struct text t;
	struct report r = { 0 };
	assert_true(text_read(path, name, NULL, &t, &r));
	segment_page(&t, NULL, out);
	text_free(&t);
	report_free(&r);
}

static void test_seeds(void **state)
{
	static const struct {
		const char *path;
		struct date day;
	} seeds[] = {
		{ "seeds/000_0f0772c7938291a1.txt", { 2022, 1, 19 } },
		{ "seeds/001_37a060cb66616735.txt", { 2022, 3, 17 } },
		{ "seeds/002_c54f5c50759d2637.txt", { 2025, 4, 10 } },
		{ "seeds/003_15654107f150237d.txt", { 2022, 10, 13 } },
		{ "seeds/004_fd7dbfbe97e73c86.txt", { 2021, 2, 24 } },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(seeds) / sizeof(*seeds); i++) {
		struct page p;
		segment_file(seeds[i].path, seeds[i].path, &p);
		assert_int_equal(date_cmp(p.published, seeds[i].day), 0);
		assert_int_equal(p.published_by, DATE_TEXT);
		page_free(&p);
	}
}

struct tally {
	unsigned right, wrong, numbers_wrong;
};

/* Pages of a form under names that tell nothing. */
static void tally_form(const char *form, struct tally *out)
{
	struct arena a = { 0 };
	json_t *gold =
		json_load_file(arena_printf(&a, "../shared/pages/%s/gold.json", form).data, 0, NULL);
	const char *name;
	json_t *page;
	unsigned count = 0;
	assert_non_null(gold);
	json_object_foreach(gold, name, page)
	{
		struct page p;
		struct date day;
		const char *number = json_string_value(json_object_get(page, "page"));
		assert_true(
			date_parse(view_of(json_string_value(json_object_get(page, "published"))), &day));
		segment_file(arena_printf(&a, "../shared/pages/%s/%s", form, name).data,
		             arena_printf(&a, "p%03u.txt", ++count).data, &p);
		if (date_known(p.published))
			date_cmp(p.published, day) == 0 ? out->right++ : out->wrong++;
		out->numbers_wrong += p.number.data && !view_eq(p.number, view_of(number));
		assert_int_equal(date_known(p.published), p.evidence_count > 0);
		page_free(&p);
	}
	json_decref(gold);
	arena_free(&a);
}

/*
 * Of the 82 pages, 56 name a year and one of the days just before their own;
 * the others are features, theory and pictures, whose day no reader could
 * tell from the text unless a header prints it, as on 23 of the torn ones.
 */
static void test_pages(void **state)
{
	static const struct {
		const char *form;
		unsigned right, wrong; /* at least, at most */
	} forms[] = { { "lines", 48, 1 }, { "blank", 48, 1 }, { "wrapped", 48, 1 }, { "torn", 58, 1 } };
	(void)state;
	DIR *d = opendir("../shared/pages");
	if (!d) {
		printf("test_published: ../shared/pages is absent, its pages are skipped\n");
		return;
	}
	closedir(d);
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		struct tally t = { 0 };
		tally_form(forms[i].form, &t);
		printf("test_published: %s: %u right, %u wrong\n", forms[i].form, t.right, t.wrong);
		assert_true(t.right >= forms[i].right);
		assert_true(t.wrong <= forms[i].wrong);
		assert_int_equal(t.numbers_wrong, 0);
	}
}

/* The page with all digits and Han numerals taken out. */
static void blank_numerals(const struct buf *page, struct buf *out)
{
	static const char *const numerals[] = {
		"０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "〇", "零",
		"○",  "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "元",
	};
	struct view v = buf_view(page);
	for (size_t i = 0; i < v.len;) {
		size_t skip = v.data[i] >= '0' && v.data[i] <= '9';
		for (size_t k = 0; k < sizeof(numerals) / sizeof(*numerals) && !skip; k++)
			if (view_starts(view_slice(v, i, 3), view_of(numerals[k])))
				skip = 3;
		if (!skip)
			buf_putc(out, v.data[i]);
		i += skip ? skip : 1;
	}
}

static void test_no_evidence_no_date(void **state)
{
	static const char *const folders[] = { "seeds", "../shared/pages/lines",
		                                   "../shared/pages/torn" };
	(void)state;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		DIR *d = opendir(folders[i]);
		for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
			struct view name = view_of(e->d_name);
			if (!view_ends(name, VIEW(".txt")))
				continue;
			struct arena a = { 0 };
			struct report r = { 0 };
			struct buf page = { 0 }, without = { 0 };
			struct page p;
			assert_true(
				file_read(arena_printf(&a, "%s/%s", folders[i], e->d_name).data, &page, &r));
			blank_numerals(&page, &without);
			segment(without.data, "p.txt", &p);
			assert_false(date_known(p.published));
			assert_int_equal(p.published_by, DATE_UNKNOWN);
			assert_int_equal(p.evidence_count, 0);
			assert_null(p.number.data);
			page_free(&p);
			buf_free(&page);
			buf_free(&without);
			arena_free(&a);
			report_free(&r);
		}
		if (d)
			closedir(d);
	}
}

/* Megabytes of dates: bounded work. */
static void test_vast_page(void **state)
{
	struct buf b = { 0 };
	struct page p;
	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_printf(&b, "%d年%d月%d日", 1900 + i % 130, 1 + i % 12, 1 + i % 28);
	segment(b.data, "p.txt", &p);
	assert_int_equal(date_known(p.published), p.evidence_count > 0);
	page_free(&p);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_news_of_yesterday),
		cmocka_unit_test(test_history_and_signatures),
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_too_little),
		cmocka_unit_test(test_name_before_text),
		cmocka_unit_test(test_evidence_in_wrapped_lines),
		cmocka_unit_test(test_seeds),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_no_evidence_no_date),
		cmocka_unit_test(test_vast_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
