#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/page_number.h"
#include "small_archive.h"

static void test_page_numbers_sort_as_printed(void **state)
{
	(void)state;
	static const char *const sorted[] = { "01", "2", "02", "10", "A1", "A02", "A10", "B1" };
	for (size_t i = 0; i + 1 < sizeof(sorted) / sizeof(*sorted); i++) {
		/* 02 and 2 are one number; bytes decide, so that the order is total. */
		struct view a = view_of(sorted[i]), b = view_of(sorted[i + 1]);
		if (i == 1)
			assert_true(page_number_compare(b, a) < 0);
		else
			assert_true(page_number_compare(a, b) < 0);
		assert_int_equal(page_number_compare(a, a), 0);
	}
}

static void page(void **state, const char *name, const char *headline, const char *rest)
{
	char text[1024];
	snprintf(text, sizeof(text), "%s\n\n本报讯 %s\n", headline, rest);
	scratch_write(state, name, text);
}

static bool make_archive(void **state, struct small_archive *f)
{
	return small_archive_make(state, f,
	                          "[topic transport]\nname = 交通\nwords = 公路\n"
	                          "[topic health]\nname = 卫生\nwords = 医院\n",
	                          "");
}

static void test_order_and_indexes(void **state)
{
	struct small_archive f;
	page(state, "2021-12-31_10.txt", "第二条公路建成通车",
	     "公路全长十二公里，连接东西两个村庄。(张波)");
	page(state, "2022-01-19_01.txt", "县医院迁入新址",
	     "县医院迁入新址，门诊部和住院部同一天开放。(李军)");
	page(state, "2021-12-31_02.txt", "第三条公路建成通车",
	     "公路全长三十公里，连接南北两个村庄。(张波)");
	page(state, "x.txt", "村里修通一条公路", "公路全长三公里，是村民自己修起来的。");
	assert_true(make_archive(state, &f));
	struct archive *a = &f.archive;
	assert_int_equal(a->pages.len, 4);
	assert_int_equal(a->undated_pages, 1);
	assert_true(view_eq(a->pages.items[0].stem, VIEW("x")));
	assert_true(view_eq(a->pages.items[1].number, VIEW("02")));
	assert_true(view_eq(a->pages.items[2].number, VIEW("10")));
	assert_int_equal(a->issues.len, 2);
	assert_int_equal(a->years.len, 2);
	assert_int_equal(a->issues.items[0].page_count, 2);
	assert_int_equal(a->articles.len, 4);
	assert_int_equal(a->pages.items[3].first_article, 3);
	size_t count;
	const uint32_t *items = archive_list(&a->by_topic, 0, &count);
	assert_int_equal(count, 3);
	assert_int_equal(items[0], 0);
	assert_int_equal(items[2], 2);
	archive_list(&a->by_topic, 1, &count);
	assert_int_equal(count, 1);
	assert_int_equal(a->names.len, 2);
	assert_true(view_eq(a->names.items[0].text, VIEW("李军")));
	assert_int_equal(a->names.items[0].letter, 'L');
	assert_int_equal(a->names.items[1].letter, 'Z');
	archive_list(&a->by_name, 1, &count);
	assert_int_equal(count, 2);
	archive_list(&a->by_day, archive_day_of_year((struct date){ 2021, 12, 31 }), &count);
	assert_int_equal(count, 1);
	assert_non_null(archive_issue_on(a, (struct date){ 2022, 1, 19 }));
	assert_null(archive_issue_on(a, (struct date){ 2022, 1, 18 }));
	small_archive_free(&f);
}

static void test_two_files_for_one_page(void **state)
{
	struct small_archive f;
	page(state, "2022-01-19_01.txt", "县医院迁入新址", "县医院迁入新址。");
	page(state, "20220119-1.txt", "公路建成通车", "公路建成通车。");
	assert_false(make_archive(state, &f));
	assert_int_equal(f.report.errors, 1);
	assert_non_null(strstr(f.report.messages.items[0].text, "2022-01-19_01.txt"));
	assert_non_null(strstr(f.report.messages.items[0].text, "20220119-1.txt"));
	small_archive_free(&f);
}

static void test_a_page_that_changes_meanwhile_is_told(void **state)
{
	struct small_archive f;
	page(state, "2022-01-19_01.txt", "县医院迁入新址", "县医院迁入新址。");
	assert_true(make_archive(state, &f));
	struct segmented_page sheet = { 0 };
	assert_true(archive_read(&f.archive, 0, &sheet, &f.report));
	segmented_page_free(&sheet);
	scratch_write(state, "2022-01-19_01.txt", "");
	assert_false(archive_read(&f.archive, 0, &sheet, &f.report));
	assert_int_equal(f.report.errors, 1);
	small_archive_free(&f);
}

static void test_days_of_the_year(void **state)
{
	(void)state;
	assert_int_equal(archive_day_of_year((struct date){ 2023, 1, 1 }), 0);
	assert_int_equal(archive_day_of_year((struct date){ 2024, 2, 29 }), 59);
	assert_int_equal(archive_day_of_year((struct date){ 2023, 3, 1 }), 60);
	assert_int_equal(archive_day_of_year((struct date){ 2023, 12, 31 }), 365);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page_numbers_sort_as_printed),
		cmocka_unit_test(test_days_of_the_year),
		cmocka_unit_test_setup_teardown(test_order_and_indexes, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_two_files_for_one_page, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_a_page_that_changes_meanwhile_is_told, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
