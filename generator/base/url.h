#ifndef BASE_URL_H
#define BASE_URL_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Appends text with %XX as the bytes that it stands for. False if somewhere a %
 * is not followed by two hexadecimal digits, which stands as it is.
 */
bool url_decode(struct buf *out, struct view text);

#endif
