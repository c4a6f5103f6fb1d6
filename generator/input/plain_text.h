#ifndef INPUT_PLAIN_TEXT_H
#define INPUT_PLAIN_TEXT_H

#include "input/input.h"

/* The reader of text files: a line of the file is a line of the page. */
bool plain_text_read(const struct input_source *s, struct input_pages *out, struct report *r);

#endif
