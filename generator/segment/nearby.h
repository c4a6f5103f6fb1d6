#ifndef SEGMENT_NEARBY_H
#define SEGMENT_NEARBY_H

#include "text/glyph.h"

/* Words right before and right after a place in a text; lists end with NULL. */

bool nearby_before(struct glyphs g, size_t i, const char32_t *word);
bool nearby_before_any(struct glyphs g, size_t i, const char32_t *const *words);
bool nearby_after_any(struct glyphs g, size_t i, const char32_t *const *words);

/* Whether c is a character of the set. */
bool nearby_one_of(uint32_t c, const char32_t *set);

#endif
