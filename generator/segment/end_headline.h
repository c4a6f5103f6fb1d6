#ifndef SEGMENT_END_HEADLINE_H
#define SEGMENT_END_HEADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * An article has one headline: one that begins with its own has none behind its text.
 *
 * likely[len][WEIGHTS_COLUMNS] is chain_likelihood(). Takes the label of a headline behind
 * the text from the masks (as of constraint_starts()) of blocks below an article's
 * beginning that is sure to have a headline. Returns whether it took any that counts.
 */
bool end_headline_narrow(const float *likely, size_t len, uint32_t *masks);

#endif
