#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>

#include "paper.h"
#include "segment/feature.h"
#include "segment/weights.h"

static void test_the_table(void **state)
{
	(void)state;
	assert_true(feature_count() > 0 && feature_count() <= UINT16_MAX);
	for (size_t f = 0; f < feature_count(); f++) {
		const struct feature *feature = feature_get(f);
		assert_true(feature->values > 0 && feature->values <= UINT16_MAX);
		assert_true(strlen(feature->reason) > 10);
		assert_null(strchr(feature->name, ' '));
		for (size_t k = 0; k < f; k++)
			assert_string_not_equal(feature->name, feature_get(k)->name);
	}
}

/* Every value of every feature has a row of its own. */
static void test_rows(void **state)
{
	(void)state;
	const struct weights *w = weights_default();
	size_t rows = 0;
	for (size_t f = 0; f < feature_count(); f++) {
		assert_int_equal(w->first[f], rows);
		rows += (size_t)feature_get(f)->values;
	}
	assert_int_equal(rows, w->values);
}

static void check_page(const char *path)
{
	struct text t = { 0 };
	struct report r = { 0 };
	struct blocks blocks;
	struct arena a = { 0 };
	assert_true(text_read(path, path, NULL, &t, &r));
	block_make(&t, &a, &blocks);
	struct facts *facts = facts_find(&blocks, &a);
	struct feature_set *sets = feature_find(facts, blocks.len, &a);
	for (size_t i = 0; i < blocks.len; i++) {
		assert_true(sets[i].len > 0);
		for (size_t k = 0; k < sets[i].len; k++) {
			const struct feature_seen *seen = &sets[i].seen[k];
			assert_true(seen->feature < feature_count());
			assert_true(seen->value < feature_get(seen->feature)->values);
			assert_true(k == 0 || sets[i].seen[k - 1].feature < seen->feature);
		}
	}
	arena_free(&a);
	text_free(&t);
	report_free(&r);
}

static void test_values_on_real_pages(void **state)
{
	(void)state;
	static const char *const folders[] = { "seeds/*.txt", "../shared/pages/torn/*.txt" };
	for (size_t i = 0; i < 2; i++) {
		glob_t g;
		if (glob(folders[i], 0, NULL, &g) != 0) {
			printf("skipped: %s are not there\n", folders[i]);
			continue;
		}
		for (size_t k = 0; k < g.gl_pathc; k++)
			check_page(g.gl_pathv[k]);
		globfree(&g);
	}
}

static void test_facts(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW("滨河大桥通车\n本报讯 记者王小明报道：今天，大桥通车了。\n"
	                                  "（下转第4版）\n1920年5月6日\n滨河大桥通车\n李大山 摄\n"));
	struct facts *f = facts_find(&p->blocks, &p->arena);
	assert_true(f[0].is_short && f[0].repeated && !f[0].dateline);
	assert_int_equal(f[0].length, 6);
	assert_int_equal(f[0].last, LAST_HAN);
	assert_true(f[1].dateline && !f[1].is_short);
	assert_int_equal(f[1].last, LAST_SENTENCE);
	assert_true(f[2].jump_to && !f[2].jump_from);
	assert_true(f[3].day_line && !f[0].day_line);
	assert_true(f[4].repeated);
	assert_true(f[5].photo_credit || f[5].credits);
	paper_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_values_on_real_pages),
		cmocka_unit_test(test_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
