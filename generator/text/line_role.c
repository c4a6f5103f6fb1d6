#include "text/line_role.h"

static const char *const names[LINE_ROLE_COUNT] = {
	[LINE_ROLE_BODY] = "body",       [LINE_ROLE_HEADLINE] = "headline",
	[LINE_ROLE_KICKER] = "kicker",   [LINE_ROLE_DECK] = "deck",
	[LINE_ROLE_SUBHEAD] = "subhead", [LINE_ROLE_BYLINE] = "byline",
	[LINE_ROLE_CAPTION] = "caption", [LINE_ROLE_VERSE] = "verse",
	[LINE_ROLE_ROW] = "row",         [LINE_ROLE_FURNITURE] = "furniture",
	[LINE_ROLE_START] = "start",
};

const char *line_role_name(enum line_role r)
{
	return names[r];
}

bool line_role_keeps_lines(enum line_role r)
{
	return r != LINE_ROLE_UNSAID && r != LINE_ROLE_BODY && r != LINE_ROLE_CAPTION &&
	       r != LINE_ROLE_START;
}

bool line_role_parse(struct view word, enum line_role *out)
{
	ptrdiff_t at = view_among(word, names, LINE_ROLE_COUNT);
	if (at >= 0)
		*out = (enum line_role)at;
	return at >= 0;
}
