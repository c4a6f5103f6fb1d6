#ifndef INPUT_CROSSING_H
#define INPUT_CROSSING_H

#include <stdbool.h>
#include <stddef.h>

#include "input/reading_order.h"

/*
 * Lines of the usual size that run across the white space between two columns,
 * as a lead over both does. The columns above and below such a line begin and
 * end with it, though no white space parts them from it.
 */

/*
 * Marks the words, sorted by their tops, whose lines stand across the gutter that
 * most lines leave white; white space from gutter on, in points, is one. False if
 * there is no gutter, or none is crossed: then no word is marked.
 */
bool crossing_find(const struct reading_word *words, size_t count, float usual, float gutter,
                   bool *crosses);

#endif
