#ifndef LEARN_MIX_H
#define LEARN_MIX_H

#include <stdint.h>

#include "learn/gold.h"

/*
 * More pages to learn from: new ones, put together of the articles of
 * annotated pages at random, so that the model meets many more ends of
 * articles beside beginnings of others than were printed. Some are turned as
 * pages that were extracted from print are: the headline after its body, or
 * lost.
 */

/*
 * Adds count pages to out, made of the articles of those n pages of g whose
 * numbers are in use. Blocks of g are shared, so g must outlive out. *random
 * is the state of the random numbers, not zero.
 */
void mix_pages(const struct gold *g, const size_t *use, size_t n, size_t count, uint64_t *random,
               struct gold *out);

#endif
