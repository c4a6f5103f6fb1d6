#ifndef SEGMENT_GRADIENT_H
#define SEGMENT_GRADIENT_H

#include "segment/network.h"

/*
 * Adds to g, which has the shape of w, how the loss changes with each
 * parameter of w, where excess[len][WEIGHTS_COLUMNS] says how it changes with
 * each score of the pass p over the blocks (backpropagation through time).
 * contents[len][WEIGHTS_GRAM] says how it changes with the contents otherwise,
 * and is used up. The chain's own parameters are not touched.
 */
void gradient_add(const struct weights *w, const struct network_block *blocks,
                  const struct network_pass *p, const float *excess, float *contents,
                  struct weights *g, struct arena *a);

/*
 * How the vectors of the blocks, before what is below zero was left out, change
 * the scores of one block: blocks[len][WEIGHTS_BLOCK], zeroed, gets how each of
 * them changes the sum of the scores of block at, times excess, as far as reach
 * blocks away.
 */
void gradient_block(const struct weights *w, const struct network_pass *p, size_t at, size_t reach,
                    const float *excess, float *blocks, struct arena *a);

#endif
