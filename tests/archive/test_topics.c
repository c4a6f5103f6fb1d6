#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/archive.h"
#include "small_archive.h"

static size_t topics_on(const struct archive *a, int day)
{
	for (size_t i = 0; i < a->articles.len; i++) {
		if (a->pages.items[a->articles.items[i].page].date.day == day)
			return a->articles.items[i].topic_count;
	}
	return SIZE_MAX;
}

/* A word does not count in an article that has one which it is not to stand with. */
static void test_not_with(void **state)
{
	static const char topic[] = "[topic epidemic]\nname = 疫情防控\nwords = 隔离%s, 疫情\n";
	static const char *const exceptions[] = { "", " -种族 -南非" };
	scratch_write(
		state, "1960-04-01_01.txt",
		"工人抗议隔离政策\n\n本报讯 南非工人今天举行罢工，抗议隔离政策，要求平等的权利。\n");
	scratch_write(state, "1960-04-02_01.txt",
	              "旅客一律隔离七天\n\n本报讯 县医院今天通知，外来旅客一律隔离七天，不得外出。\n");
	scratch_write(state, "1960-04-03_01.txt",
	              "南非疫情严重\n\n本报讯 南非疫情严重，病人已经隔离，医院床位不够用了。\n");
	for (size_t i = 0; i < 2; i++) {
		struct small_archive s;
		char conf[200];
		snprintf(conf, sizeof(conf), topic, exceptions[i]);
		assert_true(small_archive_make(state, &s, conf, ""));
		assert_int_equal(topics_on(&s.archive, 1), i == 0 ? 1 : 0);
		assert_int_equal(topics_on(&s.archive, 2), 1);
		assert_int_equal(topics_on(&s.archive, 3), 1);
		small_archive_free(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_not_with, scratch_make, scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
