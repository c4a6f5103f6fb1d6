#ifndef SEGMENT_BODY_TYPE_H
#define SEGMENT_BODY_TYPE_H

#include "page/page.h"
#include "segment/draft.h"

/*
 * What the body's parts are set as. A label says whether a part is text, a
 * subhead or a caption; whether lines are meant as lines (verse, rows of a
 * table or listing) is seen only where several of them stand together.
 */

/* Fills types[i] for each part of d that body[i] says is in the body. */
void body_type_find(const struct draft *d, const bool *in_body, enum body_type *types);

#endif
