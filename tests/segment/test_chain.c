#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <math.h>

#include "paper.h"
#include "segment/chain.h"

enum { L = LABEL_COUNT, COLUMNS = WEIGHTS_COLUMNS, LONGEST = 4 };

static const char page[] =
	"第2版\n滨河大桥通车\n——全长一公里\n本报讯 今天大桥通车，市民都说好。\n走得快\n"
	"桥上车来车往，\n一片繁忙。（李大山）\n图为大桥。王小明 摄\n雨来了\n昨天下雨了。\n";

static float draw(uint64_t *seed, float scale)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return ((float)(*seed >> 40) / (float)(1 << 24) - 0.5F) * 2 * scale;
}

static void fill(struct weights *w, uint64_t seed, float scale)
{
	weights_init(w);
	for (size_t i = 0; i < w->size; i++)
		w->all[i] = draw(&seed, scale) / 4;
	for (int l = 0; l < L; l++) {
		w->begin[l] = draw(&seed, scale);
		for (int c = 0; c < WEIGHTS_CLASSES; c++)
			for (int b = 0; b < L; b++)
				w->follow[c][b][l] = draw(&seed, scale);
	}
}

static struct chain make(const struct paper *p, const struct weights *w, size_t len,
                         struct arena *a)
{
	struct blocks blocks = p->blocks;
	if (blocks.len > len)
		blocks.len = len;
	struct facts *facts = facts_find(&blocks, a);
	struct feature_set *sets = feature_find(facts, blocks.len, a);
	return chain_make(w, &blocks, sets, facts, a);
}

/* The score of a chain of labels; minus infinity where they cannot stand so. */
static double score_of(const struct chain *c, const struct weights *w, const enum label *labels)
{
	double sum = 0;
	for (size_t i = 0; i < c->len; i++) {
		bool possible =
			i == 0 ? label_may_begin(labels[0]) : label_may_follow(labels[i - 1], labels[i]);
		if (!possible)
			return -INFINITY;
		sum += (double)c->scores[i * COLUMNS + labels[i]];
		sum += i == 0 ? (double)w->begin[labels[0]]
		              : (double)w->follow[c->classes[i]][labels[i - 1]][labels[i]];
	}
	return sum;
}

/* The next of all chains of labels; false after the last. */
static bool count_on(enum label *labels, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((int)++labels[i] < L)
			return true;
		labels[i] = (enum label)0;
	}
	return false;
}

static void check_short_chain(const struct paper *p, size_t len, uint64_t seed)
{
	struct arena a = { 0 };
	struct weights w;
	fill(&w, seed, 0.4F);
	struct chain c = make(p, &w, len, &a);
	enum label best[LONGEST], labels[LONGEST] = { (enum label)0 };
	double top = -INFINITY, all = 0;
	do {
		double score = score_of(&c, &w, labels);
		top = score > top ? score : top;
		all += exp(score);
	} while (count_on(labels, len));
	chain_best(&c, NULL, best, &a);
	assert_true(fabs(score_of(&c, &w, best) - top) < 1e-3);
	assert_true(fabs(chain_total(chain_sum(&c, NULL, &a)) - log(all)) < 1e-3);
	weights_free(&w);
	arena_free(&a);
}

static void test_against_all_chains(void **state)
{
	(void)state;
	struct paper *p = paper_read(view_of(page));
	for (size_t len = 1; len <= LONGEST; len++)
		for (uint64_t seed = 1; seed <= 5; seed++)
			check_short_chain(p, len, seed);
	paper_free(p);
}

static void check_sums(const struct chain *c, const float *out, chain_pairs *pairs)
{
	for (size_t i = 0; i < c->len; i++) {
		double sum = 0, both = 0;
		for (int l = 0; l < L; l++) {
			assert_true(out[i * COLUMNS + (size_t)l] >= 0);
			sum += (double)out[i * COLUMNS + (size_t)l];
			for (int b = 0; i > 0 && b < L; b++)
				both += (double)pairs[i][b][l];
		}
		assert_true(fabs(sum - 1) < 1e-3);
		assert_true(i == 0 || fabs(both - 1) < 1e-3);
	}
}

/* Whatever the weights: labels that can follow each other, likelihoods that sum to one. */
static void test_any_weights(void **state)
{
	(void)state;
	struct paper *p = paper_read(view_of(page));
	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct arena a = { 0 };
		struct weights w;
		fill(&w, seed, seed % 4 == 0 ? 0.01F : 0.3F);
		struct chain c = make(p, &w, p->blocks.len, &a);
		enum label *labels = arena_array(&a, c.len, sizeof(*labels));
		float *out = arena_array(&a, c.len * COLUMNS, sizeof(*out));
		chain_pairs *pairs = arena_array(&a, c.len, sizeof(*pairs));
		chain_best(&c, NULL, labels, &a);
		assert_true(isfinite(score_of(&c, &w, labels)));
		const struct chain_lattice *t = chain_sum(&c, NULL, &a);
		chain_likelihood(t, out);
		chain_pair_likelihood(t, pairs);
		check_sums(&c, out, pairs);
		weights_free(&w);
		arena_free(&a);
	}
	paper_free(p);
}

