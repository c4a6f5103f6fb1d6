#include "page/chain.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { L = LABEL_COUNT, COLUMNS = WEIGHTS_COLUMNS };

/* Worse than anything that is seen, and small enough to leave scores their digits. */
static const float NEVER = -1e5F;
static const float FORBIDDEN = -1e6F;

/* Adds what one block's features say to the scores of the blocks they reach. */
static void add_seen(const struct weights *w, const struct feature_set *set, size_t i, size_t len,
                     float *scores)
{
	for (size_t k = 0; k < set->len; k++) {
		const struct feature_seen *seen = &set->seen[k];
		int reach = feature_get(seen->feature)->reach;
		const float *row = w->see + weights_row(w, seen->feature, seen->value, -reach) * COLUMNS;
		for (int o = -reach; o <= reach; o++, row += COLUMNS) {
			/* seen at offset o from block at */
			ptrdiff_t at = (ptrdiff_t)i - o;
			if (at < 0 || at >= (ptrdiff_t)len)
				continue;
			float *score = scores + (size_t)at * COLUMNS;
			for (int l = 0; l < COLUMNS; l++)
				score[l] += row[l];
		}
	}
}

struct chain chain_make(const struct weights *w, const struct feature_set *sets,
                        const struct facts *facts, size_t len, struct arena *a)
{
	struct chain c = { len, arena_array(a, len * COLUMNS, sizeof(float)),
	                   arena_array(a, len, sizeof(enum weights_class)) };
	for (size_t i = 0; i < len; i++) {
		add_seen(w, &sets[i], i, len, c.scores);
		c.classes[i] = weights_class_of(&facts[i]);
	}
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

void chain_best(const struct chain *c, const struct weights *w, const uint32_t *allowed,
                enum label *labels, struct arena *a)
{
	if (c->len == 0)
		return;
	const struct steps *steps = find_steps(w, a);
	unsigned char (*from)[L] = arena_array(a, c->len, sizeof(*from));
	float best[COLUMNS], next[COLUMNS];
	for (int l = 0; l < L; l++)
		best[l] = begin_score(w, l) + seen_score(c, allowed, 0, l);
	for (size_t i = 1; i < c->len; i++) {
		const float (*step)[COLUMNS] = steps->score[c->classes[i]];
		for (int l = 0; l < L; l++)
			next[l] = -FLT_MAX;
		for (int b = 0; b < L; b++) {
			for (int l = 0; l < L; l++) {
				float s = best[b] + step[b][l];
				if (s > next[l]) {
					next[l] = s;
					from[i][l] = (unsigned char)b;
				}
			}
		}
		for (int l = 0; l < L; l++)
			best[l] = next[l] + seen_score(c, allowed, i, l);
	}
	int at = 0;
	for (int l = 1; l < L; l++)
		if (best[l] > best[at])
			at = l;
	for (size_t i = c->len; i-- > 0;) {
		labels[i] = (enum label)at;
		at = from[i][at];
	}
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
	double *seen;     /* [len][COLUMNS]: exp of the scores */
	double *forward;  /* [len][COLUMNS], each row sums to one */
	double *backward;
	double *scale;    /* [len] */
	double (*step)[L][COLUMNS]; /* [WEIGHTS_CLASSES]: exp of the step scores */
};

static double run_forward(const struct chain *c, const struct weights *w, struct lattice *t,
                          const uint32_t *allowed)
{
	double sum = 0;
	for (size_t i = 0; i < c->len; i++) {
		double *seen = t->seen + i * COLUMNS, *row = t->forward + i * COLUMNS;
		sum += weigh(c, i, allowed ? allowed[i] : ~0U, seen);
		for (int l = 0; l < L; l++)
			row[l] = 0;
		if (i == 0) {
			for (int l = 0; l < L; l++)
				row[l] = label_may_begin((enum label)l) ? exp((double)w->begin[l]) : 0;
		} else {
			const double *before = row - COLUMNS;
			double (*step)[COLUMNS] = t->step[c->classes[i]];
			for (int b = 0; b < L; b++)
				for (int l = 0; l < L; l++)
					row[l] += before[b] * step[b][l];
		}
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
		double *row = t->backward + (i - 1) * COLUMNS;
		double (*step)[COLUMNS] = t->step[c->classes[i]];
		double pull[L];
		for (int l = 0; l < L; l++)
			pull[l] = seen[l] * after[l] / t->scale[i];
		for (int b = 0; b < L; b++) {
			row[b] = 0;
			for (int l = 0; l < L; l++)
				row[b] += step[b][l] * pull[l];
		}
	}
}

static void find_pairs(const struct chain *c, const struct lattice *t, chain_pairs *pairs)
{
	for (size_t i = 1; i < c->len; i++) {
		double (*step)[COLUMNS] = t->step[c->classes[i]];
		for (int b = 0; b < L; b++)
			for (int l = 0; l < L; l++)
				pairs[i][b][l] = (float)(t->forward[(i - 1) * COLUMNS + (size_t)b] * step[b][l] *
				                         t->seen[i * COLUMNS + (size_t)l] *
				                         t->backward[i * COLUMNS + (size_t)l] / t->scale[i]);
	}
}

static void find_exponentials(const struct weights *w, struct lattice *t)
{
	for (int k = 0; k < WEIGHTS_CLASSES; k++)
		for (int b = 0; b < L; b++)
			for (int l = 0; l < L; l++)
				t->step[k][b][l] = label_may_follow((enum label)b, (enum label)l)
				                       ? exp((double)w->follow[k][b][l]) : 0;
}

double chain_likelihood(const struct chain *c, const struct weights *w, const uint32_t *allowed,
                        float *out, chain_pairs *pairs, struct arena *a)
{
	if (c->len == 0)
		return 0;
	size_t cells = c->len * COLUMNS;
	struct lattice t = { arena_array(a, cells, sizeof(double)), arena_array(a, cells, sizeof(double)),
	                     arena_array(a, cells, sizeof(double)),
	                     arena_array(a, c->len, sizeof(double)),
	                     arena_array(a, WEIGHTS_CLASSES, sizeof(*t.step)) };
	find_exponentials(w, &t);
	double sum = run_forward(c, w, &t, allowed);
	run_backward(c, &t);
	for (size_t i = 0; i < cells; i++)
		out[i] = (float)(t.forward[i] * t.backward[i]);
	if (pairs)
		find_pairs(c, &t, pairs);
	return sum;
}
