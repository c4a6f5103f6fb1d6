#ifndef TEXT_TEXT_PACK_H
#define TEXT_TEXT_PACK_H

#include <stdbool.h>

#include "base/buf.h"
#include "text/text.h"

/*
 * A page's text with all that its source says of it, as bytes that are kept
 * from one build to the next, so that what is slow to read is read once. Who
 * reads the text gives it its name, language and newspaper.
 */
void text_pack(const struct text *t, struct buf *out);

/* False if the bytes are none that text_pack() made; text_free() may be called in any case. */
bool text_unpack(struct view packed, struct text *out);

#endif
