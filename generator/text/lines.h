#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include "text/decode.h"
#include "text/text.h"

/*
 * Cuts out->arena's copy of text, valid UTF-8, into out->lines. Where clean is
 * false, characters that utf8_allowed() refuses are taken out or replaced.
 * Each line with such a character or with one of d's faults gets a warning,
 * which quotes from bytes, the source. Past the first few lines of a file the
 * rest are told as a number.
 */
void lines_cut(struct view text, const struct decoded *d, struct view bytes, bool clean,
               struct text *out, struct report *r);

#endif
