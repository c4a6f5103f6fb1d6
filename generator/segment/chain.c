#include "segment/chain.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "language/language.h"

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

/* The chain's own parameters: of one network its own, of several their average. */
static void find_parameters(const struct weights *w, struct chain *c, struct arena *a)
{
	const size_t size = WEIGHTS_CLASSES * sizeof(*w->follow) / sizeof(float);
	const float share = 1.0F / (float)weights_count(w);
	float *follow = arena_array(a, size, sizeof(float)),
		  *begin = arena_array(a, COLUMNS, sizeof(float));
	c->follow = (const float(*)[L][COLUMNS])(void *)follow;
	c->begin = begin;
	for (; w; w = w->next) {
		const float *from = (const float *)(const void *)w->follow;
		for (size_t k = 0; k < size; k++)
			follow[k] += from[k] * share;
		for (int k = 0; k < COLUMNS; k++)
			begin[k] += w->begin[k] * share;
	}
}

/* What the networks say on average; the memory that each needs is given back before the next runs. */
static void find_scores(const struct weights *w, const struct network_block *rows, struct chain *c)
{
	const float share = 1.0F / (float)weights_count(w);
	struct arena scratch = { 0 };
	for (; w; w = w->next) {
		struct network_pass pass = network_begin(c->len, false, &scratch);
		network_run(w, rows, &pass);
		for (size_t i = 0; i < c->len * COLUMNS; i++)
			c->scores[i] += pass.scores[i] * share;
		arena_reset(&scratch);
	}
	arena_free(&scratch);
}

/*
 * The model has learned from papers in Chinese, where articles without a
 * headline and texts with subheads are frequent. Where blanks part words they
 * are rarer than it believes: by a factor of e to the power of this, chosen on
 * eleven METS issues in German and French of three libraries.
 */
static void expect_headlines(const struct blocks *blocks, struct chain *c)
{
	static const float rarer = 6;
	if (c->len == 0 || !blocks->items[0].glyphs.language->spaced)
		return;
	for (size_t i = 0; i < c->len; i++) {
		c->scores[i * COLUMNS + LABEL_START_LEAD] -= rarer;
		c->scores[i * COLUMNS + LABEL_START_CAPTION] -= rarer;
		c->scores[i * COLUMNS + LABEL_SUBHEAD] -= rarer;
	}
}

struct chain chain_make(const struct weights *w, const struct blocks *blocks,
                        const struct feature_set *sets, const struct facts *facts, struct arena *a)
{
	struct chain c = { .len = blocks->len };
	struct arena scratch = { 0 };
	c.scores = arena_array(a, c.len * COLUMNS, sizeof(*c.scores));
	c.classes = arena_room(a, c.len, sizeof(*c.classes));
	for (size_t i = 0; i < c.len; i++)
		c.classes[i] = weights_class_of(&facts[i]);
	find_parameters(w, &c, a);
	find_scores(w, network_read(w, blocks, sets, &scratch), &c);
	arena_free(&scratch);
	expect_headlines(blocks, &c);
	return c;
}

static float begin_score(const struct chain *c, int l)
{
	return label_may_begin((enum label)l) ? c->begin[l] : NEVER;
}

static float follow_score(const struct chain *c, enum weights_class class, int before, int after)
{
	return label_may_follow((enum label)before, (enum label)after) ? c->follow[class][before][after]
	                                                               : NEVER;
}

/* follow_score for all pairs of all classes. */
struct steps {
	float score[WEIGHTS_CLASSES][L][COLUMNS];
};

