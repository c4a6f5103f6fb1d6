#ifndef PAGE_LIKENESS_H
#define PAGE_LIKENESS_H

#include "page/facts.h"

/*
 * Words shared between blocks, found without a dictionary: pairs of
 * neighbouring ideographs, each weighing less the more blocks of the page hold
 * it. Fills likeness_next, likeness_previous, continuity and repeated.
 */
void likeness_find(const struct blocks *blocks, struct facts *facts);

#endif
