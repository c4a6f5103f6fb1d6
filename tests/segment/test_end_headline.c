#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "segment/end_headline.h"
#include "segment/label.h"
#include "segment/weights.h"

enum { BLOCKS = 4 };

static const uint32_t end = LABEL_BIT(LABEL_END_HEADLINE);

/* A beginning, two texts, and what may be a headline behind them or one of the next article. */
static bool narrow(enum label first, float behind, uint32_t *masks)
{
	float likely[BLOCKS * WEIGHTS_COLUMNS] = { 0 };
	likely[first] = 1;
	likely[WEIGHTS_COLUMNS + LABEL_LEAD] = 1;
	likely[2 * WEIGHTS_COLUMNS + LABEL_BODY] = 1;
	likely[3 * WEIGHTS_COLUMNS + LABEL_END_HEADLINE] = behind;
	likely[3 * WEIGHTS_COLUMNS + LABEL_START_HEADLINE] = 1 - behind;
	return end_headline_narrow(likely, BLOCKS, masks);
}

static void test_an_article_has_one_headline(void **state)
{
	(void)state;
	static const enum label headed[] = { LABEL_START_HEADLINE, LABEL_START_KICKER };
	for (size_t i = 0; i < 2; i++) {
		uint32_t masks[BLOCKS] = { ~0U, ~0U, ~0U, ~0U };
		assert_true(narrow(headed[i], 0.6F, masks));
		assert_int_equal(masks[3], ~end);
		assert_int_equal(masks[2], ~0U);
	}
}

static void test_it_may_stand_behind_the_text(void **state)
{
	(void)state;
	static const enum label headless[] = { LABEL_START_LEAD, LABEL_START_CAPTION };
	for (size_t i = 0; i < 2; i++) {
		uint32_t masks[BLOCKS] = { ~0U, ~0U, ~0U, ~0U };
		assert_false(narrow(headless[i], 0.6F, masks));
		assert_int_equal(masks[3], ~0U);
	}
}

/* The headline of the next article begins it, so that its own text is looked at by itself. */
static void test_the_next_article_is_another(void **state)
{
	(void)state;
	uint32_t masks[BLOCKS] = { ~0U, ~0U, ~0U, ~0U };
	assert_false(narrow(LABEL_START_HEADLINE, 0.3F, masks));
}

static void test_what_is_said_stays(void **state)
{
	(void)state;
	uint32_t masks[BLOCKS] = { ~0U, ~0U, ~0U, end };
	assert_false(narrow(LABEL_START_HEADLINE, 0.6F, masks));
	assert_int_equal(masks[3], end);
	masks[3] = LABEL_BIT(LABEL_BODY);
	assert_false(narrow(LABEL_START_HEADLINE, 0.6F, masks));
	assert_int_equal(masks[3], LABEL_BIT(LABEL_BODY));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_article_has_one_headline),
		cmocka_unit_test(test_it_may_stand_behind_the_text),
		cmocka_unit_test(test_the_next_article_is_another),
		cmocka_unit_test(test_what_is_said_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
