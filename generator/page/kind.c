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
	ptrdiff_t at = view_among(name, names, KIND_COUNT);
	if (at >= 0)
		*out = (enum kind)at;
	return at >= 0;
}
