#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper.h"
#include "segment/constraint.h"
#include "segment/segment.h"

#define BIT(label) (1u << (label))

enum {
	STARTS = BIT(LABEL_START_KICKER) | BIT(LABEL_START_HEADLINE) | BIT(LABEL_START_CAPTION) |
	         BIT(LABEL_START_LEAD),
	BEGINS = STARTS | BIT(LABEL_FURNITURE),
	HEADLINES = BIT(LABEL_START_HEADLINE) | BIT(LABEL_HEADLINE) | BIT(LABEL_END_HEADLINE)
};

/* Blocks on lines 1, 3, 5, 7, 9 and 11. */
static const char page[] =
	"滨河大桥通车\n\n——全长一公里\n\n本报讯 今天大桥通车，市民都说好。\n\n雨来了\n\n"
	"昨天下雨了，下得不小。\n\n张波 李军\n";

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct constraint constraint(enum constraint_sort sort, uint32_t article, uint32_t first,
                                    uint32_t last)
{
	return (struct constraint){ .sort = sort, .article = article, .lines = { first, last } };
}

static void test_cuts(void **state)
{
	(void)state;
	struct arena a = { 0 };
	const struct constraint constraints[] = { constraint(CONSTRAINT_HEADLINE, 7, 8, 9),
		                                      constraint(CONSTRAINT_START, 7, 0, 0),
		                                      constraint(CONSTRAINT_NO_START, 3, 0, 0),
		                                      constraint(CONSTRAINT_DECK, 1, 0, 0),
		                                      constraint(CONSTRAINT_KICKER, 1, 1, 1) };
	static const uint32_t expected[] = { 1, 2, 7, 8, 10 };
	size_t count;
	const uint32_t *cuts = constraint_cuts(constraints, COUNT(constraints), &a, &count);
	assert_int_equal(count, COUNT(expected));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(cuts[i], expected[i]);
	constraint_cuts(NULL, 0, &a, &count);
	assert_int_equal(count, 0);
	arena_free(&a);
}

static void test_starts(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct paper *p = paper_read(view_of(page));
	const struct constraint constraints[] = { constraint(CONSTRAINT_START, 5, 0, 0),
		                                      constraint(CONSTRAINT_NO_START, 7, 0, 0),
		                                      constraint(CONSTRAINT_NO_START, 11, 0, 0),
		                                      constraint(CONSTRAINT_START, 99, 0, 0),
		                                      constraint(CONSTRAINT_START, 4, 0, 0) };
	static const enum cut_sort cut[] = { CUT_FURNITURE, CUT_START, CUT_INSIDE,
		                                 CUT_START,     CUT_START, CUT_INSIDE };
	uint32_t *masks = constraint_starts(&p->blocks, constraints, COUNT(constraints), &a);
	assert_int_equal(masks[2], STARTS);
	assert_int_equal(masks[3], ~0u);
	assert_true(constraint_joins(&p->blocks, constraints, COUNT(constraints), cut, masks, masks));
	assert_int_equal(masks[0], ~0u);
	/* What is said to begin does so, though the article above goes on. */
	assert_int_equal(masks[2], STARTS);
	assert_int_equal(masks[3] & BEGINS, 0);
	assert_true(masks[3] & BIT(LABEL_SUBHEAD) && masks[3] & BIT(LABEL_BODY));
	/* What names nobody is no byline; what does may be one. */
	assert_false(masks[3] & BIT(LABEL_BYLINE));
	assert_true(masks[5] & BIT(LABEL_BYLINE));
	assert_int_equal(masks[5] & BEGINS, 0);
	assert_int_equal(masks[4], ~0u);
	arena_free(&a);
	paper_free(p);
}

/* In the two articles that become one nothing begins instead; the others are left alone. */
static void test_joins(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct paper *p = paper_read(view_of(page));
	const struct constraint constraints[] = { constraint(CONSTRAINT_NO_START, 5, 0, 0) };
	static const enum cut_sort cut[] = { CUT_START,  CUT_INSIDE, CUT_START,
		                                 CUT_INSIDE, CUT_START,  CUT_INSIDE };
	uint32_t *masks = constraint_starts(&p->blocks, constraints, 1, &a);
	assert_true(constraint_joins(&p->blocks, constraints, 1, cut, masks, masks));
	for (size_t i = 1; i < 4; i++)
		assert_int_equal(masks[i] & BEGINS, 0);
	assert_int_equal(masks[0], ~0u);
	assert_int_equal(masks[4], ~0u);
	assert_int_equal(masks[5], ~0u);
	arena_free(&a);
	paper_free(p);
}

static const enum label chosen[] = { LABEL_START_HEADLINE, LABEL_DECK, LABEL_LEAD,
	                                 LABEL_START_HEADLINE, LABEL_LEAD, LABEL_BYLINE };

