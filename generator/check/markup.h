#ifndef CHECK_MARKUP_H
#define CHECK_MARKUP_H

#include "check/reference.h"

/*
 * Checks an XML file: well-formed to the letter, its links, and, where its
 * root says that it is an Atom feed or a sitemap, what those must have.
 */
void markup_check(struct reference_file *f);

#endif
