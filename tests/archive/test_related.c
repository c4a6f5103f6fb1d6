#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/related.h"
#include "archive/shared_words.h"
#include "base/mem.h"

static bool has(const struct view *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++) {
		if (view_eq(words[i], view_of(word)))
			return true;
	}
	return false;
}

static size_t shared(struct view headline, const char *text, const char *more,
                     const struct cohesion *bonds, struct view words[3])
{
	struct shared_words_text t;
	shared_words_text_init(&t, language_default(), view_of(text), view_of(more));
	return shared_words_find(headline, &t, bonds, words, 3);
}

static void test_shared_words(void **state)
{
	(void)state;
	struct view words[3];
	static const struct cohesion none;
	size_t count = shared(VIEW("太忻一体化经济区的蓝图绘就"), "太忻一体化经济区建设起步",
	                      "省里绘出的蓝图", &none, words);
	assert_int_equal(count, 2);
	assert_true(view_eq(words[0], VIEW("太忻一体化经济区")));
	assert_true(has(words, count, "蓝图"));
	assert_int_equal(shared(VIEW("的在了"), "的在了", "", &none, words), 0);
	assert_int_equal(shared(VIEW_NULL, "汾河", "", &none, words), 0);
	assert_int_equal(shared(VIEW("汾\xFF河"), "汾\xFF河", "", &none, words), 0);
	assert_int_equal(shared(VIEW("今天下午宣布十二项"), "今天下午宣布十二条", "", &none, words), 0);
}

/* What two headlines share by chance of position is cut back to words. */
static void test_words_are_whole(void **state)
{
	(void)state;
	static const char *const seen[] = { "我国农业",   "我国经济",   "我国外交", "我国工业",
		                                "中国农业",   "农业增产",   "农业丰收", "农业科技",
		                                "以色列总理", "以色列外长", "企业改革", "企业集团" };
	struct cohesion b;
	struct view words[3];
	cohesion_init(&b, 0);
	for (size_t i = 0; i < sizeof(seen) / sizeof(*seen); i++)
		cohesion_add(&b, view_of(seen[i]));
	assert_int_equal(shared(VIEW("我国农业增产"), "中国农业大学", "", &b, words), 1);
	assert_true(view_eq(words[0], VIEW("农业")));
	assert_int_equal(shared(VIEW("以色列与邻国"), "访以色列", "", &b, words), 1);
	assert_true(view_eq(words[0], VIEW("以色列")));
	assert_int_equal(shared(VIEW("以农业为本"), "以农业立国", "", &b, words), 1);
	assert_true(view_eq(words[0], VIEW("农业")));
	cohesion_free(&b);
}

/* An archive of headlines alone, all with one topic. */
struct fixture {
	struct archive archive;
	struct related *related;
};

static void make(struct fixture *f, const char *const *headlines, size_t count)
{
	*f = (struct fixture){ 0 };
	array_push(&f->archive.pages);
	for (size_t i = 0; i < count; i++) {
		struct archive_article *x = array_push(&f->archive.articles);
		x->headline = view_of(headlines[i]);
		x->topic_count = 1;
	}
	struct archive_lists *lists = &f->archive.by_topic;
	*lists = (struct archive_lists){ mem_array(2, sizeof(uint32_t)),
		                             mem_array(count, sizeof(uint32_t)), 1 };
	lists->from[1] = (uint32_t)count;
	for (uint32_t i = 0; i < count; i++)
		lists->items[i] = i;
	static const struct config plain = { 0 };
	f->archive.config = &plain;
	f->related = related_new(&f->archive);
}

static void drop(struct fixture *f)
{
	related_free(f->related);
	archive_free(&f->archive);
}

static void test_found_by_rare_words(void **state)
{
	(void)state;
	static const char *const headlines[] = {
		"地铁二号线通车",
		"市民冒雪坐上地铁二号线",
		"汾河公园今起开放",
		"春节菜价平稳",
	};
	struct related_hit hits[RELATED_MOST];
	struct fixture f;
	make(&f, headlines, 4);
	assert_int_equal(related_find(f.related, 0, VIEW_NULL, hits), 1);
	assert_int_equal(hits[0].article, 1);
	assert_true(view_eq(hits[0].words[0], VIEW("地铁二号线")));
	assert_int_equal(hits[0].topic_count, 1);
	assert_int_equal(related_find(f.related, 3, VIEW("节前，汾河公园今起开放的消息传来"), hits), 1);
	assert_int_equal(hits[0].article, 2);
	drop(&f);
}

static void test_common_words_relate_nothing(void **state)
{
	(void)state;
	static const char *headlines[200];
	struct related_hit hits[RELATED_MOST];
	struct fixture f;
	for (size_t i = 0; i < 200; i++)
		headlines[i] = "天气预报";
	make(&f, headlines, 200);
	assert_int_equal(related_find(f.related, 100, VIEW("天气预报天气预报"), hits), 0);
	drop(&f);
}

static void test_empty_archive(void **state)
{
	(void)state;
	struct fixture f;
	make(&f, NULL, 0);
	drop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shared_words),
		cmocka_unit_test(test_words_are_whole),
		cmocka_unit_test(test_found_by_rare_words),
		cmocka_unit_test(test_common_words_relate_nothing),
		cmocka_unit_test(test_empty_archive),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
