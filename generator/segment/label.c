#include "segment/label.h"

static const char *const names[LABEL_COUNT] = {
	[LABEL_FURNITURE] = "furniture",
	[LABEL_START_KICKER] = "start-kicker",
	[LABEL_START_HEADLINE] = "start-headline",
	[LABEL_START_CAPTION] = "start-caption",
	[LABEL_START_LEAD] = "start-lead",
	[LABEL_HEADLINE] = "headline",
	[LABEL_DECK] = "deck",
	[LABEL_BYLINE] = "byline",
	[LABEL_LEAD] = "lead",
	[LABEL_BODY] = "body",
	[LABEL_CONTINUATION] = "continuation",
	[LABEL_SUBHEAD] = "subhead",
	[LABEL_CAPTION] = "caption",
	[LABEL_END_HEADLINE] = "end-headline",
};

const char *label_name(enum label l)
{
	return names[l];
}

bool label_parse(struct view name, enum label *out)
{
	ptrdiff_t at = view_among(name, names, LABEL_COUNT);
	if (at >= 0)
		*out = (enum label)at;
	return at >= 0;
}

bool label_starts_article(enum label l)
{
	return l >= LABEL_START_KICKER && l <= LABEL_START_LEAD;
}

bool label_may_begin(enum label l)
{
	return l == LABEL_FURNITURE || label_starts_article(l);
}

/* Labels that can stand anywhere inside an article. */
static bool is_inner(enum label l)
{
	return l == LABEL_BYLINE || l == LABEL_CAPTION || l == LABEL_DECK;
}

bool label_may_follow(enum label before, enum label after)
{
	if (label_may_begin(after))
		return before != LABEL_SUBHEAD; /* its text follows first */
	bool spoken = before == LABEL_LEAD || before == LABEL_BODY || before == LABEL_SUBHEAD ||
	              before == LABEL_CONTINUATION || before == LABEL_START_LEAD;
	switch (after) {
	case LABEL_HEADLINE:
		return before == LABEL_START_KICKER || before == LABEL_START_CAPTION ||
		       before == LABEL_START_HEADLINE || before == LABEL_HEADLINE ||
		       before == LABEL_CAPTION;
	case LABEL_DECK:
		return before == LABEL_START_HEADLINE || before == LABEL_HEADLINE || before == LABEL_DECK;
	case LABEL_LEAD: return !spoken && before != LABEL_FURNITURE && before != LABEL_END_HEADLINE;
	case LABEL_BODY: return spoken || is_inner(before) || before == LABEL_START_CAPTION;
	case LABEL_CONTINUATION:
		return spoken || before == LABEL_CAPTION || before == LABEL_START_CAPTION;
	case LABEL_SUBHEAD:
		return spoken || is_inner(before) || before == LABEL_START_HEADLINE ||
		       before == LABEL_HEADLINE;
	case LABEL_CAPTION: return before != LABEL_FURNITURE && before != LABEL_END_HEADLINE;
	case LABEL_END_HEADLINE:
		return spoken || before == LABEL_CAPTION || before == LABEL_BYLINE ||
		       before == LABEL_END_HEADLINE;
	case LABEL_BYLINE: return before != LABEL_FURNITURE;
	default: return false;
	}
}
