#include "page/kind.h"

static const char *const names[KIND_COUNT] = {
	[KIND_NEWS] = "news",         [KIND_FEATURE] = "feature",
	[KIND_BRIEF] = "brief",       [KIND_PHOTO] = "photo",
	[KIND_COMMENT] = "comment",   [KIND_NOTICE] = "notice",
	[KIND_OBITUARY] = "obituary", [KIND_HISTORY] = "history",
	[KIND_WEATHER] = "weather",   [KIND_INTERPRETATION] = "interpretation",
	[KIND_LETTER] = "letter",     [KIND_LIST] = "list",
	[KIND_POEM] = "poem",         [KIND_ESSAY] = "essay",
	[KIND_LISTING] = "listing",
};

const char *kind_name(enum kind k)
{
	return names[k];
}

bool kind_parse(struct view name, enum kind *out)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		if (view_eq(name, view_of(names[k]))) {
			*out = (enum kind)k;
			return true;
		}
	}
	return false;
}
