#ifndef ARCHIVE_TEXT_SKETCH_H
#define ARCHIVE_TEXT_SKETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "page/page.h"

/*
 * What is kept of an article's text to tell whether another one is the same:
 * MinHash of one permutation over runs of three units, where a unit is a Han
 * character, or a word or number of other letters. Characters are folded
 * (text/glyph.h), blanks and punctuation left out, so neither script, width nor
 * typesetting makes a difference. Headline and byline are not looked at: a
 * reprint has its own. The same text has the same sketch on every machine.
 */
#define TEXT_SKETCH_BINS 128

struct text_sketch {
	uint64_t text;       /* hash of the whole folded text; 0: too short to tell anything */
	uint32_t runs;       /* how many different ones, about; 0: too few to estimate by */
	const uint8_t *bins; /* of the lowest hash of each, eight bits; borrowed, and only with runs */
};

/* The sketch borrows bins. */
void text_sketch_make(const struct article *a, uint8_t bins[TEXT_SKETCH_BINS],
                      struct text_sketch *out);

/* How alike two with runs are: the part of all runs that both texts have, 0 to 1, give or take .05. */
double text_sketch_likeness(const struct text_sketch *x, const struct text_sketch *y);

/*
 * How much of the shorter text is in the longer, by their likeness, 0 to 1:
 * near 1 where one is cut from the other.
 */
double text_sketch_containment(const struct text_sketch *x, const struct text_sketch *y,
                               double likeness);

#endif
