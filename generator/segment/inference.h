#ifndef SEGMENT_INFERENCE_H
#define SEGMENT_INFERENCE_H

#include <stdint.h>

#include "page/page.h"
#include "segment/block.h"
#include "segment/chain.h"
#include "segment/segment.h"

/*
 * A page on the way to its articles: what was seen of its blocks, and the
 * label that the model chose for each. Segmenting and explaining begin here.
 */
struct inference {
	const struct weights *weights;
	struct blocks blocks;
	struct facts *facts;
	struct feature_set *sets;
	struct chain chain;
	bool labelled;   /* the source says something of some lines */
	uint32_t *known; /* labels that the constraints allow, a mask a block, or NULL */
	float *likely;   /* [blocks][WEIGHTS_COLUMNS]: each label, given the constraints */
	double *starts;  /* how likely an article begins at each block */
	enum label *labels;
};

/* What the program was built with for such a page: by its language, and what told its lines. */
const struct weights *inference_weights(const struct text *t);

/* All of it lives in the arena, and borrows the text. */
void inference_make(const struct text *t, const struct segment_options *o, struct arena *a,
                    struct inference *out);

#endif
