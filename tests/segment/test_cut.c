#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <math.h>

#include "segment/cut.h"

enum {
	L = LABEL_COUNT,
	COLUMNS = WEIGHTS_COLUMNS,
	LEN = 4,
	CUTS = 81 /* three sorts of LEN blocks */
};

/* A chain of so many blocks, whose parameters are drawn, in the arena. */
static struct chain draw_chain(size_t len, uint64_t seed, float scale, struct arena *a)
{
	const size_t follow = WEIGHTS_CLASSES * L * COLUMNS, all = len * COLUMNS + follow + COLUMNS;
	float *x = arena_array(a, all, sizeof(*x));
	for (size_t i = 0; i < all; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		x[i] = ((float)(seed >> 40) / (float)(1 << 24) - 0.5F) * 2 * scale;
	}
	struct chain c = { .len = len, .scores = x, .begin = x + all - COLUMNS };
	c.follow = (const float(*)[L][COLUMNS])(void *)(x + len * COLUMNS);
	c.classes = arena_array(a, len, sizeof(*c.classes));
	for (size_t i = 0; i < len; i++)
		c.classes[i] = (enum weights_class)(i % WEIGHTS_CLASSES);
	return c;
}

static double score_of(const struct chain *c, const enum label *labels)
{
	double sum = 0;
	for (size_t i = 0; i < c->len; i++) {
		if (i == 0 ? !label_may_begin(labels[0]) : !label_may_follow(labels[i - 1], labels[i]))
			return -INFINITY;
		sum += (double)c->scores[i * COLUMNS + labels[i]];
		sum += (double)(i == 0 ? c->begin[labels[0]]
		                       : c->follow[c->classes[i]][labels[i - 1]][labels[i]]);
	}
	return sum;
}

static enum cut_sort sort_of(enum label l)
{
	return label_starts_article(l) ? CUT_START : l == LABEL_FURNITURE ? CUT_FURNITURE : CUT_INSIDE;
}

static enum cut_sort digit(size_t cut, size_t i)
{
	while (i-- > 0)
		cut /= 3;
	return (enum cut_sort)(cut % 3);
}

static size_t number_of(const enum cut_sort *cut)
{
	size_t n = 0;
	for (size_t i = LEN; i-- > 0;)
		n = n * 3 + (size_t)cut[i];
	return n;
}

/* How likely each cut is, found by going through all chains of labels. */
static void find_likelihoods(const struct chain *c, double *likely)
{
	enum label labels[LEN] = { (enum label)0 };
	double all = 0;
	for (;;) {
		enum cut_sort cut[LEN];
		double weight = exp(score_of(c, labels));
		for (size_t i = 0; i < LEN; i++)
			cut[i] = sort_of(labels[i]);
		likely[number_of(cut)] += weight;
		all += weight;
		size_t i = 0;
		while (i < LEN && (int)++labels[i] == L)
			labels[i++] = (enum label)0;
		if (i == LEN)
			break;
	}
	for (size_t k = 0; k < CUTS; k++)
		likely[k] /= all;
}

static double likely_sort(const double *likely, size_t i, enum cut_sort sort)
{
	double sum = 0;
	for (size_t k = 0; k < CUTS; k++)
		sum += digit(k, i) == sort ? likely[k] : 0;
	return sum;
}

/* Whether two cuts have the same article at block i, where the first has one. */
static bool same_article(size_t one, size_t other, size_t i)
{
	if (digit(other, i) != CUT_START)
		return false;
	for (i++; i < LEN; i++) {
		bool ends = digit(one, i) != CUT_INSIDE;
		if (ends != (digit(other, i) != CUT_INSIDE))
			return false;
		if (ends)
			return true;
	}
	return true;
}

/* What is expected to be right of a cut; less than anything for one that cannot be. */
static double expected_of(const double *likely, size_t cut, double doubtful)
{
	double right = 0;
	for (size_t i = 0; i < LEN; i++) {
		bool furniture = likely_sort(likely, i, CUT_FURNITURE) > 0.5;
		enum cut_sort before = i > 0 ? digit(cut, i - 1) : CUT_FURNITURE;
		if ((digit(cut, i) == CUT_FURNITURE) != furniture ||
		    (before == CUT_FURNITURE && digit(cut, i) == CUT_INSIDE))
			return -INFINITY;
		if (digit(cut, i) != CUT_START)
			continue;
		right += likely_sort(likely, i, CUT_START) - doubtful;
		for (size_t k = 0; k < CUTS; k++)
			right += same_article(cut, k, i) ? likely[k] : 0;
	}
	return right;
}

static const enum cut_sort *cut_of(const struct chain *c, double doubtful, struct arena *a)
{
	const struct chain_lattice *t = chain_sum(c, NULL, a);
	float *likely = arena_array(a, c->len * COLUMNS, sizeof(*likely));
	chain_likelihood(t, likely);
	return cut_find(t, c->len, likely, doubtful, a);
}

/* The cut that is found is the best of all there are. */
static void test_against_all_cuts(void **state)
{
	(void)state;
	size_t furniture = 0, begun = 0;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct arena a = { 0 };
		struct chain c = draw_chain(LEN, seed, seed % 2 ? 2 : 5, &a);
		double likely[CUTS] = { 0 }, best = -INFINITY;
		double doubtful = seed % 3 ? CUT_DOUBTFUL : CUT_DOUBTFUL_RECOGNISED;
		find_likelihoods(&c, likely);
		for (size_t k = 0; k < CUTS; k++)
			best = fmax(best, expected_of(likely, k, doubtful));
		const enum cut_sort *cut = cut_of(&c, doubtful, &a);
		assert_true(fabs(expected_of(likely, number_of(cut), doubtful) - best) < 0.01);
		for (size_t i = 0; i < LEN; i++) {
			furniture += cut[i] == CUT_FURNITURE;
			begun += cut[i] == CUT_START;
		}
		arena_free(&a);
	}
	assert_true(furniture > 0 && begun > 40); /* all sorts of cuts were met */
}

/* Where nothing tells articles apart, a long page is still cut in time that grows with its length alone. */
static void test_long_page(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct chain c = draw_chain(100000, 1, 0.001F, &a);
	const enum cut_sort *cut = cut_of(&c, CUT_DOUBTFUL, &a);
	assert_true(cut[0] != CUT_INSIDE);
	arena_free(&a);
}

static void test_empty_page(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct chain c = draw_chain(0, 1, 1, &a);
	cut_of(&c, CUT_DOUBTFUL, &a);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_all_cuts),
		cmocka_unit_test(test_long_page),
		cmocka_unit_test(test_empty_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
