#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "small_archive.h"

static void make(void **state, struct small_archive *f, const char *corrections)
{
	assert_true(small_archive_make(state, f, "", corrections));
}

/* The article that begins on a line of a page. */
static const struct archive_article *find(const struct small_archive *f, const char *name,
                                          uint32_t line)
{
	const struct archive *a = &f->archive;
	for (size_t i = 0; i < a->articles.len; i++) {
		const struct archive_article *x = &a->articles.items[i];
		if (x->line == line && strstr(a->pages.items[x->page].path, name))
			return x;
	}
	fail_msg("no article begins on line %u of %s", line, name);
	return NULL;
}

static const struct archive_article *target(const struct small_archive *f,
                                            const struct archive_article *x)
{
	return x->continues == ARCHIVE_NONE ? NULL : &f->archive.articles.items[x->continues];
}

#define ROAD_HEAD \
	"全县公路会议召开\n\n本报讯 全县公路建设会议昨天召开，要求今年修通五个乡镇的公路。(下转第4版)\n"
#define ROAD_TAIL "(上接第1版)会议强调，公路修到哪里，各乡镇的养护就要跟到哪里，责任落实到人。\n"
#define CLINIC_HEAD \
	"县医院迁入新址\n\n本报讯 县医院昨天迁入新址，门诊部和住院部同一天开放。(下转第4版)\n"
#define CLINIC_TAIL "(上接第1版)门诊部的大夫说，住院部的床位比从前多了一倍，县医院还添了新设备。\n"

static void test_both_ends(void **state)
{
	struct small_archive f;
	scratch_write(state, "2022-01-19_01.txt", ROAD_HEAD);
	scratch_write(state, "2022-01-19_04.txt", "公路养护跟上来\n\n" ROAD_TAIL);
	scratch_write(state, "2022-01-20_04.txt", "公路养护跟上来\n\n" ROAD_TAIL);
	make(state, &f, "");
	const struct archive_article *head = find(&f, "19_01", 1), *tail = find(&f, "19_04", 1);
	assert_ptr_equal(target(&f, head), tail);
	assert_ptr_equal(&f.archive.articles.items[tail->continued_from], head);
	assert_int_equal(find(&f, "20_04", 1)->continued_from, ARCHIVE_NONE);
	small_archive_free(&f);
}

static void test_one_end(void **state)
{
	struct small_archive f;
	scratch_write(state, "2022-01-19_01.txt", ROAD_HEAD);
	scratch_write(state, "2022-01-19_04.txt",
	              "县医院迁入新址\n\n本报讯 县医院昨天迁入新址，门诊开放。\n");
	scratch_write(state, "2022-01-19_05.txt",
	              "公路养护跟上来\n\n(上接第2版)会议强调，公路修到哪里，养护就要跟到哪里。\n");
	make(state, &f, "");
	assert_int_equal(find(&f, "19_01", 1)->continues, ARCHIVE_NONE);
	assert_int_equal(find(&f, "19_05", 1)->continued_from, ARCHIVE_NONE);
	small_archive_free(&f);
}

static void test_words_tell_several_apart(void **state)
{
	struct small_archive f;
	scratch_write(state, "2022-01-19_01.txt", ROAD_HEAD "\n" CLINIC_HEAD);
	scratch_write(state, "2022-01-19_04.txt",
	              "医院里的新变化\n\n" CLINIC_TAIL "\n乡镇修路忙\n\n" ROAD_TAIL);
	make(state, &f, "[2022-01-19_04.txt:5]\nstart = yes\n");
	assert_ptr_equal(target(&f, find(&f, "19_01", 1)), find(&f, "19_04", 5));
	assert_ptr_equal(target(&f, find(&f, "19_01", 5)), find(&f, "19_04", 1));
	small_archive_free(&f);
}

static void test_equal_headlines(void **state)
{
	struct small_archive f;
	scratch_write(state, "2022-01-19_01.txt", ROAD_HEAD "\n" CLINIC_HEAD);
	scratch_write(
		state, "2022-01-19_04.txt",
		"县医院迁入新址\n\n(上接第1版)大家都说好，往后看病再也不用跑远路，真是方便了。\n");
	make(state, &f, "");
	assert_null(target(&f, find(&f, "19_01", 1)));
	assert_ptr_equal(target(&f, find(&f, "19_01", 5)), find(&f, "19_04", 1));
	small_archive_free(&f);
}

static void test_what_nothing_tells_apart_is_not_joined(void **state)
{
	struct small_archive f;
	scratch_write(state, "2022-01-19_01.txt", ROAD_HEAD "\n" CLINIC_HEAD);
	scratch_write(state, "2022-01-19_04.txt",
	              "春风吹来\n\n(上接第1版)大家都说好，往后办事再也不用跑远路，真是方便了。\n");
	make(state, &f, "");
	assert_null(target(&f, find(&f, "19_01", 1)));
	assert_null(target(&f, find(&f, "19_01", 5)));
	small_archive_free(&f);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_both_ends),
		IN_FOLDER(test_one_end),
		IN_FOLDER(test_words_tell_several_apart),
		IN_FOLDER(test_equal_headlines),
		IN_FOLDER(test_what_nothing_tells_apart_is_not_joined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
