#ifndef SEGMENT_CONSTRAINT_H
#define SEGMENT_CONSTRAINT_H

#include <stdint.h>

#include "segment/block.h"
#include "segment/cut.h"
#include "segment/label.h"
#include "segment/segment.h"

/*
 * What somebody has said about the lines of a page, as labels that the model
 * may choose from: a mask for each block, bit l for label l.
 */

/* Lines at which a block has to begin, so that what is pinned is a block; sorted. */
uint32_t *constraint_cuts(const struct constraint *constraints, size_t count, struct arena *a,
                          size_t *out_count);

/* Tells each block the role that somebody said its lines have. */
void constraint_roles(const struct constraint *constraints, size_t count, struct blocks *blocks);

/*
 * Masks of where articles begin, and of the roles that blocks have: by what
 * their source says, and before that by the constraints.
 */
uint32_t *constraint_starts(const struct blocks *blocks, const struct constraint *constraints,
                            size_t count, struct arena *a);

/* Whether an article is said to begin anywhere. */
bool constraint_begins(const struct constraint *constraints, size_t count);

/* Takes out of a cut the beginnings that are said to be none. */
void constraint_forget(const struct blocks *blocks, const struct constraint *constraints,
                       size_t count, enum cut_sort *cut);

/*
 * Narrows the masks by where no article is said to begin. cut is the page's
 * under the masks so far: a headline that begins no article leaves its text to
 * the article above, so in the two that are joined nothing begins where cut has
 * no beginning. There the masks become what was said, as they are without what
 * words tell of where articles begin. Returns whether there is anything to cut anew.
 */
bool constraint_joins(const struct blocks *blocks, const struct constraint *constraints,
                      size_t count, const enum cut_sort *cut, const uint32_t *said,
                      uint32_t *masks);

/*
 * Narrows the masks of the blocks that are a page's head or foot (1 in edge), unless
 * somebody has said something about them.
 */
void constraint_furniture(const struct blocks *blocks, const uint8_t *edge, uint32_t *masks);

/*
 * Narrows the masks by what is said about the lines inside an article. labels,
 * chosen under the masks so far, tell how far each such article goes, and it
 * stays so. Returns whether there is anything to choose anew.
 */
bool constraint_fields(const struct blocks *blocks, const enum label *labels,
                       const struct constraint *constraints, size_t count, uint32_t *masks);

/* Sets likely[i] to 1 or 0 where it is said whether an article begins at block i. */
void constraint_likely(const struct blocks *blocks, const struct constraint *constraints,
                       size_t count, double *likely);

#endif
