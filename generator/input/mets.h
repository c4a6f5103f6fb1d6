#ifndef INPUT_METS_H
#define INPUT_METS_H

#include "input/input.h"

/*
 * The reader of a METS file and the ALTO files that it names, which make one
 * source. What its logical structure says goes before all else: the articles,
 * their kinds, headlines, bylines, paragraphs, and the order of reading. Lines
 * of a page are in that order, those that the structure does not name behind
 * them: the n-th is line n of the ALTO file.
 */
bool mets_read(const struct input_source *s, struct input_pages *out, struct report *r);

bool mets_recognises(struct view bytes);

#endif
