#ifndef SEGMENT_ERA_H
#define SEGMENT_ERA_H

#include "segment/date_mention.h"

/*
 * Years told without their number, at a numeral from i to end: “十四五”, 党的
 * 二十大, 建党100周年. Sets sense and year of *out; false if none is.
 */
bool era_read(struct glyphs g, size_t i, size_t end, struct date_mention *out);

#endif