static void test_allowed_labels(void **state)
{
	(void)state;
	struct paper *p = paper_read(view_of(page));
	struct arena a = { 0 };
	struct weights w;
	fill(&w, 7, 0.2F);
	struct chain c = make(p, &w, 3, &a);
	const uint32_t allowed[] = { 1u << LABEL_FURNITURE, 1u << LABEL_START_HEADLINE,
		                         1u << LABEL_DECK | 1u << LABEL_LEAD };
	float *out = arena_array(&a, c.len * COLUMNS, sizeof(*out));
	const struct chain_lattice *some = chain_sum(&c, allowed, &a);
	chain_likelihood(some, out);
	assert_true(fabs((double)out[LABEL_FURNITURE] - 1) < 1e-4);
	assert_true(fabs((double)out[COLUMNS + LABEL_START_HEADLINE] - 1) < 1e-4);
	assert_true(fabs((double)(out[2 * COLUMNS + LABEL_DECK] + out[2 * COLUMNS + LABEL_LEAD]) - 1) <
	            1e-4);
	assert_true(chain_total(some) < chain_total(chain_sum(&c, NULL, &a)));
	weights_free(&w);
	arena_free(&a);
	paper_free(p);
}

/* How often two labels stand together that cannot. */
static size_t count_breaks(const struct chain *c, const enum label *labels)
{
	size_t n = !label_may_begin(labels[0]);
	for (size_t i = 1; i < c->len; i++)
		n += !label_may_follow(labels[i - 1], labels[i]);
	return n;
}

static bool obeys(const struct chain *c, const uint32_t *masks, const enum label *labels)
{
	for (size_t i = 0; i < c->len; i++)
		if (!(masks[i] >> labels[i] & 1))
			return false;
	return true;
}

/* A few labels for each block, now and then all of them. */
static void draw_masks(uint32_t *masks, size_t len, uint64_t seed)
{
	for (size_t i = 0; i < len; i++) {
		masks[i] = 0;
		for (int k = 0; k < 3; k++)
			masks[i] |= 1u << (unsigned)((draw(&seed, 1) + 1) / 2 * (L - 0.01F));
		if (draw(&seed, 1) > 0.6F)
			masks[i] = ~0u;
	}
}

/*
 * Under masks the best chain is the best of those that keep to them; labels
 * stand together that cannot only where there is no other way, and then as
 * rarely as can be.
 */
static void check_masked(const struct paper *p, uint64_t seed, size_t *broken)
{
	enum { SHORT = 3 };
	struct arena a = { 0 };
	struct weights w;
	uint32_t masks[SHORT];
	enum label best[SHORT], labels[SHORT] = { (enum label)0 };
	fill(&w, seed, 0.4F);
	draw_masks(masks, SHORT, seed * 31);
	struct chain c = make(p, &w, SHORT, &a);
	size_t fewest = SIZE_MAX;
	double top = -INFINITY;
	do {
		if (!obeys(&c, masks, labels))
			continue;
		size_t breaks = count_breaks(&c, labels);
		double score = score_of(&c, &w, labels);
		fewest = breaks < fewest ? breaks : fewest;
		top = score > top ? score : top;
	} while (count_on(labels, SHORT));
	chain_best(&c, masks, best, &a);
	assert_true(obeys(&c, masks, best));
	assert_int_equal(count_breaks(&c, best), fewest);
	if (fewest == 0)
		assert_true(fabs(score_of(&c, &w, best) - top) < 1e-3);
	*broken += fewest > 0;
	weights_free(&w);
	arena_free(&a);
}

static void test_masks(void **state)
{
	(void)state;
	struct paper *p = paper_read(view_of(page));
	size_t broken = 0, all = 100;
	for (uint64_t seed = 1; seed <= all; seed++)
		check_masked(p, seed, &broken);
	assert_true(broken > 0 && broken < all); /* both sorts were met */
	paper_free(p);
}

/* Of several networks, what each says counts alike. */
static void test_average(void **state)
{
	(void)state;
	struct paper *p = paper_read(view_of(page));
	struct arena a = { 0 };
	struct weights one, other;
	fill(&one, 1, 0.3F);
	fill(&other, 2, 0.3F);
	struct chain first = make(p, &one, LONGEST, &a), second = make(p, &other, LONGEST, &a);
	one.next = &other;
	struct chain both = make(p, &one, LONGEST, &a);
	one.next = NULL;
	for (size_t i = 0; i < LONGEST * COLUMNS; i++)
		assert_true(fabsf(both.scores[i] - (first.scores[i] + second.scores[i]) / 2) < 1e-5F);
	for (int l = 0; l < L; l++) {
		assert_true(fabsf(both.begin[l] - (one.begin[l] + other.begin[l]) / 2) < 1e-6F);
		assert_true(fabsf(both.follow[1][l][0] -
		                  (one.follow[1][l][0] + other.follow[1][l][0]) / 2) < 1e-6F);
	}
	weights_free(&one);
	weights_free(&other);
	arena_free(&a);
	paper_free(p);
}

static void test_empty_page(void **state)
{
	(void)state;
	struct paper *p = paper_read(VIEW(""));
	struct arena a = { 0 };
	struct chain c = make(p, weights_default(), 0, &a);
	chain_best(&c, NULL, NULL, &a);
	assert_true(chain_total(chain_sum(&c, NULL, &a)) >= 0);
	arena_free(&a);
	paper_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_all_chains),
		cmocka_unit_test(test_any_weights),
		cmocka_unit_test(test_allowed_labels),
		cmocka_unit_test(test_masks),
		cmocka_unit_test(test_average),
		cmocka_unit_test(test_empty_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
