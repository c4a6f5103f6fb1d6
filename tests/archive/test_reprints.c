#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "archive/reprints.h"
#include "small_archive.h"

/* An agency's text, long enough to be compared, in sentences that can be left out. */
static const char *const sentences[] = {
	"全省秋粮收购工作会议昨天在省城召开，会议要求各地早作准备，",
	"把仓容、资金和运力落实到每一个收购站点。",
	"据粮食部门统计，今年全省晚稻面积比去年增加二十一万亩，",
	"平均亩产可望达到四百二十公斤，是历史上第三个丰收年。",
	"会议指出，一些地方去年出现的打白条现象绝不允许重演，",
	"银行要保证收购资金专款专用，随到随付。",
	"铁路、航运部门已经安排专列和船队，优先承运外调的粮食。",
	"省委书记在会上说，农民卖粮不能排长队，",
	"磅秤要公开，等级要公道，价格牌要挂在大门口。",
	"与会同志还参观了城郊的两座新建粮库，",
	"听取了仓储机械化的情况介绍，并就水分检测的办法交换了意见。",
};

enum { SENTENCES = sizeof(sentences) / sizeof(*sentences) };

#define HEAD "全省秋粮收购工作会议召开\n\n"
#define ANEW "仓容资金运力要落实\n\n"
#define OTHERS                                                                                                  \
	"市游泳队昨天在选拔赛中夺得六枚金牌，教练说队员们冬天加练的成果看得见。" \
	"十七岁的选手在百米自由泳中刷新了自己的纪录，观众席上响起长时间的掌声。" \
	"下个月全队将赴外地集训，体育局已经拨出专门的经费，食宿和医疗都有保障。"

/* Writes a page with one article; of the sentences those of the bits in without are left out. */
static void write_page(void **state, const char *name, const char *head, const char *before,
                       unsigned without, const char *after)
{
	struct buf b = { 0 };
	buf_puts(&b, head);
	buf_puts(&b, before);
	for (unsigned i = 0; i < SENTENCES; i++)
		if (!(without >> i & 1))
			buf_puts(&b, sentences[i]);
	buf_puts(&b, after);
	buf_puts(&b, "\n");
	scratch_write(state, name, b.data);
	buf_free(&b);
}

static uint32_t find(const struct archive *a, const char *name)
{
	for (uint32_t i = 0; i < a->articles.len; i++)
		if (strstr(a->pages.items[a->articles.items[i].page].path, name))
			return i;
	fail_msg("no article on %s", name);
	return 0;
}

static bool same(const struct small_archive *f, const char *one, const char *other)
{
	const struct archive *a = &f->archive;
	uint32_t x = reprints_first(a, find(a, one));
	return x != ARCHIVE_NONE && x == reprints_first(a, find(a, other));
}

static bool alone(const struct small_archive *f, const char *name)
{
	return reprints_first(&f->archive, find(&f->archive, name)) == ARCHIVE_NONE;
}

static void test_reprints_are_found(void **state)
{
	struct small_archive f;
	write_page(state, "2022-01-19_01.txt", HEAD, "新华社电 ", 0, "");
	write_page(state, "2022-01-20_01.txt", ANEW, "本报讯 ", 0, "");
	write_page(state, "2022-01-21_01.txt", HEAD, "本报讯 ", 1U << 4, "（完）");
	write_page(state, "2022-01-22_01.txt", HEAD, "", 7U << 8, "");
	write_page(state, "2022-01-23_01.txt", "游泳队夺金\n\n", "本报讯 ", (1U << SENTENCES) - 1,
	           OTHERS);
	assert_true(small_archive_make(state, &f, "", ""));
	assert_true(same(&f, "19_01", "20_01"));
	assert_true(same(&f, "19_01", "21_01"));
	assert_true(same(&f, "19_01", "22_01"));
	assert_true(alone(&f, "23_01"));
	assert_int_equal(f.archive.reprints.count, 1);
	small_archive_free(&f);
}

/* What one process found another takes; what it cannot have found is not believed. */
static void test_found_elsewhere(void **state)
{
	struct small_archive f;
	struct buf put = { 0 };
	write_page(state, "2022-01-19_01.txt", HEAD, "新华社电 ", 0, "");
	write_page(state, "2022-01-20_01.txt", ANEW, "本报讯 ", 0, "");
	assert_true(small_archive_make(state, &f, "", ""));
	reprints_put(&f.archive, &put);
	struct archive_lists found = f.archive.reprints;
	f.archive.reprints = (struct archive_lists){ 0 };
	for (size_t i = 0; i < f.archive.articles.len; i++)
		f.archive.articles.items[i].reprints = ARCHIVE_NONE;
	assert_false(reprints_take(&f.archive, VIEW_NULL));
	assert_false(reprints_take(&f.archive, view_slice(buf_view(&put), 0, put.len - 4)));
	uint32_t *last = (uint32_t *)(void *)(put.data + put.len - 4), right = *last;
	*last = (uint32_t)f.archive.articles.len;
	assert_false(reprints_take(&f.archive, buf_view(&put)));
	*last = right;
	assert_true(alone(&f, "19_01"));
	assert_true(reprints_take(&f.archive, buf_view(&put)));
	assert_true(same(&f, "19_01", "20_01"));
	free(found.from);
	free(found.items);
	buf_free(&put);
	small_archive_free(&f);
}

