#ifndef SEARCH_KEPT_H
#define SEARCH_KEPT_H

#include "base/view.h"
#include "search/merge.h"
#include "search/shards.h"
#include "search/sink.h"

/*
 * What is told of a period to whoever makes it the next time: of what each of its
 * stretches was made, and the shards that came of it.
 */
void kept_put(const struct merge_stretch *stretches, size_t count, const shards_starts *starts,
              struct buf *out);

/*
 * Finds the stretches that are made of the same as the note tells, and whose files
 * stand, and sets what is kept of them, in memory of known. A note that is damaged
 * makes some be made that need not be.
 */
void kept_find(struct view note, struct merge_stretch *stretches, size_t count, struct sink *sink,
               shards_starts *known);

#endif
