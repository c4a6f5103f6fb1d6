#ifndef ARCHIVE_SHARED_WORDS_H
#define ARCHIVE_SHARED_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/cohesion.h"
#include "base/view.h"
#include "language/language.h"

/*
 * The words that two texts share, without a dictionary: runs of characters of
 * the one that stand in the other, as long as they go, less what at their ends
 * belongs to words outside of them, and less those that tell nothing.
 */

/* What is looked in: the language, two texts, the views borrowed, and which pairs of characters they have. */
#define SHARED_WORDS_BITS 2048
struct shared_words_text {
	const struct language *language;
	struct view texts[2];
	uint32_t pairs[SHARED_WORDS_BITS / 32];
};

void shared_words_text_init(struct shared_words_text *t, const struct language *language,
                            struct view text, struct view more);

/*
 * The longest words of headline, at most most, that stand in one of the texts;
 * none is part of another. Views of headline; returns how many there are.
 */
size_t shared_words_find(struct view headline, const struct shared_words_text *t,
                         const struct cohesion *bonds, struct view *words, size_t most);

#endif
