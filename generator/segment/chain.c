#include "segment/chain.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { L = LABEL_COUNT, COLUMNS = WEIGHTS_COLUMNS };

/* Worse than anything that is seen, and small enough to leave scores their digits. */
static const float NEVER = -1e5F;
static const float FORBIDDEN = -1e6F;

/* Four labels at once. */
typedef float four __attribute__((vector_size(4 * sizeof(float))));
typedef int32_t four_numbers __attribute__((vector_size(4 * sizeof(int32_t))));

static four read_four(const float *row)
{
	four f;
	memcpy(&f, row, sizeof(f));
	return f;
}

struct chain chain_make(const struct weights *w, const struct blocks *blocks,
                        const struct feature_set *sets, const struct facts *facts, struct arena *a)
{
	struct chain c = { .len = blocks->len, .pass = network_begin(blocks->len, a) };
	c.classes = arena_room(a, c.len, sizeof(*c.classes));
	for (size_t i = 0; i < c.len; i++)
		c.classes[i] = weights_class_of(&facts[i]);
	c.rows = network_read(w, blocks, sets, a);
	network_run(w, c.rows, &c.pass);
	c.scores = c.pass.scores;
	return c;
}

static float begin_score(const struct weights *w, int l)
{
	return label_may_begin((enum label)l) ? w->begin[l] : NEVER;
}

static float follow_score(const struct weights *w, enum weights_class class, int before, int after)
{
	return label_may_follow((enum label)before, (enum label)after) ? w->follow[class][before][after]
	                                                               : NEVER;
}

/* follow_score for all pairs of all classes. */
struct steps {
	float score[WEIGHTS_CLASSES][L][COLUMNS];
};

static struct steps *find_steps(const struct weights *w, struct arena *a)
{
	struct steps *s = arena_alloc(a, sizeof(*s));
	for (int c = 0; c < WEIGHTS_CLASSES; c++)
		for (int b = 0; b < L; b++)
			for (int l = 0; l < L; l++)
				s->score[c][b][l] = follow_score(w, (enum weights_class)c, b, l);
	return s;
}

static float seen_score(const struct chain *c, const uint32_t *allowed, size_t i, int l)
{
	float score = c->scores[i * COLUMNS + (size_t)l];
	return allowed && !(allowed[i] >> l & 1) ? score + FORBIDDEN : score;
}

/*
 * The best score of each label after those before it, and the label it comes
 * from; four labels at once, and without a branch on which is better, for that
 * cannot be foreseen.
 */
static void take_step(const float *before, const float (*step)[COLUMNS], float *best, int32_t *from)
{
	for (int q = 0; q < COLUMNS; q += 4) {
		four top = before[0] + read_four(&step[0][q]);
		four_numbers at = { 0 };
		for (int b = 1; b < L; b++) {
			four score = before[b] + read_four(&step[b][q]);
			four_numbers better = score > top;
			at = (better & b) | (~better & at);
			top = (four)((better & (four_numbers)score) | (~better & (four_numbers)top));
		}
		memcpy(best + q, &top, sizeof(top));
		memcpy(from + q, &at, sizeof(at));
	}
}

void chain_best(const struct chain *c, const struct weights *w, const uint32_t *allowed,
                enum label *labels, struct arena *a)
{
	if (c->len == 0)
		return;
	const struct steps *steps = find_steps(w, a);
	int32_t(*from)[COLUMNS] = arena_room(a, c->len, sizeof(*from));
	float best[COLUMNS] = { 0 }, next[COLUMNS];
	for (int l = 0; l < L; l++)
		best[l] = begin_score(w, l) + seen_score(c, allowed, 0, l);
	for (size_t i = 1; i < c->len; i++) {
		take_step(best, steps->score[c->classes[i]], next, from[i]);
		for (int l = 0; l < L; l++)
			best[l] = next[l] + seen_score(c, allowed, i, l);
	}
	int at = 0;
	for (int l = 1; l < L; l++)
		if (best[l] > best[at])
			at = l;
	for (size_t i = c->len - 1; i > 0; i--) {
		labels[i] = (enum label)at;
		at = from[i][at];
	}
	labels[0] = (enum label)at;
}

/* exp of the scores at block i less their highest, which is returned. */
static double weigh(const struct chain *c, size_t i, uint32_t allowed, double *out)
{
	const float *score = c->scores + i * COLUMNS;
	float top = NEVER;
	for (int l = 0; l < L; l++)
		if ((allowed >> l & 1) && score[l] > top)
			top = score[l];
	for (int l = 0; l < L; l++)
		out[l] = (allowed >> l & 1) ? exp((double)(score[l] - top)) : 0;
	return (double)top;
}

/*
 * Makes a row sum to one; returns what it summed to. A row that vanished,
 * because what is allowed is all but impossible, counts all labels alike.
 */
