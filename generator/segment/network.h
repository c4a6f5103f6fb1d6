#ifndef SEGMENT_NETWORK_H
#define SEGMENT_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "segment/block.h"
#include "segment/weights.h"

/*
 * The neural network that scores the labels of a page's blocks. A block is a
 * vector: the sum of the rows of its features, of the n-grams at its edges and
 * of its content, and of how near its content is to that of its neighbours.
 * Gated recurrent units (Cho et al. 2014) read the vectors of the page forwards
 * and backwards, so that each block is seen in the company of all others, with
 * the habits of the page. A second layer of them reads what the first made of
 * each block, and so knows what is below when it reads what is above; what it
 * makes is added to what it read (He et al. 2016). The chain (chain.h) chooses
 * among the labels.
 */

/* The rows that a block takes from the tables; the same for all networks. */
struct network_block {
	uint32_t *features;
	size_t feature_count;
	struct ngrams grams;
	float content_scale; /* what the sum of content rows counts */
};

/* In the arena. */
struct network_block *network_read(const struct weights *w, const struct blocks *page,
                                   const struct feature_set *sets, struct arena *a);

/* What the units of a layer make of a page. */
struct network_layer {
	float *reset[2], *update[2], *fresh[2], *recalled[2]; /* [len][WEIGHTS_HIDDEN] */
	float *memory;                                        /* [len][2 * WEIGHTS_HIDDEN] */
	float *out;        /* the same, less what is left out, added to what the layer before made */
	const float *keep; /* of the memory, as keep_block */
};

/*
 * What is worked out for a page, kept for learning. In learning, some of it is
 * left out at random (Srivastava et al. 2014): keep_block and each layer's keep
 * are factors, or NULL.
 */
struct network_pass {
	size_t len;
	size_t
		stride; /* from one block's reset, update, fresh, recalled to the next's: 0 where they are not kept */
	float *edges;    /* [len][WEIGHTS_GRAM]: sums of rows */
	float *contents; /* [len][WEIGHTS_GRAM]: scaled sums of rows */
	float *above;    /* [len + 1][WEIGHTS_GRAM]: sums of the contents above a block */
	float *kinship;  /* [len][WEIGHTS_KINSHIP] */
	float *blocks;   /* [len][WEIGHTS_BLOCK] */
	struct network_layer layers[WEIGHTS_LAYERS];
	float *scores;           /* [len][WEIGHTS_COLUMNS] */
	const float *keep_block; /* [len][WEIGHTS_BLOCK] */
};

/* Memory for a page of len blocks, in the arena; kept: also of what gradients are found by. */
struct network_pass network_begin(size_t len, bool kept, struct arena *a);

void network_run(const struct weights *w, const struct network_block *blocks,
                 struct network_pass *p);

/* What a layer reads: [len][weights_width(layer)]; behind the last layer what the scores are found from. */
const float *network_read_by(const struct network_pass *p, int layer);

/* One over the root of n, found alike on every machine. */
float network_root(size_t n);

/* A comparison of two runs of blocks beside block i: i + from to i + to, exclusive. */
struct network_kin {
	int from, to, other_from, other_to;
};
extern const struct network_kin network_kin[WEIGHTS_KINSHIP];

/* The contents of a run of blocks as one, as far as they are on the page; returns how many there are. */
size_t network_run_content(const struct network_pass *p, ptrdiff_t from, ptrdiff_t to, float *sum);

#endif
