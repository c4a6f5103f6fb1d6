#include "segment/narrow.h"

#include "language/language.h"
#include "segment/credit.h"
#include "segment/label.h"
#include "segment/letter.h"
#include "segment/pattern.h"

static const uint32_t begins = LABEL_STARTS | LABEL_BIT(LABEL_FURNITURE);

enum {
	SHORT = 80, /* glyphs of a byline, and of a headline above one */
	ENDED = 30  /* glyphs that a headline which ends as a sentence may have */
};

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

/* A jump line that way, and nothing else. */
static bool is_jump_line(struct glyphs g, enum pattern_jump way)
{
	enum pattern_jump found;
	size_t from, to, end = pattern_jump(g, 0, &found, &from, &to);
	while (end && end < g.len && credit_is_outer_mark(g.code[end]))
		end++;
	return end && end == g.len && found == way;
}

/* Text to its end, which no headline is. */
static bool is_ended_text(struct glyphs g)
{
	return g.len > ENDED &&
	       (language_ends_sentence(g, g.len - 1) || glyph_closes(g.code[g.len - 1]));
}

/*
 * A line that says only where an article comes from stands before its text: below the
 * headline, or, where none is printed again, at its beginning. What follows it is the text.
 */
static void narrow_continued(const struct blocks *b, const uint8_t *edge, size_t i, uint32_t *masks)
{
	static const uint32_t above_text = begins | LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_BODY);
	if (masks[i] != ~0U || (edge && edge[i]) || !is_jump_line(b->items[i].glyphs, JUMP_FROM))
		return;
	bool below_text = i > 0 && !(edge && edge[i - 1]) && is_ended_text(b->items[i - 1].glyphs);
	masks[i] = below_text ? LABEL_STARTS : above_text;
	bool text = i + 1 < b->len && b->items[i + 1].glyphs.len > ENDED;
	if (text && masks[i + 1] == ~0U && !(edge && edge[i + 1]))
		masks[i + 1] = ~begins;
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
	if (is_jump_line(g, JUMP_TO))
		masks[i] = ~begins;
	if (!is_byline(g))
		return;
	masks[i] = LABEL_BIT(LABEL_BYLINE);
	if (masks[i - 1] == ~0U && may_be_headline(b->items[i - 1].glyphs))
		masks[i - 1] = over_byline;
}

static bool is_spaced(const struct blocks *b)
{
	return b->len > 0 && b->items[0].glyphs.language->spaced;
}

void narrow_by_words(const struct blocks *blocks, const uint8_t *edge, uint32_t *masks)
{
	for (size_t i = 0; i < blocks->len; i++)
		narrow_continued(blocks, edge, i, masks);
	if (!is_spaced(blocks))
		return;
	letter_narrow(blocks, edge, masks);
	for (size_t i = 0; i < blocks->len; i++)
		narrow_block(blocks, edge, i, masks);
}

bool narrow_has_words(const struct blocks *blocks)
{
	if (is_spaced(blocks))
		return true;
	for (size_t i = 0; i < blocks->len; i++)
		if (is_jump_line(blocks->items[i].glyphs, JUMP_FROM))
			return true;
	return false;
}
