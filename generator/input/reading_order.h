#ifndef INPUT_READING_ORDER_H
#define INPUT_READING_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"
#include "text/text.h"

/*
 * From words somewhere on a printed page to its lines in the order of reading,
 * by white space alone: a page is cut between headlines and what stands above
 * them, into columns where white space goes from top to bottom, and across
 * where it goes from side to side, and so is each piece again. Upright pages,
 * whose lines go down and follow each other from right to left, are turned
 * first.
 */
struct reading_word {
	struct text_box box; /* in points; size 0: its height */
	struct view text;
};

/* Whether most of the page's words stand upright: higher than wide. */
bool reading_order_upright(const struct reading_word *words, size_t count);

/* Of words sorted by their tops, the one behind the last of the line that begins with the word from. */
size_t reading_order_line_end(const struct reading_word *words, size_t count, size_t from);

/*
 * Makes lines of words, which it may put in another order, and appends them to
 * an empty text: out->lines, boxes (the column counted over the page), and
 * labels with the paragraph (text_label.block) of each line: a paragraph begins
 * where a line is indented, the one above does not reach its column's end, or
 * the type changes, and goes on from the foot of a column to the next head.
 * Texts are copied.
 */
void reading_order(struct reading_word *words, size_t count, struct text *out);

#endif
