#ifndef SERVE_MEDIA_H
#define SERVE_MEDIA_H

#include "base/view.h"

/* The media type of a file, by its name's ending, as Content-Type wants it. */
const char *media_type(struct view name);

/* Whether the file is a page, which can carry a script. */
#define MEDIA_PAGE "text/html; charset=utf-8"

#endif
