#ifndef SEGMENT_CHAIN_H
#define SEGMENT_CHAIN_H

#include "segment/block.h"
#include "segment/network.h"

/*
 * The linear-chain model over the blocks of a page (Lafferty, McCallum,
 * Pereira 2001): a chain of labels scores the sum of what the network says of
 * its labels and of the weight of each label after the one before.
 */
struct chain {
	size_t len;
	float *scores;               /* [len][WEIGHTS_COLUMNS]: what the network says, a label */
	enum weights_class *classes; /* [len] */
	struct network_block *rows;  /* what the network saw, */
	struct network_pass pass;    /* and what it made of that */
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
void chain_best(const struct chain *c, const struct weights *w, const uint32_t *allowed,
                enum label *labels, struct arena *a);

/*
 * How likely each label is at each block, by the forward-backward algorithm:
 * out[len][WEIGHTS_COLUMNS]. Where allowed is given, only labels whose bit is
 * set in allowed[i] can stand at block i. If pairs is given, pairs[i][before]
 * [after] gets the likelihood of the two labels at i - 1 and i. Returns the
 * logarithm of the sum over all chains.
 */
typedef float chain_pairs[LABEL_COUNT][WEIGHTS_COLUMNS];
double chain_likelihood(const struct chain *c, const struct weights *w, const uint32_t *allowed,
                        float *out, chain_pairs *pairs, struct arena *a);

#endif
