#ifndef SEGMENT_LEXICAL_COHESION_H
#define SEGMENT_LEXICAL_COHESION_H

#include "segment/facts.h"

/*
 * Words shared between blocks, found without a dictionary: pairs of
 * neighbouring ideographs, each weighing less the more blocks of the page hold
 * it. Fills likeness_next, likeness_previous, continuity and repeated.
 */
void lexical_cohesion_find(const struct blocks *blocks, struct facts *facts);

#endif
