#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"
#include "segment/label.h"
#include "segment/series.h"
#include "segment/weights.h"

#define BODY "全市上下按照部署推进各项工作，取得了新的成绩。"

enum { LINES = 6, BLOCKS = 2 * LINES };

/* Every other block is a line of a series, by what stands behind its blank. */
static const char page[] = "科技自立自强 全市要有新担当\n\n" BODY "\n\n"
						   "建设品牌强市 全市要有新动作\n\n" BODY "\n\n"
						   "深化改革开放 全市要有新举措\n\n" BODY "\n\n"
						   "推进乡村振兴 全市要有新局面\n\n" BODY "\n\n"
						   "改善生态环境 全市要有新突破\n\n" BODY "\n\n"
						   "增进民生福祉 全市要有新成效\n\n" BODY "\n";

/* The masks where the lines of the series are headlines by these chances; NULL where none is narrowed. */
static uint32_t *narrowed(const char *text, const float *chances, uint32_t mask, struct arena *a)
{
	struct paper *p = paper_read(view_of(text));
	struct blocks blocks;
	block_make(&p->text, a, &blocks);
	assert_int_equal(blocks.len, BLOCKS);
	float *likely = arena_array(a, blocks.len * WEIGHTS_COLUMNS, sizeof(*likely));
	uint32_t *masks = arena_array(a, blocks.len, sizeof(*masks));
	for (size_t i = 0; i < BLOCKS; i++) {
		bool line = i % 2 == 0;
		masks[i] = ~0U;
		likely[i * WEIGHTS_COLUMNS + LABEL_BODY] = line ? 0 : 1;
		likely[i * WEIGHTS_COLUMNS + LABEL_START_HEADLINE] = line ? chances[i / 2] : 0;
		likely[i * WEIGHTS_COLUMNS + LABEL_SUBHEAD] = line ? 1 - chances[i / 2] : 0;
	}
	masks[4] = mask;
	bool any = series_narrow(&blocks, likely, masks, a);
	paper_free(p);
	return any ? masks : NULL;
}

static void test_doubtful_series(void **state)
{
	(void)state;
	struct arena a = { 0 };
	static const float chances[LINES] = { 0.3F, 0.7F, 0.1F, 0.9F, 0.4F, 0.2F };
	const uint32_t *masks = narrowed(page, chances, ~0U, &a);
	assert_non_null(masks);
	for (size_t i = 0; i < BLOCKS; i++)
		assert_true(((masks[i] & LABEL_STARTS) == 0) == (i % 2 == 0));
	arena_free(&a);
}

/* The first may be the headline of all: it stays one, and says nothing of the others. */
static void test_headline_of_all(void **state)
{
	(void)state;
	struct arena a = { 0 };
	static const float chances[LINES] = { 0.999F, 0.7F, 0.1F, 0.3F, 0.4F, 0.2F };
	const uint32_t *masks = narrowed(page, chances, ~0U, &a);
	assert_non_null(masks);
	assert_true(masks[0] == ~0U && !(masks[2] & LABEL_STARTS));
	arena_free(&a);
}

static void test_what_stays(void **state)
{
	(void)state;
	struct arena a = { 0 };
	static const float headlines[LINES] = { 0.9F, 0.98F, 0.4F, 0.9F, 0.98F, 0.98F };
	static const float none[LINES] = { 0.1F, 0.1F, 0.1F, 0.2F, 0.1F, 0.4F };
	static const float doubtful[LINES] = { 0.3F, 0.7F, 0.1F, 0.9F, 0.4F, 0.2F };
	assert_null(narrowed(page, headlines, ~0U, &a));
	assert_null(narrowed(page, none, ~0U, &a));
	assert_null(narrowed(page, doubtful, LABEL_STARTS, &a)); /* somebody has said so */
	static const char unlike[] =
		"桥梁今日通车\n\n" BODY "\n\n雨水明显偏多\n\n" BODY "\n\n学校迎来新生\n\n" BODY
		"\n\n工厂扩大生产\n\n" BODY "\n\n集市重新开张\n\n" BODY "\n\n老人登山健身\n\n" BODY "\n";
	assert_null(narrowed(unlike, doubtful, ~0U, &a));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_doubtful_series),
		cmocka_unit_test(test_headline_of_all),
		cmocka_unit_test(test_what_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
