#ifndef TEXT_BINARY_H
#define TEXT_BINARY_H

#include <stdbool.h>

#include "base/view.h"

/*
 * Files that are no text. Both look at the file's bytes, or at the UTF-8 that
 * UTF-16 was turned into.
 */

/* What a file is by its first bytes ("a PDF document"), or NULL. */
const char *binary_format(struct view bytes);

/* Whether so many control characters stand in it that it cannot be a text. */
bool binary_controls(struct view bytes);

#endif
