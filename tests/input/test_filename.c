#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "input/filename.h"

struct name_case {
	const char *path;
	const char *day;    /* "" for none */
	const char *number; /* NULL for none */
};

static void check(const struct name_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct arena a = { 0 };
		struct buf day = { 0 };
		struct filename f = filename_read(view_of(cases[i].path), language_default(), &a);
		if (date_known(f.day))
			date_put(&day, f.day);
		const char *got = day.data ? day.data : "";
		bool numbers_agree =
			view_eq(f.number, view_of(cases[i].number)) && !f.number.data == !cases[i].number;
		if (strcmp(got, cases[i].day) != 0 || !numbers_agree)
			fail_msg("%s: date \"%s\", page \"%.*s\"", cases[i].path, got, VIEW_ARG(f.number));
		buf_free(&day);
		arena_free(&a);
	}
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof(*(cases)))

static void test_dates_and_numbers(void **state)
{
	static const struct name_case cases[] = {
		{ "2022-01-19_02.txt", "2022-01-19", "02" },
		{ "20220119-A05.txt", "2022-01-19", "A05" },
		{ "20220119A05.txt", "2022-01-19", "A05" },
		{ "2022_01_19_B12.txt", "2022-01-19", "B12" },
		{ "2022.01.19.02.txt", "2022-01-19", "02" },
		{ "2022-01-19.txt", "2022-01-19", NULL },
		{ "2022-01-19_3.txt", "2022-01-19", "03" },
		{ "2022-01-19_p12.txt", "2022-01-19", "12" },
		{ "2022-1-9_2.txt", "2022-01-09", "02" },
		{ "rmrb1998-01-01-03.txt", "1998-01-01", "03" },
		{ "rmrb19980101.txt", "1998-01-01", NULL },
		{ "19980101-01-003.txt", "1998-01-01", "01" },
		{ "paper_19980101_01.txt", "1998-01-01", "01" },
		{ "太原日报2022年1月19日02版.txt", "2022-01-19", "02" },
		{ "太原日报2022年01月19日第2版.txt", "2022-01-19", "02" },
		{ "太原日报-20220119-第A05版.txt", "2022-01-19", "A05" },
		{ "2020-02-29_01.txt", "2020-02-29", "01" },
		{ "1998.01.01", "1998-01-01", NULL },
	};
	(void)state;
	CHECK(cases);
}

static void test_folders(void **state)
{
	static const struct name_case cases[] = {
		{ "2022/01/19/02.txt", "2022-01-19", "02" },
		{ "2022-01/19/02.txt", "2022-01-19", "02" },
		{ "2022/01-19/02.txt", "2022-01-19", "02" },
		{ "2022/0119/02.txt", "2022-01-19", "02" },
		{ "202201/19/A05.txt", "2022-01-19", "A05" },
		{ "202201/19_02.txt", "2022-01-19", "02" },
		{ "2022-01-19/02.txt", "2022-01-19", "02" },
		{ "2022-01-19/text/02.txt", "2022-01-19", "02" },
		{ "20220119/第02版.txt", "2022-01-19", "02" },
		{ "2022年/1月/19日/02版.txt", "2022-01-19", "02" },
		{ "2022/2022-01/2022-01-19/02.txt", "2022-01-19", "02" },
		{ "/srv/archive/1998/01/01/03.txt", "1998-01-01", "03" },
		{ "scans/2022-01-19/page one.txt", "2022-01-19", NULL },
		{ "2023-05-01/2022-01-19_02.txt", "2022-01-19", "02" },
		{ "batch 2023-05-01/19980103.txt", "1998-01-03", NULL },
	};
	(void)state;
	CHECK(cases);
}

static void test_names_without_a_date(void **state)
{
	static const struct name_case cases[] = {
		{ "", "", NULL },
		{ "/", "", NULL },
		{ ".txt", "", NULL },
		{ "000_0f0772c7938291a1.txt", "", NULL },
		{ "0f20220119a1c7938291.txt", "", NULL },
		{ "20220119c7938291.txt", "", NULL },
		{ "550e8400-e29b-41d4-a716-446655440000.txt", "", NULL },
		{ "20220119-e29b-41d4-a716-446655440000.txt", "", NULL },
		{ "20220001.txt", "", NULL },
		{ "2022-02-30_01.txt", "", NULL },
		{ "2021-02-29.txt", "", NULL },
		{ "2022-13-01.txt", "", NULL },
		{ "13820220119.txt", "", NULL },
		{ "20220119103000.txt", "", NULL },
		{ "1642550400.txt", "", NULL },
		{ "2022_0119.txt", "", NULL },
		{ "2022-0119.txt", "", NULL },
		{ "IMG_2022_0119.txt", "", NULL },
		{ "2022/1/2.txt", "", NULL },
		{ "0351-20220119-20230119.txt", "", NULL },
		{ "99990101.txt", "", NULL },
		{ "p001.txt", "", NULL },
		{ "02.txt", "", NULL },
		{ "要闻02版.txt", "", "02" },
		{ "A05版.txt", "", "A05" },
		{ "00版.txt", "", NULL },
	};
	(void)state;
	CHECK(cases);
}

static void test_articles_of_a_page(void **state)
{
	static const struct {
		const char *path;
		unsigned article;
	} cases[] = {
		{ "20210101-01-02.txt", 2 },  { "2021-01-01_01_10.txt", 10 }, { "rmrb19980101-A05-003", 3 },
		{ "2021/01/01/01-2.txt", 2 }, { "20210101第01版-2.txt", 2 },  { "20210101-01.txt", 0 },
		{ "20210101-01-0.txt", 0 },   { "20210101-01-2021.txt", 0 },  { "20210101-01-2-3.txt", 0 },
		{ "20210101-01-.txt", 0 },    { "20210101-01-2b.txt", 0 },    { "2021-01-01.txt", 0 },
		{ "01-02.txt", 0 },           { "2021/01/01-02.txt", 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct arena a = { 0 };
		struct filename f = filename_read(view_of(cases[i].path), language_default(), &a);
		if (f.article != cases[i].article)
			fail_msg("%s: article %u", cases[i].path, f.article);
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates_and_numbers),
		cmocka_unit_test(test_folders),
		cmocka_unit_test(test_names_without_a_date),
		cmocka_unit_test(test_articles_of_a_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
