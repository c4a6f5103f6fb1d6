#ifndef LEARN_LEARN_H
#define LEARN_LEARN_H

#include <stdio.h>

#include "learn/gold.h"
#include "segment/weights.h"

/*
 * Learns the weights of the sequence model from annotated pages, as a
 * conditional random field: the likelihood of the allowed labels given all
 * that is seen is raised page by page (stochastic gradient with AdaGrad steps,
 * Duchi et al. 2011), weights decay, and the weights of the later rounds are
 * averaged. The order of the pages is shuffled by a fixed sequence of random
 * numbers, so the same pages give the same weights.
 */
struct learn_options {
	int rounds;
	size_t mixed;   /* pages made of the articles of others, beside the printed ones */
	float rate;     /* of the steps */
	float decay;    /* pull towards zero: the prior */
	float margin;   /* by which chains with other articles must score lower */
	size_t learned; /* pages from this one on are only to be scored; 0: there are none */
	/* pages of this fold of the days are left out: fold of folds, none if folds is 0 */
	size_t fold, folds;
	FILE *progress; /* one line a round, or NULL */
};

struct learn_options learn_defaults(void);

/* Whether a page belongs to the fold that is left out. */
bool learn_left_out(const struct gold *g, size_t page, const struct learn_options *o);

void learn_weights(const struct gold *g, const struct learn_options *o, struct weights *out);

#endif