/*
 * The headline's line has no other label, the article's other lines not that
 * one, and its extent stays; what is outside of it is free.
 */
static void test_headline(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct paper *p = paper_read(view_of(page));
	const struct constraint constraints[] = { constraint(CONSTRAINT_HEADLINE, 1, 3, 3) };
	uint32_t *masks = constraint_starts(&p->blocks, constraints, 1, &a);
	assert_true(constraint_fields(&p->blocks, chosen, constraints, 1, masks));
	assert_int_equal(masks[0], STARTS & ~HEADLINES);
	assert_int_equal(masks[1], HEADLINES & ~BEGINS);
	assert_int_equal(masks[2] & (HEADLINES | BEGINS), 0);
	assert_int_equal(masks[3], BEGINS);
	assert_int_equal(masks[4], ~0u);
	arena_free(&a);
	paper_free(p);
}

static void test_no_headline(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct paper *p = paper_read(view_of(page));
	const struct constraint constraints[] = { constraint(CONSTRAINT_HEADLINE, 7, 0, 0) };
	uint32_t *masks = constraint_starts(&p->blocks, constraints, 1, &a);
	constraint_fields(&p->blocks, chosen, constraints, 1, masks);
	/* A kicker without a headline would be one. */
	assert_int_equal(masks[3], BIT(LABEL_START_CAPTION) | BIT(LABEL_START_LEAD));
	for (size_t i = 4; i < 6; i++)
		assert_int_equal(masks[i] & HEADLINES, 0);
	assert_int_equal(masks[2], ~0u);
	arena_free(&a);
	paper_free(p);
}

static void test_kicker_and_deck(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct paper *p = paper_read(view_of(page));
	const struct constraint constraints[] = { constraint(CONSTRAINT_KICKER, 1, 1, 1),
		                                      constraint(CONSTRAINT_HEADLINE, 1, 3, 3),
		                                      constraint(CONSTRAINT_DECK, 1, 5, 5) };
	uint32_t *masks = constraint_starts(&p->blocks, constraints, COUNT(constraints), &a);
	constraint_fields(&p->blocks, chosen, constraints, COUNT(constraints), masks);
	assert_int_equal(masks[0], BIT(LABEL_START_KICKER));
	assert_int_equal(masks[1], HEADLINES & ~BEGINS);
	assert_int_equal(masks[2], BIT(LABEL_DECK));
	arena_free(&a);
	paper_free(p);
}

static void test_starts_alone_choose_nothing_anew(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct paper *p = paper_read(view_of(page));
	const struct constraint constraints[] = { constraint(CONSTRAINT_START, 5, 0, 0),
		                                      constraint(CONSTRAINT_NO_START, 7, 0, 0) };
	uint32_t *masks = constraint_starts(&p->blocks, constraints, COUNT(constraints), &a);
	assert_false(constraint_fields(&p->blocks, chosen, constraints, COUNT(constraints), masks));
	double likely[] = { 0.9, 0.1, 0.2, 0.8, 0.1, 0.1 };
	constraint_likely(&p->blocks, constraints, COUNT(constraints), likely);
	assert_true(likely[2] == 1 && likely[3] == 0);
	assert_true(likely[0] == 0.9 && likely[1] == 0.1);
	arena_free(&a);
	paper_free(p);
}

/* Through the whole of segmenting: what is pinned comes out, whatever the model thinks. */
static void test_pins_come_out(void **state)
{
	(void)state;
	for (uint32_t line = 3; line <= 11; line += 2) {
		struct paper *p = paper_read(view_of(page));
		const struct constraint constraints[] = { constraint(CONSTRAINT_START, line, 0, 0) };
		struct segment_options o = { .constraints = constraints, .constraint_count = 1 };
		bool begins = false;
		segment_page_with(&p->text, &o, &p->page);
		for (size_t i = 0; i < p->page.article_count; i++)
			begins = begins || article_first_line(&p->page.articles[i]) == line;
		assert_true(begins);
		paper_free(p);
		p = paper_read(view_of(page));
		const struct constraint none[] = { constraint(CONSTRAINT_NO_START, line, 0, 0) };
		o.constraints = none;
		segment_page_with(&p->text, &o, &p->page);
		for (size_t i = 0; i < p->page.article_count; i++)
			assert_int_not_equal(article_first_line(&p->page.articles[i]), line);
		paper_free(p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_starts),
		cmocka_unit_test(test_joins),
		cmocka_unit_test(test_headline),
		cmocka_unit_test(test_no_headline),
		cmocka_unit_test(test_kicker_and_deck),
		cmocka_unit_test(test_starts_alone_choose_nothing_anew),
		cmocka_unit_test(test_pins_come_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
