#ifndef CHECK_MARKUP_H
#define CHECK_MARKUP_H

#include "check/reference.h"

/*
 * Checks an XML file: well-formed to the letter, its links, and, where its
 * root says that it is an Atom feed or a sitemap, what those must have.
 */
/* Whether it says that it is in another encoding than UTF-8, as XML may be. */
bool markup_is_recoded(struct view text);

void markup_check(struct reference_file *f);

#endif