static struct steps *find_steps(const struct chain *c, struct arena *a)
{
	struct steps *s = arena_alloc(a, sizeof(*s));
	for (int k = 0; k < WEIGHTS_CLASSES; k++)
		for (int b = 0; b < L; b++)
			for (int l = 0; l < L; l++)
				s->score[k][b][l] = follow_score(c, (enum weights_class)k, b, l);
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

void chain_best(const struct chain *c, const uint32_t *allowed, enum label *labels, struct arena *a)
{
	if (c->len == 0)
		return;
	const struct steps *steps = find_steps(c, a);
	int32_t(*from)[COLUMNS] = arena_room(a, c->len, sizeof(*from));
	float best[COLUMNS] = { 0 }, next[COLUMNS];
	for (int l = 0; l < L; l++)
		best[l] = begin_score(c, l) + seen_score(c, allowed, 0, l);
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
struct chain_lattice {
	const struct chain *chain;
	double total;
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

static void run_forward(struct chain_lattice *t, const uint32_t *allowed)
{
	const struct chain *c = t->chain;
	for (size_t i = 0; i < c->len; i++) {
		double *seen = t->seen + i * COLUMNS, *row = t->forward + i * COLUMNS;
		t->total += weigh(c, i, allowed ? allowed[i] : ~0U, seen);
		if (i > 0)
			multiply(row - COLUMNS, t->step[c->classes[i]], row);
		for (int l = 0; i == 0 && l < L; l++)
			row[l] = label_may_begin((enum label)l) ? exp((double)c->begin[l]) : 0;
		for (int l = 0; l < L; l++)
			row[l] *= seen[l];
		t->scale[i] = normalise(row);
		t->total += log(t->scale[i]);
	}
}

static void run_backward(struct chain_lattice *t)
{
	const struct chain *c = t->chain;
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

static void find_exponentials(struct chain_lattice *t)
{
	for (int k = 0; k < WEIGHTS_CLASSES; k++) {
		for (int b = 0; b < L; b++) {
			for (int l = 0; l < L; l++) {
				t->step[k][b][l] = label_may_follow((enum label)b, (enum label)l)
				                       ? exp((double)t->chain->follow[k][b][l])
				                       : 0;
				t->back[k][l][b] = t->step[k][b][l];
			}
		}
	}
}

struct chain_lattice *chain_sum(const struct chain *c, const uint32_t *allowed, struct arena *a)
{
	struct chain_lattice *t = arena_alloc(a, sizeof(*t));
	size_t cells = c->len * COLUMNS;
	t->chain = c;
	if (c->len == 0)
		return t;
	t->seen = arena_array(a, cells, sizeof(double));
	t->forward = arena_array(a, cells, sizeof(double));
	t->backward = arena_array(a, cells, sizeof(double));
	t->scale = arena_array(a, c->len, sizeof(double));
	t->step = arena_array(a, WEIGHTS_CLASSES, sizeof(*t->step));
	t->back = arena_array(a, WEIGHTS_CLASSES, sizeof(*t->back));
	find_exponentials(t);
	run_forward(t, allowed);
	run_backward(t);
	return t;
}

double chain_total(const struct chain_lattice *t)
{
	return t->total;
}

void chain_likelihood(const struct chain_lattice *t, float *out)
{
	for (size_t i = 0; i < t->chain->len * COLUMNS; i++)
		out[i] = (float)(t->forward[i] * t->backward[i]);
}

double chain_share(const float *likely, uint32_t labels)
{
	double sum = 0;
	for (int l = 0; l < L; l++)
		sum += labels & LABEL_BIT(l) ? (double)likely[l] : 0;
	return sum;
}

void chain_pair_likelihood(const struct chain_lattice *t, chain_pairs *pairs)
{
	for (size_t i = 1; i < t->chain->len; i++) {
		double(*step)[COLUMNS] = t->step[t->chain->classes[i]];
		for (int b = 0; b < L; b++)
			for (int l = 0; l < L; l++)
				pairs[i][b][l] = (float)(t->forward[(i - 1) * COLUMNS + (size_t)b] * step[b][l] *
				                         t->seen[i * COLUMNS + (size_t)l] *
				                         t->backward[i * COLUMNS + (size_t)l] / t->scale[i]);
	}
}

/* How likely the chains are that come to block i as row says, however they go on. */
static double share_of(const struct chain_lattice *t, size_t i, const double *row)
{
	double sum = 0;
	for (int l = 0; l < L; l++)
		sum += row[l] * t->backward[i * COLUMNS + (size_t)l];
	return sum;
}

size_t chain_run(const struct chain_lattice *t, size_t i, uint32_t first, uint32_t others,
                 double faint, double *ends, size_t most)
{
	double row[COLUMNS] = { 0 };
	for (int l = 0; l < L; l++)
		row[l] = first >> l & 1 ? t->forward[i * COLUMNS + (size_t)l] : 0;
	double rest = share_of(t, i, row);
	for (size_t k = 0; k < most; k++) {
		const size_t next = i + k + 1;
		if (next == t->chain->len) {
			ends[k] = rest;
			return k + 1;
		}
		multiply(row, t->step[t->chain->classes[next]], row);
		for (int l = 0; l < L; l++)
			row[l] *= (first | others) >> l & 1
			              ? 0
			              : t->seen[next * COLUMNS + (size_t)l] / t->scale[next];
		double left = share_of(t, next, row);
		ends[k] = rest > left ? rest - left : 0;
		rest = left;
		if (rest < faint)
			return k + 1;
	}
	return most;
}
