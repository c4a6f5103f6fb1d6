#ifndef SEGMENT_DATELINE_H
#define SEGMENT_DATELINE_H

#include "base/view.h"

struct language;

/*
 * The place that a dateline names, as it is printed there: the part of it
 * between the agency and the day. Absent if it names none.
 */
struct view dateline_place(struct view dateline, const struct language *language);

#endif
