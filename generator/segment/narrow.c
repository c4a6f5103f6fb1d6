#include "segment/narrow.h"

#include "language/language.h"
#include "segment/credit.h"
#include "segment/creditplace.h"
#include "segment/label.h"
#include "segment/letter.h"
#include "segment/pattern.h"

static const uint32_t begins = LABEL_STARTS | LABEL_BIT(LABEL_FURNITURE);

enum {
	SHORT = 80, /* glyphs of a byline, and of a headline above one */
	ENDED = 30, /* glyphs that a headline which ends as a sentence may have */
	DECK = 12   /* glyphs of a line that is no verse */
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

/*
 * Text behind whose last sentence stands in brackets who wrote it: 。(张三), 。(本报记者 李四),
 * 。(江西省某县法院王五).
 */
static bool is_signed(struct glyphs g)
{
	size_t open = g.len;
	struct credit_list list;
	if (g.len <= ENDED || g.code[g.len - 1] != ')')
		return false;
	if (!creditplace_in_end(g, &open, &list) &&
	    (open == g.len || !creditplace_after_office(g, open + 1, g.len - 1, &list)))
		return false;
	for (size_t i = 0; i < list.len; i++)
		if (list.items[i].role == CREDIT_PHOTOGRAPHER)
			return false;
	return list.len > 0 && open > 0 && language_ends_sentence(g, open - 1);
}

/* A short line of words that neither ends as a statement, nor is a note. */
static bool is_heading(struct glyphs g)
{
	if (g.len == 0 || g.len > ENDED || g.code[0] == '(')
		return false;
	uint32_t last = g.code[g.len - 1];
	if (last == ':' || (language_ends_sentence(g, g.len - 1) && last != '!' && last != '?'))
		return false;
	for (size_t i = 0; i < g.len; i++)
		if (glyph_is_han(g.code[i]))
			return true;
	return false;
}

/*
 * A signature ends its article: a short line below it is no subhead, deck or text of
 * the same. On annotated pages 72 such lines of 76 begin an article; three of the others
 * are headlines behind their text.
 */
static void narrow_below_signature(const struct blocks *b, const uint8_t *edge, size_t i,
                                   uint32_t *masks)
{
	static const uint32_t below =
		begins | LABEL_BIT(LABEL_END_HEADLINE) | LABEL_BIT(LABEL_BYLINE) | LABEL_BIT(LABEL_CAPTION);
	if (i > 0 && masks[i] == ~0U && !(edge && (edge[i] || edge[i - 1])) &&
	    is_heading(b->items[i].glyphs) && is_signed(b->items[i - 1].glyphs))
		masks[i] = below;
}

/*
 * What may be a headline or a deck of a report, but for the shortest, which also are lines
 * of verse. A caption has who took the picture behind its last sentence.
 */
static bool is_head_line(struct glyphs g)
{
	struct credit_list list;
	size_t last = g.len;
	if (g.len < DECK || g.len > 2 * SHORT || glyph_closes(g.code[g.len - 1]) ||
	    language_ends_sentence(g, g.len - 1))
		return false;
	while (last > 0 && !language_ends_sentence(g, last - 1))
		last--;
	return last == 0 || !credit_read(g, last, g.len, false, &list);
}

/* Between a report and the text above it stand its headlines and decks, however many and long. */
static void narrow_head(const struct blocks *b, const uint8_t *edge, size_t report, uint32_t *masks)
{
	static const uint32_t text = LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_BODY) |
	                             LABEL_BIT(LABEL_SUBHEAD) | LABEL_BIT(LABEL_CONTINUATION);
	for (size_t i = report; i-- > 0 && masks[i] == ~0U && !(edge && edge[i]);) {
		if (b->items[i].below_full)
			continue;
		if (!is_head_line(b->items[i].glyphs))
			return;
		masks[i] = ~text;
	}
}

/*
 * A paragraph that says that the paper itself reports is the first of its article: of 203 on
 * annotated pages all are.
 */
static void narrow_report(const struct blocks *b, const uint8_t *edge, size_t i, uint32_t *masks)
{
	struct glyphs g = b->items[i].glyphs;
	size_t dated, end = pattern_dateline(g, 0, &dated);
	if (masks[i] != ~0U || (edge && edge[i]) || !end || end == g.len || dated ||
	    !language_at(&g.language->plain_datelines, g, glyph_opens(g.code[0])) ||
	    language_at(&g.language->not_datelines, g, end - 1))
		return;
	masks[i] = LABEL_BIT(LABEL_START_LEAD) | LABEL_BIT(LABEL_LEAD);
	narrow_head(b, edge, i, masks);
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
	for (size_t i = 0; i < blocks->len; i++)
		narrow_below_signature(blocks, edge, i, masks);
	for (size_t i = 0; i < blocks->len; i++)
		narrow_report(blocks, edge, i, masks);
	if (!is_spaced(blocks))
		return;
	letter_narrow(blocks, edge, masks);
	for (size_t i = 0; i < blocks->len; i++)
		narrow_block(blocks, edge, i, masks);
}
