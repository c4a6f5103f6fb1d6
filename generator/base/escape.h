#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"

/* Appends text so that it is itself in HTML and XML, in text and between quotes alike. */
void escape_html(struct buf *out, struct view text);

#endif
