#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "segment/label.h"

static void test_names(void **state)
{
	(void)state;
	enum label read;
	for (int l = 0; l < LABEL_COUNT; l++) {
		assert_true(label_parse(view_of(label_name((enum label)l)), &read));
		assert_int_equal(read, l);
	}
	assert_false(label_parse(VIEW("Body"), &read));
	assert_false(label_parse(VIEW(""), &read));
}

/* Whatever stands before, an article or furniture can begin: no page is impossible. */
static void test_beginnings(void **state)
{
	(void)state;
	for (int l = 0; l < LABEL_COUNT; l++) {
		if (label_starts_article((enum label)l))
			assert_true(label_may_begin((enum label)l));
		for (int b = 0; label_may_begin((enum label)l) && b < LABEL_COUNT; b++)
			assert_true(label_may_follow((enum label)b, (enum label)l) == (b != LABEL_SUBHEAD));
	}
	assert_true(label_may_begin(LABEL_FURNITURE));
	assert_false(label_may_begin(LABEL_BODY));
	assert_false(label_may_begin(LABEL_END_HEADLINE));
}

/* After furniture there is no article to go on with. */
static void test_furniture_ends_an_article(void **state)
{
	(void)state;
	for (int l = 0; l < LABEL_COUNT; l++)
		assert_int_equal(label_may_follow(LABEL_FURNITURE, (enum label)l),
		                 label_may_begin((enum label)l));
}

static void test_order_within_an_article(void **state)
{
	(void)state;
	assert_true(label_may_follow(LABEL_START_KICKER, LABEL_HEADLINE));
	assert_true(label_may_follow(LABEL_START_HEADLINE, LABEL_LEAD));
	assert_true(label_may_follow(LABEL_LEAD, LABEL_SUBHEAD));
	assert_true(label_may_follow(LABEL_BODY, LABEL_END_HEADLINE));
	assert_true(label_may_follow(LABEL_BODY, LABEL_CONTINUATION));
	assert_true(label_may_follow(LABEL_START_HEADLINE, LABEL_SUBHEAD));
	assert_true(label_may_follow(LABEL_DECK, LABEL_SUBHEAD));
	assert_false(label_may_follow(LABEL_START_KICKER, LABEL_SUBHEAD));
	assert_false(label_may_follow(LABEL_SUBHEAD, LABEL_START_HEADLINE));
	assert_false(label_may_follow(LABEL_START_HEADLINE, LABEL_CONTINUATION));
	assert_false(label_may_follow(LABEL_BODY, LABEL_HEADLINE));
	assert_false(label_may_follow(LABEL_BODY, LABEL_LEAD));
}

/* Every label can be reached from the beginning of a page. */
static void test_all_are_reachable(void **state)
{
	(void)state;
	bool reached[LABEL_COUNT] = { false };
	for (int round = 0; round < LABEL_COUNT; round++)
		for (int l = 0; l < LABEL_COUNT; l++) {
			reached[l] |= label_may_begin((enum label)l);
			for (int b = 0; b < LABEL_COUNT; b++)
				reached[l] |= reached[b] && label_may_follow((enum label)b, (enum label)l);
		}
	for (int l = 0; l < LABEL_COUNT; l++)
		assert_true(reached[l]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_beginnings),
		cmocka_unit_test(test_furniture_ends_an_article),
		cmocka_unit_test(test_order_within_an_article),
		cmocka_unit_test(test_all_are_reachable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
