#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <math.h>

#include "paper.h"
#include "segment/gradient.h"
#include "segment/weights.h"

enum { COLUMNS = WEIGHTS_COLUMNS };

static const char page[] =
	"滨河大桥通车\n——全长一公里\n本报讯 今天大桥通车，市民都说好。\n桥上车来车往，\n一片繁忙。（李大山）\n"
	"雨来了\n昨天下雨了，市民都没有带伞。\n";

/* A sum of the scores of a page, each counted as excess says, and of the contents. */
static double measure(const struct weights *w, const struct network_block *rows, size_t len,
                      const float *excess, const float *contents, struct arena *a)
{
	struct network_pass pass = network_begin(len, true, a);
	double sum = 0;
	network_run(w, rows, &pass);
	for (size_t i = 0; i < len * COLUMNS; i++)
		sum += (double)(pass.scores[i] * excess[i]);
	for (size_t i = 0; i < len * WEIGHTS_GRAM; i++)
		sum += (double)(pass.contents[i] * contents[i]);
	return sum;
}

static float draw(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (float)(*seed >> 40) / (float)(1 << 24) - 0.5F;
}

static bool is_near(double slope, double gradient)
{
	return fabs(slope - gradient) < 0.02 + 0.05 * fabs(slope);
}

/*
 * Where a parameter is moved a little, the sum moves as its gradient says: both
 * ways, or, where a number turns from nothing to something meanwhile, one way.
 */
static void test_gradients_are_slopes(void **state)
{
	(void)state;
	struct paper *p = paper_read(view_of(page));
	struct arena a = { 0 };
	struct weights w, g;
	uint64_t seed = 3;
	size_t len = p->blocks.len;
	weights_init(&w);
	weights_init(&g);
	for (size_t i = 0; i < w.size; i++)
		w.all[i] = draw(&seed) * 0.3F;
	struct facts *facts = facts_find(&p->blocks, &a);
	struct network_block *rows = network_read(&w, &p->blocks, feature_find(facts, len, &a), &a);
	float *excess = arena_array(&a, len * COLUMNS, sizeof(float));
	float *contents = arena_array(&a, len * WEIGHTS_GRAM, sizeof(float));
	for (size_t i = 0; i < len * COLUMNS; i++)
		excess[i] = draw(&seed);
	for (size_t i = 0; i < len * WEIGHTS_GRAM; i++)
		contents[i] = draw(&seed);
	struct network_pass pass = network_begin(len, true, &a);
	network_run(&w, rows, &pass);
	float *used = arena_array(&a, len * WEIGHTS_GRAM, sizeof(float));
	memcpy(used, contents, len * WEIGHTS_GRAM * sizeof(float));
	gradient_add(&w, rows, &pass, excess, used, &g, &a);
	const double here = measure(&w, rows, len, excess, contents, &a);
	size_t checked = 0, turns = 0;
	for (size_t i = 0; i < w.size && checked < 300;
	     i += 1 + (i < (size_t)(w.dense - w.all) ? 3 : 97)) {
		const float little = 4e-3F;
		float was = w.all[i];
		if (g.all[i] == 0)
			continue;
		w.all[i] = was + little;
		double up = (measure(&w, rows, len, excess, contents, &a) - here) / (double)little;
		w.all[i] = was - little;
		double down = (here - measure(&w, rows, len, excess, contents, &a)) / (double)little;
		w.all[i] = was;
		turns += !is_near((up + down) / 2, (double)g.all[i]);
		assert_true(is_near((up + down) / 2, (double)g.all[i]) || is_near(up, (double)g.all[i]) ||
		            is_near(down, (double)g.all[i]));
		checked++;
	}
	assert_int_equal(checked, 300);
	assert_in_range(turns, 0, 10);
	weights_free(&w);
	weights_free(&g);
	arena_free(&a);
	paper_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_gradients_are_slopes) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
