#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"

/* Appends text so that it is itself in HTML and XML, in text and between quotes alike. */
void escape_html(struct buf *out, struct view text);

/*
 * Appends text with its character references resolved: those of numbers and the
 * five that XML names. Others, and a & that begins none, stay as they are. What
 * they stand for may be any character at all.
 */
void unescape_html(struct buf *out, struct view text);

#endif
