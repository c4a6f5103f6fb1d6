#ifndef SEGMENT_CUT_H
#define SEGMENT_CUT_H

#include "base/arena.h"
#include "segment/chain.h"

/*
 * Where a page is cut into articles: of all cuts the one of which most is
 * expected to be right (minimum Bayes risk), which the single likeliest chain of
 * labels need not be. What counts is first that an article is just as it should
 * be, and beside that that one begins where it should.
 */
enum cut_sort { CUT_INSIDE, CUT_START, CUT_FURNITURE };

/*
 * An article that begins where that is no likelier than doubtful counts less than if
 * it did not. Chosen on papers that were not learned from (make eval), and on pages of
 * libraries, of which the model knows so few that it seldom is sure.
 */
#define CUT_DOUBTFUL            0.2
#define CUT_DOUBTFUL_RECOGNISED 0.05

/* One a block, in the arena; likely[len][WEIGHTS_COLUMNS] is chain_likelihood(). */
enum cut_sort *cut_find(const struct chain_lattice *t, size_t len, const float *likely,
                        double doubtful, struct arena *a);

#endif
