#ifndef BASE_MEDIA_H
#define BASE_MEDIA_H

#include <stdbool.h>

#include "base/view.h"

/* What a file is by the ending of its name, for all that ask: one table. */
enum media_syntax {
	MEDIA_OTHER,
	MEDIA_HTML,
	MEDIA_XML,
	MEDIA_JSON,
	MEDIA_LINES,
	MEDIA_STYLE,
	MEDIA_TEXT
};

struct media {
	const char *ending;       /* ".html" */
	const char *type;         /* as Content-Type wants it */
	enum media_syntax syntax; /* what can be checked in it; MEDIA_LINES is JSON Lines */
	bool compresses;          /* worth a compressed form beside it */
};

/* Of a file or its path; upper and lower case are one. Never NULL. */
const struct media *media_of(struct view name);

#endif
