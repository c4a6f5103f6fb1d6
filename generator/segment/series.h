#ifndef SEGMENT_SERIES_H
#define SEGMENT_SERIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "segment/block.h"

/*
 * Short lines that are built alike: they begin with the same characters, end with
 * them, or have them behind their last blank (科技自立自强 全市要有新担当, 建设品牌强市
 * 全市要有新动作). Such lines are a series: all of them are headlines of articles or
 * none is. Of 249 series of three lines on annotated pages 5 are neither, and in 22 one
 * line alone begins an article: a report's headline that its subheads repeat. Of those of
 * five lines 11 are headlines, 52 are not.
 *
 * likely[blocks->len][WEIGHTS_COLUMNS] is chain_likelihood(). Where some lines of a long
 * series seem to be headlines, and the series does not on the whole, its masks (as of
 * constraint_starts(), ~0 where nothing is known) are narrowed: it has none. Returns
 * whether any was.
 */
bool series_narrow(const struct blocks *blocks, const float *likely, uint32_t *masks,
                   struct arena *a);

#endif