/* Script, width and punctuation are the printer's, not the text's. */
/* Three articles with sketches, of which the first two have one text. */
struct sketched {
	struct archive archive;
	uint8_t bins[TEXT_SKETCH_BINS];
};

static void make_sketched(struct sketched *s)
{
	*s = (struct sketched){ .archive.seed = 7 };
	struct archive *a = &s->archive;
	for (uint32_t i = 0; i < 3; i++) {
		*array_push(&a->articles) =
			(struct archive_article){ .sketch = i, .reprints = ARCHIVE_NONE };
		*array_push(&a->sketches) = (struct text_sketch){ .text = i / 2 + 1 };
	}
	a->sketches.items[2].runs = 100;
	a->sketches.items[2].bins = s->bins;
}

static void free_sketched(struct sketched *s)
{
	free(s->archive.reprints.from);
	free(s->archive.reprints.items);
	array_free(&s->archive.articles);
	array_free(&s->archive.sketches);
}

enum change { NOTHING, TEXT, RUNS, BINS, KIND, WITHDRAWN, SKETCH, ORDER, CHANGES };

/* Whether what the last build found is taken though it is wrong, where so much changed since. */
static bool is_last_taken(enum change change)
{
	struct sketched now, last;
	struct buf note = { 0 };
	make_sketched(&last);
	reprints_find_anew(&last.archive);
	assert_int_equal(last.archive.reprints.count, 1);
	last.archive.reprints.items[1] = 2;
	reprints_note(&last.archive, &note);
	make_sketched(&now);
	struct archive *a = &now.archive;
	switch (change) {
	case TEXT: a->sketches.items[2].text = 9; break;
	case RUNS: a->sketches.items[2].runs++; break;
	case BINS: now.bins[TEXT_SKETCH_BINS - 1]++; break;
	case KIND: a->articles.items[2].kind = KIND_WEATHER; break;
	case WITHDRAWN: a->articles.items[2].withdrawn = true; break;
	case SKETCH: a->articles.items[2].sketch = ARCHIVE_NONE; break;
	case ORDER: a->articles.items[0].sketch = 2, a->articles.items[2].sketch = 0; break;
	default: break;
	}
	a->last_reprints = buf_view(&note);
	reprints_find_anew(a);
	assert_int_equal(a->reprints.count, 1);
	bool taken = a->reprints.items[0] == 0 && a->reprints.items[1] == 2;
	free_sketched(&now);
	free_sketched(&last);
	buf_free(&note);
	return taken;
}

/* What was found in the same texts is not sought again, and in no others it is believed. */
static void test_found_in_the_last_build(void **state)
{
	(void)state;
	assert_true(is_last_taken(NOTHING));
	for (enum change c = TEXT; c < CHANGES; c++)
		assert_false(is_last_taken(c));
}

static void test_setting_makes_no_difference(void **state)
{
	struct small_archive f;
	scratch_write(
		state, "2022-01-19_01.txt",
		"汾河水位\n\n汾河水位昨日上漲1.5公尺，沿岸居民已轉移。各縣連夜開會，佈置防汛。\n");
	scratch_write(state, "2022-01-20_01.txt",
	              "汛情\n\n汾河水位昨日上涨１．５公尺,沿岸居民已转移｡各县连夜开会，布置防汛！\n");
	assert_true(small_archive_make(state, &f, "", ""));
	assert_true(same(&f, "19_01", "20_01"));
	small_archive_free(&f);
}

/* What is short says nothing by being alike, and by being equal only from a sentence on. */
static void test_short_texts_must_be_equal(void **state)
{
	struct small_archive f;
	scratch_write(state, "2022-01-19_01.txt",
	              "遗失启事\n\n李建国遗失营业执照副本一本，编号三一二七，声明作废，特此公告。\n");
	scratch_write(state, "2022-01-20_01.txt",
	              "遗失启事\n\n李建国遗失营业执照副本一本，编号三一二七，声明作废，特此公告。\n");
	scratch_write(state, "2022-01-21_01.txt",
	              "遗失启事\n\n王建军遗失营业执照副本一本，编号五五一九，声明作废，特此公告。\n");
	scratch_write(state, "2022-01-22_01.txt", "启事\n\n特此公告，声明作废。\n");
	scratch_write(state, "2022-01-23_01.txt", "启事\n\n特此公告，声明作废。\n");
	assert_true(small_archive_make(state, &f, "", ""));
	assert_true(same(&f, "19_01", "20_01"));
	assert_true(alone(&f, "21_01"));
	assert_true(alone(&f, "22_01"));
	small_archive_free(&f);
}

