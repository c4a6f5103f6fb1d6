#ifndef INPUT_PARAGRAPHS_H
#define INPUT_PARAGRAPHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"
#include "text/text.h"

/*
 * Where paragraphs begin among the lines of scanned columns, by their boxes:
 * where a line is indented, the one above is short, there is a gap or the type
 * is another. Scans are skew, so lines are measured by their neighbours. A
 * line without a box goes on with its block.
 *
 * blocks has the number of each line's block. begins[i] becomes whether one
 * begins with line i, which is so for the first line of a block, too, but
 * where a sentence goes on from the foot of a column to the head of the next.
 */
void paragraphs_find(const struct view *texts, const struct text_box *boxes, const uint32_t *blocks,
                     size_t count, bool *begins);

#endif
