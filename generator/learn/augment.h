#ifndef LEARN_AUGMENT_H
#define LEARN_AUGMENT_H

#include <stdint.h>

#include "base/arena.h"
#include "segment/block.h"

/*
 * Blocks that no annotated page holds, made of the words of an article as
 * other papers print theirs: a kicker, a deck or a subhead is a clause of the
 * article's text, a dateline is the paper's own.
 */

/*
 * A clause of one of the blocks from from to to (exclusive), of at least
 * fewest and at most most glyphs, as a block of its own, with before in front
 * and after at its end (both may be empty). False if none was found.
 */
struct augment_wish {
	size_t fewest, most;
	struct view before, after;
};
bool augment_clause(const struct blocks *b, size_t from, size_t to, const struct augment_wish *wish,
                    uint64_t *random, struct arena *a, struct block *out);

/* A headline as its two lines, cut anywhere but near its ends; false if it is too short for two. */
bool augment_halves(const struct block *b, uint64_t *random, struct arena *a,
                    struct block halves[2]);

/* The block with 本报讯 instead of its dateline and reporters; false if it has none. */
bool augment_dateline(const struct block *b, struct arena *a, struct block *out);

#endif