static void test_withdrawn_is_nobodys_reprint(void **state)
{
	struct small_archive f;
	write_page(state, "2022-01-19_01.txt", HEAD, "", 0, "");
	write_page(state, "2022-01-20_01.txt", HEAD, "", 0, "");
	assert_true(
		small_archive_make(state, &f, "", "[2022-01-19_01.txt:1]\nwithdraw = 2024-01-01\n"));
	assert_true(alone(&f, "19_01"));
	assert_true(alone(&f, "20_01"));
	small_archive_free(&f);
}

/* A text of every day: each article tells of the first and of its neighbours, not of all. */
static void test_of_many_some_are_told(void **state)
{
	struct small_archive f;
	struct reprints_told told;
	for (int day = 1; day <= 28; day++) {
		char name[32];
		snprintf(name, sizeof(name), "2022-02-%02d_01.txt", day);
		write_page(state, name, HEAD, "", 0, "");
	}
	assert_true(small_archive_make(state, &f, "", ""));
	uint32_t article = find(&f.archive, "02-15");
	reprints_tell(&f.archive, article, &told);
	assert_true(told.more);
	assert_int_equal(told.count, REPRINTS_TOLD);
	assert_int_equal(told.articles[0], find(&f.archive, "02-01"));
	for (size_t i = 1; i < told.count; i++) {
		assert_true(told.articles[i] > told.articles[i - 1]);
		assert_int_not_equal(told.articles[i], article);
		assert_in_range(told.articles[i], article - 4, article + 4);
	}
	reprints_tell(&f.archive, find(&f.archive, "02-01"), &told);
	assert_true(told.count > 0 && told.articles[0] == find(&f.archive, "02-02"));
	small_archive_free(&f);
}

/* So many characters that are no text, the same for the same number. */
static void put_filler(struct buf *b, unsigned number)
{
	uint32_t h = number * 0x9E3779B1U + 1;
	for (int i = 0; i < 40; i++) {
		h = h * 1664525U + 1013904223U;
		buf_put_code(b, 0x4E00 + (h >> 12) % 0x2000);
	}
	buf_puts(b, "。");
}

/* Each has a little less of the first: near ones are the same text, the last has nothing of it. */
static void test_small_steps_do_not_join_strangers(void **state)
{
	struct small_archive f;
	for (unsigned day = 1; day <= 28; day++) {
		char name[32];
		struct buf b = { 0 };
		snprintf(name, sizeof(name), "2022-02-%02u_01.txt", day);
		buf_puts(&b, HEAD "本报讯 ");
		for (unsigned i = day; i < day + 10; i++)
			put_filler(&b, i);
		buf_puts(&b, "\n");
		scratch_write(state, name, b.data);
		buf_free(&b);
	}
	assert_true(small_archive_make(state, &f, "", ""));
	assert_true(same(&f, "02-01", "02-02"));
	assert_true(same(&f, "02-27", "02-28"));
	assert_false(same(&f, "02-01", "02-28"));
	small_archive_free(&f);
}

static void sketch(const char *text, uint8_t *bins, struct text_sketch *out)
{
	struct body_item body = { .text = view_of(text) };
	text_sketch_make(&(struct article){ .body = &body, .body_count = 1 }, bins, out);
}

static void test_likeness_is_that_of_the_texts(void **state)
{
	(void)state;
	struct buf whole = { 0 }, half = { 0 };
	struct text_sketch x, y, z;
	uint8_t bins[3][TEXT_SKETCH_BINS];
	for (unsigned i = 0; i < SENTENCES; i++) {
		buf_puts(&whole, sentences[i]);
		buf_puts(&half, i < 6 ? sentences[i] : "");
	}
	sketch(whole.data, bins[0], &x);
	sketch(half.data, bins[1], &y);
	sketch(OTHERS, bins[2], &z);
	double likeness = text_sketch_likeness(&x, &y);
	assert_true(text_sketch_likeness(&x, &x) == 1);
	assert_true(likeness > .45 && likeness < .7);
	assert_true(text_sketch_containment(&x, &y, likeness) > .85);
	assert_true(text_sketch_likeness(&x, &z) < .1);
	sketch("", bins[0], &x);
	assert_int_equal(x.text, 0);
	/* Words count as one, in whatever case. */
	sketch(
		"the quick brown fox jumps over the lazy dog and then it runs back to the old barn again",
		bins[0], &x);
	assert_int_equal(x.runs, 0);
	assert_int_equal(x.text, 0);
	buf_free(&whole);
	buf_free(&half);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_reprints_are_found),
		IN_FOLDER(test_found_elsewhere),
		cmocka_unit_test(test_found_in_the_last_build),
		IN_FOLDER(test_setting_makes_no_difference),
		IN_FOLDER(test_short_texts_must_be_equal),
		IN_FOLDER(test_withdrawn_is_nobodys_reprint),
		IN_FOLDER(test_of_many_some_are_told),
		IN_FOLDER(test_small_steps_do_not_join_strangers),
		cmocka_unit_test(test_likeness_is_that_of_the_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
