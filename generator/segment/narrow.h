#ifndef SEGMENT_NARROW_H
#define SEGMENT_NARROW_H

#include <stdint.h>

#include "segment/block.h"

/*
 * What words alone tell of blocks: that a jump line (continued from page 1) stands
 * before its article's text; that an article ends with the signature of who wrote it;
 * that a report (本报讯) is the first paragraph of its article, and that headlines and
 * decks, but no text, stand between it and the text above. And in papers whose words
 * stand between blanks, of which the model has learned little: bylines (By …), jump
 * lines (See Page 4), letters to the editor.
 *
 * Narrows the masks (of constraint_starts()) of blocks of which nobody has said
 * anything; edge as of constraint_furniture(), or NULL.
 */
void narrow_by_words(const struct blocks *blocks, const uint8_t *edge, uint32_t *masks);

#endif
