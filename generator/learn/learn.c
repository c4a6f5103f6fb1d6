#include "learn/learn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "learn/mix.h"
#include "learn/random.h"
#include "segment/chain.h"

enum { COLUMNS = WEIGHTS_COLUMNS };

struct learn_options learn_defaults(void)
{
	return (struct learn_options){
		.rounds = 20, .mixed = 300, .rate = 0.06F, .decay = 0.02F, .margin = 6
	};
}

bool learn_left_out(const struct gold *g, size_t page, const struct learn_options *o)
{
	if (o->folds == 0)
		return false;
	struct map days = { 0 };
	size_t number = 0;
	for (size_t i = 0; i <= page; i++) {
		bool fresh;
		union map_value *v = map_put(&days, view_of(g->pages.items[i].day), &fresh);
		if (fresh)
			v->number = days.len - 1;
		number = (size_t)v->number;
	}
	map_free(&days);
	return number % o->folds == o->fold;
}

/* All weights as one row of numbers, so that steps, sums and decay are one loop. */
struct learner {
	struct weights w;
	size_t see;   /* floats in w.see */
	size_t size;  /* of all */
	float margin; /* of the options */
	float *gradient;
	float *squares; /* AdaGrad: the sum of squared gradients */
	double *sum;    /* of the weights of the later rounds */
	size_t summed;
	struct arena scratch;
};

static float *follow_of(struct learner *l, float *all)
{
	return all + l->see;
}

static float *begin_of(struct learner *l, float *all)
{
	return all + l->see + sizeof(l->w.follow) / sizeof(float);
}

/* expected(free) - expected(allowed), for what is seen at every block */
static void add_seen(struct learner *l, const struct gold_page *p, const float *excess)
{
	for (size_t i = 0; i < p->blocks.len; i++) {
		const struct feature_set *set = &p->sets[i];
		for (size_t k = 0; k < set->len; k++) {
			const struct feature_seen *seen = &set->seen[k];
			int reach = feature_get(seen->feature)->reach;
			float *g =
				l->gradient + weights_row(&l->w, seen->feature, seen->value, -reach) * COLUMNS;
			for (int o = -reach; o <= reach; o++, g += COLUMNS) {
				ptrdiff_t at = (ptrdiff_t)i - o;
				if (at < 0 || at >= (ptrdiff_t)p->blocks.len)
					continue;
				for (int c = 0; c < COLUMNS; c++)
					g[c] += excess[at * COLUMNS + c];
			}
		}
	}
}

/*
 * A chain that begins an article where none begins, or misses one, must score
 * lower by a margin: in learning it is rated better than it is (softmax-margin,
 * Gimpel and Smith 2010). The chains that the annotation allows are unmoved.
 */
static void ask_for_margin(struct chain *c, const struct gold_page *p, float margin)
{
	for (size_t i = 0; i < c->len; i++) {
		bool starts = (p->allowed[i] & LABEL_STARTS) != 0;
		for (int k = 0; k < LABEL_COUNT; k++)
			if (label_starts_article((enum label)k) != starts)
				c->scores[i * COLUMNS + (size_t)k] += margin;
	}
}

static double add_page(struct learner *l, const struct gold_page *p)
{
	struct arena *a = &l->scratch;
	size_t n = p->blocks.len;
	arena_reset(a);
	struct chain c = chain_make(&l->w, p->sets, p->facts, n, a);
	float *free_p = arena_array(a, n * COLUMNS, sizeof(float));
	float *held_p = arena_array(a, n * COLUMNS, sizeof(float));
	chain_pairs *free_q = arena_array(a, n, sizeof(*free_q));
	chain_pairs *held_q = arena_array(a, n, sizeof(*held_q));
	ask_for_margin(&c, p, l->margin);
	double all = chain_likelihood(&c, &l->w, NULL, free_p, free_q, a);
	double held = chain_likelihood(&c, &l->w, p->allowed, held_p, held_q, a);
	for (size_t i = 0; i < n * COLUMNS; i++)
		free_p[i] -= held_p[i];
	add_seen(l, p, free_p);
	for (int k = 0; k < LABEL_COUNT; k++)
		begin_of(l, l->gradient)[k] += free_p[k];
	float *follow = follow_of(l, l->gradient);
	for (size_t i = 1; i < n; i++)
		for (int b = 0; b < LABEL_COUNT; b++)
			for (int k = 0; k < LABEL_COUNT; k++)
				follow[((size_t)c.classes[i] * LABEL_COUNT + (size_t)b) * COLUMNS + (size_t)k] +=
					free_q[i][b][k] - held_q[i][b][k];
	return all - held;
}

