#ifndef SEGMENT_ASSEMBLE_H
#define SEGMENT_ASSEMBLE_H

#include "page/page.h"
#include "segment/block.h"
#include "segment/label.h"

/*
 * Makes articles and furniture of labelled blocks: out->articles and
 * out->furniture, in out's arena. likely[i] is how likely it is that an
 * article begins at block i.
 */
void assemble_page(const struct blocks *blocks, const enum label *labels, const double *likely,
                   struct page *out);

#endif
