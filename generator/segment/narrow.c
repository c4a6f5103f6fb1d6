#include "segment/narrow.h"

#include "language/language.h"
#include "segment/credit.h"
#include "segment/label.h"
#include "segment/letter.h"
#include "segment/pattern.h"

static const uint32_t begins = LABEL_STARTS | LABEL_BIT(LABEL_FURNITURE);

enum { SHORT = 80 }; /* glyphs of a byline, and of a headline above one */

/*
 * By Margaret Ellis, Staff Reporter: a word for the writer at the beginning, names, nothing
 * else; or an agency.
 */
static bool is_byline(struct glyphs g)
{
	struct credit_list list;
	if (g.len == 0 || g.len > SHORT)
		return false;
	if (credit_agencies(g, 0, g.len, &list))
		return true;
	if (!credit_read(g, 0, g.len, false, &list))
		return false;
	const struct language_word *w = language_at(&g.language->byline_words, g, 0);
	return list.says_role && list.items[0].role != CREDIT_PHOTOGRAPHER &&
	       (list.unnamed || (w && w->value == LANGUAGE_BYLINE_BEFORE));
}

static bool is_jump_line(struct glyphs g)
{
	enum pattern_jump way;
	size_t from, to, end = pattern_jump(g, 0, &way, &from, &to);
	while (end && end < g.len && credit_is_outer_mark(g.code[end]))
		end++;
	return end && end == g.len && way == JUMP_TO;
}

/* What may stand over a byline. */
static bool may_be_headline(struct glyphs g)
{
	return g.len > 0 && g.len <= 2 * SHORT && !is_byline(g) &&
	       !language_ends_sentence(g, g.len - 1);
}

static void narrow_block(const struct blocks *b, const uint8_t *edge, size_t i, uint32_t *masks)
{
	static const uint32_t over_byline = LABEL_BIT(LABEL_START_KICKER) |
	                                    LABEL_BIT(LABEL_START_HEADLINE) |
	                                    LABEL_BIT(LABEL_HEADLINE) | LABEL_BIT(LABEL_DECK);
	struct glyphs g = b->items[i].glyphs;
	bool under_head = i == 0 || (edge && edge[i - 1]);
	if (masks[i] != ~0U || (edge && edge[i]) || under_head)
		return;
	if (is_jump_line(g))
		masks[i] = ~begins;
	if (!is_byline(g))
		return;
	masks[i] = LABEL_BIT(LABEL_BYLINE);
	if (masks[i - 1] == ~0U && may_be_headline(b->items[i - 1].glyphs))
		masks[i - 1] = over_byline;
}

void narrow_by_words(const struct blocks *blocks, const uint8_t *edge, uint32_t *masks)
{
	if (!narrow_has_words(blocks))
		return;
	letter_narrow(blocks, edge, masks);
	for (size_t i = 0; i < blocks->len; i++)
		narrow_block(blocks, edge, i, masks);
}

bool narrow_has_words(const struct blocks *blocks)
{
	return blocks->len > 0 && blocks->items[0].glyphs.language->spaced;
}
