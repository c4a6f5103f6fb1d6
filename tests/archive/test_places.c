#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/archive.h"
#include "language/language.h"
#include "segment/dateline.h"
#include "small_archive.h"

static void test_place_of_a_dateline(void **state)
{
	static const struct {
		const char *dateline, *place;
	} cases[] = {
		{ "新华社北京1月8日电", "北京" },
		{ "据新华社北京１月８日电", "北京" },
		{ "本报加拉加斯电", "加拉加斯" },
		{ "本报石家庄十二月三十一日电", "石家庄" },
		{ "本报讯", NULL },
		{ "新华社消息", NULL },
		{ "综合本报和新华社电", NULL },
		{ "又讯", NULL },
		{ "", NULL },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct view place = dateline_place(view_of(cases[i].dateline), language_default());
		struct view wanted = cases[i].place ? view_of(cases[i].place) : VIEW_NULL;
		if (!view_eq(place, wanted))
			fail_msg("%s: %.*s", cases[i].dateline, VIEW_ARG(place));
	}
}

static const struct archive_article *article_on(const struct archive *a, const char *headline)
{
	for (size_t i = 0; i < a->articles.len; i++) {
		if (view_eq(a->articles.items[i].headline, view_of(headline)))
			return &a->articles.items[i];
	}
	return NULL;
}

/* Those of site.conf come first, by datelines as by words; others by pinyin. */
static void test_places_of_articles(void **state)
{
	struct small_archive s;
	scratch_write(
		state, "2022-01-19_01.txt",
		"铁路货场扩建完工\n\n本报太原1月18日讯 铁路货场扩建工程完工，每天多装卸三十节车皮。\n");
	scratch_write(
		state, "2022-01-19_02.txt",
		"县医院迁入新址\n\n本报北京1月18日讯 县医院迁入新址，门诊部和住院部同一天开放。\n");
	scratch_write(state, "2022-01-19_03.txt",
	              "大桥今天通车\n\n新华社上海1月18日电 大桥今天通车，从县城到南村只要十分钟。\n");
	assert_true(small_archive_make(state, &s,
	                               "[place capital]\nname = 首都\nwords = 北京\n"
	                               "[place county]\nname = 县城\nwords = 县城, 县医院\n",
	                               ""));
	const struct archive *a = &s.archive;
	assert_int_equal(a->places.len, 4);
	assert_true(view_eq(a->places.items[0].text, VIEW("首都")));
	assert_true(view_eq(a->places.items[1].text, VIEW("县城")));
	assert_true(view_eq(a->places.items[2].text, VIEW("上海")));
	assert_true(view_eq(a->places.items[3].text, VIEW("太原")));
	const struct archive_article *x = article_on(a, "县医院迁入新址");
	assert_non_null(x);
	assert_int_equal(x->place_count, 2);
	assert_int_equal(x->places[0], 0);
	assert_int_equal(x->places[1], 1);
	x = article_on(a, "大桥今天通车");
	assert_non_null(x);
	assert_int_equal(x->place_count, 2);
	assert_int_equal(x->places[0], 2);
	assert_int_equal(x->places[1], 1);
	size_t count;
	archive_list(&a->by_place, 1, &count);
	assert_int_equal(count, 2);
	small_archive_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_place_of_a_dateline),
		cmocka_unit_test_setup_teardown(test_places_of_articles, scratch_make, scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