static void step_part(float *w, float *gradient, float *squares, size_t n,
                      const struct learn_options *o)
{
	for (size_t i = 0; i < n; i++) {
		float g = gradient[i];
		if (g == 0)
			continue;
		g += o->decay * w[i];
		squares[i] += g * g;
		w[i] -= o->rate * g / (sqrtf(squares[i]) + 1e-3F);
		gradient[i] = 0;
	}
}

static void step(struct learner *l, const struct learn_options *o)
{
	size_t follow = sizeof(l->w.follow) / sizeof(float);
	step_part(l->w.see, l->gradient, l->squares, l->see, o);
	step_part(&l->w.follow[0][0][0], l->gradient + l->see, l->squares + l->see, follow, o);
	step_part(l->w.begin, l->gradient + l->see + follow, l->squares + l->see + follow, COLUMNS, o);
}

static void add_to_sum(struct learner *l)
{
	size_t follow = sizeof(l->w.follow) / sizeof(float);
	for (size_t i = 0; i < l->see; i++)
		l->sum[i] += (double)l->w.see[i];
	for (size_t i = 0; i < follow; i++)
		l->sum[l->see + i] += (double)(&l->w.follow[0][0][0])[i];
	for (size_t i = 0; i < COLUMNS; i++)
		l->sum[l->see + follow + i] += (double)l->w.begin[i];
	l->summed++;
}

static void take_average(struct learner *l, struct weights *out)
{
	size_t follow = sizeof(l->w.follow) / sizeof(float);
	double n = l->summed ? (double)l->summed : 1;
	weights_init(out);
	for (size_t i = 0; i < l->see; i++)
		out->see[i] = (float)(l->sum[i] / n);
	for (size_t i = 0; i < follow; i++)
		(&out->follow[0][0][0])[i] = (float)(l->sum[l->see + i] / n);
	for (size_t i = 0; i < COLUMNS; i++)
		out->begin[i] = (float)(l->sum[l->see + follow + i] / n);
}

static void shuffle(size_t *order, size_t n, uint64_t *state)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = random_below(state, i);
		size_t t = order[i - 1];
		order[i - 1] = order[k];
		order[k] = t;
	}
}

static void init(struct learner *l)
{
	*l = (struct learner){ 0 };
	weights_init(&l->w);
	l->see = l->w.rows * COLUMNS;
	l->size = l->see + sizeof(l->w.follow) / sizeof(float) + COLUMNS;
	l->gradient = mem_array(l->size, sizeof(float));
	l->squares = mem_array(l->size, sizeof(float));
	l->sum = mem_array(l->size, sizeof(double));
}

static void release(struct learner *l)
{
	weights_free(&l->w);
	free(l->gradient);
	free(l->squares);
	free(l->sum);
	arena_free(&l->scratch);
}

/* Printed pages, and the mixed ones, as one list. */
static const struct gold_page *page_of(const struct gold *g, const struct gold *mixed, size_t i)
{
	return i < g->pages.len ? &g->pages.items[i] : &mixed->pages.items[i - g->pages.len];
}

void learn_weights(const struct gold *g, const struct learn_options *o, struct weights *out)
{
	struct learner l;
	struct gold mixed = { 0 };
	uint64_t random = 0x9E3779B97F4A7C15u;
	init(&l);
	l.margin = o->margin;
	size_t *order = mem_array(g->pages.len + o->mixed, sizeof(*order)), n = 0;
	for (size_t i = 0; i < g->pages.len; i++)
		if (!learn_left_out(g, i, o) && (!o->learned || i < o->learned))
			order[n++] = i;
	mix_pages(g, order, n, o->mixed, &random, &mixed);
	for (size_t i = 0; i < mixed.pages.len; i++)
		order[n++] = g->pages.len + i;
	for (int round = 0; round < o->rounds; round++) {
		double loss = 0;
		shuffle(order, n, &random);
		for (size_t i = 0; i < n; i++) {
			loss += add_page(&l, page_of(g, &mixed, order[i]));
			step(&l, o);
		}
		if (round >= o->rounds / 2)
			add_to_sum(&l);
		if (o->progress)
			fprintf(o->progress, "round %d: loss %.1f\n", round + 1, loss);
	}
	take_average(&l, out);
	free(order);
	gold_free(&mixed);
	release(&l);
}
