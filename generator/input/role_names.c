#include "input/role_names.h"

#include <string.h>
#include <strings.h>

static bool is_called(struct view name, const char *word)
{
	return name.len == strlen(word) && strncasecmp(name.data, word, name.len) == 0;
}

bool role_name_advertises(struct view name)
{
	static const char *const names[] = { "advertisement", "advert", "ad", "freead" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (is_called(name, names[i]))
			return true;
	return false;
}

enum line_role role_of_name(struct view name)
{
	static const struct {
		const char *name;
		enum line_role role;
	} names[] = {
		{ "heading", LINE_ROLE_HEADLINE },
		{ "headline", LINE_ROLE_HEADLINE },
		{ "title", LINE_ROLE_HEADLINE },
		{ "overline", LINE_ROLE_KICKER },
		{ "kicker", LINE_ROLE_KICKER },
		{ "subheadline", LINE_ROLE_DECK },
		{ "subtitle", LINE_ROLE_DECK },
		{ "crosshead", LINE_ROLE_SUBHEAD },
		{ "subhead", LINE_ROLE_SUBHEAD },
		{ "author", LINE_ROLE_BYLINE },
		{ "byline", LINE_ROLE_BYLINE },
		{ "credit", LINE_ROLE_BYLINE },
		{ "caption", LINE_ROLE_CAPTION },
		{ "verse", LINE_ROLE_VERSE },
		{ "publishing_stmt", LINE_ROLE_FURNITURE },
		{ "imprint", LINE_ROLE_FURNITURE },
		{ "motto", LINE_ROLE_FURNITURE },
		{ "page_number", LINE_ROLE_FURNITURE },
		{ "page-number", LINE_ROLE_FURNITURE },
		{ "running_title", LINE_ROLE_FURNITURE },
		{ "header", LINE_ROLE_FURNITURE },
		{ "footer", LINE_ROLE_FURNITURE },
		{ "catch-word", LINE_ROLE_FURNITURE },
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (is_called(name, names[i].name))
			return names[i].role;
	return LINE_ROLE_UNSAID;
}
