#ifndef INPUT_ARTICLES_CSV_H
#define INPUT_ARTICLES_CSV_H

#include "input/input.h"

/*
 * The reader of tables with an article in each row: CSV (RFC 4180) with commas,
 * semicolons or tabs, in any encoding that texts are read in. The first row has
 * the names of the fields; a body's lines are its paragraphs.
 */
bool articles_csv_read(const struct input_source *s, struct input_pages *out, struct report *r);

#endif
