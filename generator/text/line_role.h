#ifndef TEXT_LINE_ROLE_H
#define TEXT_LINE_ROLE_H

#include <stdbool.h>

#include "base/view.h"

/* What the source of a page, or somebody in corrections.conf, can say that a line is. */
enum line_role {
	LINE_ROLE_UNSAID,
	LINE_ROLE_BODY,
	LINE_ROLE_HEADLINE,
	LINE_ROLE_KICKER,
	LINE_ROLE_DECK,
	LINE_ROLE_SUBHEAD,
	LINE_ROLE_BYLINE,
	LINE_ROLE_CAPTION,
	LINE_ROLE_VERSE,
	LINE_ROLE_ROW,
	LINE_ROLE_FURNITURE,
	LINE_ROLE_START, /* an article begins there, with whatever the line is */
	LINE_ROLE_COUNT
};

/* "body", "headline", …: the word in corrections.conf; NULL for LINE_ROLE_UNSAID. */
const char *line_role_name(enum line_role r);

/* Whether each line of the role stands for itself, however the lines around it are wrapped. */
bool line_role_keeps_lines(enum line_role r);

/* False if the word names none. */
bool line_role_parse(struct view word, enum line_role *out);

#endif
