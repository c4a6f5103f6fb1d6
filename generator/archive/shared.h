#ifndef ARCHIVE_SHARED_H
#define ARCHIVE_SHARED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/view.h"

/*
 * The words that two texts share, without a dictionary: runs of characters of
 * the one that stand in the other, as long as they go.
 */

bool shared_is_han(unsigned c);

/* A character such as 的 or 在 that joins words and is of none that tells much. */
bool shared_is_particle(unsigned c);

/*
 * The longest runs of headline, at most most, that stand in text or more; no
 * run is part of another. Views of headline; returns how many there are.
 */
size_t shared_words(struct view headline, struct view text, struct view more,
                    struct view *words, size_t most);

#endif
