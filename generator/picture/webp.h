#ifndef PICTURE_WEBP_H
#define PICTURE_WEBP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"

/*
 * How large a WebP picture is, in pixels, by the head of its first chunk (VP8,
 * VP8L or VP8X, RFC 9649). False if the bytes are none.
 */
bool webp_size(struct view bytes, uint32_t *width, uint32_t *height);

#endif