static double normalise(double *row)
{
	double sum = 0;
	for (int l = 0; l < L; l++)
		sum += row[l];
	if (sum > 0) {
		for (int l = 0; l < L; l++)
			row[l] /= sum;
		return sum;
	}
	for (int l = 0; l < L; l++)
		row[l] = 1.0 / L;
	return 1;
}

/* Sums of exponentials: doubles, for in float a bad chain's share vanishes. */
struct lattice {
	double *seen;    /* [len][COLUMNS]: exp of the scores */
	double *forward; /* [len][COLUMNS], each row sums to one */
	double *backward;
	double *scale; /* [len] */
	double (
		*step)[COLUMNS][COLUMNS]; /* [WEIGHTS_CLASSES]: exp of the step scores, before and after */
	double (*back)[COLUMNS][COLUMNS]; /* the same, after and before */
};

/*
 * sum[k] of x[j] * step[j][k], over the labels j in their order. The sums stand
 * in an array of their own, for compilers to do several at once.
 */
static void multiply(const double *x, double (*step)[COLUMNS], double *sum)
{
	double s[COLUMNS] = { 0 };
	for (int j = 0; j < L; j++)
		for (int k = 0; k < COLUMNS; k++)
			s[k] += x[j] * step[j][k];
	memcpy(sum, s, sizeof(s));
}

static double run_forward(const struct chain *c, const struct weights *w, struct lattice *t,
                          const uint32_t *allowed)
{
	double sum = 0;
	for (size_t i = 0; i < c->len; i++) {
		double *seen = t->seen + i * COLUMNS, *row = t->forward + i * COLUMNS;
		sum += weigh(c, i, allowed ? allowed[i] : ~0U, seen);
		if (i > 0)
			multiply(row - COLUMNS, t->step[c->classes[i]], row);
		for (int l = 0; i == 0 && l < L; l++)
			row[l] = label_may_begin((enum label)l) ? exp((double)w->begin[l]) : 0;
		for (int l = 0; l < L; l++)
			row[l] *= seen[l];
		t->scale[i] = normalise(row);
		sum += log(t->scale[i]);
	}
	return sum;
}

static void run_backward(const struct chain *c, struct lattice *t)
{
	for (int l = 0; l < L; l++)
		t->backward[(c->len - 1) * COLUMNS + (size_t)l] = 1;
	for (size_t i = c->len - 1; i > 0; i--) {
		const double *seen = t->seen + i * COLUMNS, *after = t->backward + i * COLUMNS;
		double pull[COLUMNS];
		for (int l = 0; l < COLUMNS; l++)
			pull[l] = seen[l] * after[l] / t->scale[i];
		multiply(pull, t->back[c->classes[i]], t->backward + (i - 1) * COLUMNS);
	}
}

static void find_pairs(const struct chain *c, const struct lattice *t, chain_pairs *pairs)
{
	for (size_t i = 1; i < c->len; i++) {
		double(*step)[COLUMNS] = t->step[c->classes[i]];
		for (int b = 0; b < L; b++)
			for (int l = 0; l < L; l++)
				pairs[i][b][l] = (float)(t->forward[(i - 1) * COLUMNS + (size_t)b] * step[b][l] *
				                         t->seen[i * COLUMNS + (size_t)l] *
				                         t->backward[i * COLUMNS + (size_t)l] / t->scale[i]);
	}
}

static void find_exponentials(const struct weights *w, struct lattice *t)
{
	for (int k = 0; k < WEIGHTS_CLASSES; k++) {
		for (int b = 0; b < L; b++) {
			for (int l = 0; l < L; l++) {
				t->step[k][b][l] = label_may_follow((enum label)b, (enum label)l)
				                       ? exp((double)w->follow[k][b][l])
				                       : 0;
				t->back[k][l][b] = t->step[k][b][l];
			}
		}
	}
}

double chain_likelihood(const struct chain *c, const struct weights *w, const uint32_t *allowed,
                        float *out, chain_pairs *pairs, struct arena *a)
{
	if (c->len == 0)
		return 0;
	size_t cells = c->len * COLUMNS;
	struct lattice t = { arena_array(a, cells, sizeof(double)),
		                 arena_array(a, cells, sizeof(double)),
		                 arena_array(a, cells, sizeof(double)),
		                 arena_array(a, c->len, sizeof(double)),
		                 arena_array(a, WEIGHTS_CLASSES, sizeof(*t.step)),
		                 arena_array(a, WEIGHTS_CLASSES, sizeof(*t.back)) };
	find_exponentials(w, &t);
	double sum = run_forward(c, w, &t, allowed);
	run_backward(c, &t);
	for (size_t i = 0; i < cells; i++)
		out[i] = (float)(t.forward[i] * t.backward[i]);
	if (pairs)
		find_pairs(c, &t, pairs);
	return sum;
}
