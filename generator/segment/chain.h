#ifndef SEGMENT_CHAIN_H
#define SEGMENT_CHAIN_H

#include "segment/block.h"
#include "segment/network.h"

/*
 * The linear-chain model over the blocks of a page (Lafferty, McCallum,
 * Pereira 2001): a chain of labels scores the sum of what the network says of
 * its labels and of the weight of each label after the one before. Where there
 * are several networks, both are their averages.
 */
struct chain {
	size_t len;
	float *scores;               /* [len][WEIGHTS_COLUMNS]: what the network says, a label */
	enum weights_class *classes; /* [len] */
	const float (*follow)[LABEL_COUNT][WEIGHTS_COLUMNS]; /* as in weights.h */
	const float *begin;
};

/* In the arena. */
struct chain chain_make(const struct weights *w, const struct blocks *blocks,
                        const struct feature_set *sets, const struct facts *facts, struct arena *a);

/*
 * The chain of labels with the highest score (Viterbi 1967). Where allowed is
 * given, only labels whose bit is set in allowed[i] stand at block i; if then
 * no chain is left that the model could build, labels follow each other that
 * otherwise cannot, as rarely as possible.
 */
void chain_best(const struct chain *c, const uint32_t *allowed, enum label *labels,
                struct arena *a);

/*
 * The sums over all chains of labels, by the forward-backward algorithm. Where
 * allowed is given, only labels whose bit is set in allowed[i] can stand at
 * block i. In the arena.
 */
struct chain_lattice *chain_sum(const struct chain *c, const uint32_t *allowed, struct arena *a);

/* The logarithm of the sum of all. */
double chain_total(const struct chain_lattice *t);

/* How likely each label is at each block: out[len][WEIGHTS_COLUMNS]. */
void chain_likelihood(const struct chain_lattice *t, float *out);

/* How likely a block has one of the labels of the set; likely is its row of chain_likelihood(). */
double chain_share(const float *likely, uint32_t labels);

/* pairs[i][before][after] gets the likelihood of the two labels at i - 1 and i. */
typedef float chain_pairs[LABEL_COUNT][WEIGHTS_COLUMNS];
void chain_pair_likelihood(const struct chain_lattice *t, chain_pairs *pairs);

/*
 * How likely a run of blocks is all that begins at block i: ends[k] gets how
 * likely block i has one of the labels of the set first, the k blocks behind it
 * have none of that set nor of the set others, and the next one has, or the page
 * ends. Returns how many ends are told: at most most, and only until the rest is
 * less likely than faint.
 */
size_t chain_run(const struct chain_lattice *t, size_t i, uint32_t first, uint32_t others,
                 double faint, double *ends, size_t most);

#endif
