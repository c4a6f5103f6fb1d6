#ifndef SEGMENT_LETTER_H
#define SEGMENT_LETTER_H

#include <stdint.h>

#include "segment/block.h"

/*
 * Letters to the editor in papers whose words stand between blanks. They are
 * known by whom they speak to (Sir, — …), and what stands around that follows:
 * a headline above, and below the text who signed it and where.
 */

/* Past the salutation at i and the mark behind it ("SIR,—", "Dear Sir:"), or 0. */
size_t letter_salutation(struct glyphs g, size_t i);

/*
 * Narrows the masks of the blocks of letters, unless somebody has said something
 * about them: a headline begins one, and nothing does from there to the signature.
 * edge as of constraint_furniture(), or NULL.
 */
void letter_narrow(const struct blocks *blocks, const uint8_t *edge, uint32_t *masks);

#endif
