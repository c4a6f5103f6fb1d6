#include "segment/letter.h"

#include "language/language.h"
#include "segment/credit.h"
#include "segment/label.h"
#include "segment/pattern.h"

enum {
	SHORT = 60,      /* glyphs of a signature, and of the paper that is addressed */
	HEADLINE = 80,   /* of what stands above a letter */
	FARTHEST = 14,   /* blocks from a salutation to the signature */
	MOST_PLACES = 3, /* lines below the name */
};

static const uint32_t text = LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_BODY);

static bool is_dash(uint32_t c)
{
	return c == 0x2014 || c == 0x2013 || c == '-';
}

size_t letter_salutation(struct glyphs g, size_t i)
{
	const struct language_word *w = language_at(&g.language->salutations, g, i);
	if (!w)
		return 0;
	size_t from = i + w->length, at = from;
	while (at < g.len &&
	       (glyph_is_blank(g.code[at]) || is_dash(g.code[at]) || glyph_is_of(g.code[at], U",.:;!")))
		at++;
	for (size_t k = from; k < at; k++)
		if (!glyph_is_blank(g.code[k]))
			return at;
	return 0;
}

/* TO THE EDITOR OF THE COURIER. */
static bool is_address(struct glyphs g)
{
	return g.len <= SHORT && language_at(&g.language->letter_addresses, g, 0);
}

static bool has_small_letter(struct glyphs g)
{
	for (size_t i = 0; i < g.len; i++)
		if (glyph_is_letter(g.code[i]) && !language_is_capital(g.code[i]))
			return true;
	return false;
}

static bool ends_sentence(struct glyphs g)
{
	return g.len > 0 && language_ends_sentence(g, g.len - 1);
}

/* Yours truly, or I am, Sir, your obedient servant: on a line of its own. */
static bool is_closing(struct glyphs g)
{
	return g.len <= SHORT && language_search(&g.language->letter_closings, g, 0) >= 0;
}

/* Whether each word begins with a capital, as those of names do. */
static bool is_capitalised(struct glyphs g)
{
	for (size_t i = 0; i < g.len; i++) {
		bool begins_word =
			glyph_is_letter(g.code[i]) && (i == 0 || !glyph_is_letter(g.code[i - 1]));
		if (begins_word && !language_is_capital(g.code[i]) &&
		    !language_at(&g.language->name_particles, g, i) &&
		    !language_at(&g.language->name_joints, g, i))
			return false;
	}
	return true;
}

/* Names end with a point where a printer liked points. */
static bool is_signature(struct glyphs g)
{
	return g.len > 0 && g.len <= SHORT && (!ends_sentence(g) || is_capitalised(g));
}

/* Where the writer lives, and when that was, in lines below the name. */
static bool is_place(const struct block *above, const struct block *b)
{
	struct glyphs g = b->glyphs, before = above->glyphs;
	if (g.len == 0 || g.len > SHORT || !has_small_letter(g))
		return false;
	bool goes_on = before.len > 0 && before.code[before.len - 1] == ',';
	bool below = b->lines.first == above->lines.last + 1;
	return goes_on || below || ends_sentence(g);
}

/* Who writes, where that is told above the letter: From Mr D. Lister. */
static bool is_writer(struct glyphs g)
{
	struct credit_list names;
	return g.len <= SHORT && credit_read(g, 0, g.len, false, &names) && names.says_role;
}

/* Whether something new begins with block i: a letter, or what it is addressed to. */
static bool opens(const struct blocks *b, size_t i)
{
	return i < b->len &&
	       (letter_salutation(b->items[i].glyphs, 0) || is_address(b->items[i].glyphs) ||
	        (i + 1 < b->len && is_writer(b->items[i].glyphs) &&
	         letter_salutation(b->items[i + 1].glyphs, 0)));
}

struct narrowing {
	const struct blocks *blocks;
	const uint8_t *edge;
	uint32_t *masks;
};

static void narrow(struct narrowing *n, size_t i, uint32_t mask)
{
	bool said = n->masks[i] != ~0U || (n->edge && n->edge[i]);
	if (!said)
		n->masks[i] = mask;
}

/* The last block of the letter whose salutation stands in block i; i if it is not signed. */
static size_t find_signature(const struct blocks *b, size_t i)
{
	for (size_t k = i + 1; k < b->len && k < i + FARTHEST; k++) {
		if (opens(b, k) || (k + 1 < b->len && opens(b, k + 1) && !is_signature(b->items[k].glyphs)))
			return i;
		bool one_line = b->items[k].lines.first == b->items[k].lines.last;
		if ((one_line && is_closing(b->items[k].glyphs)) || !is_signature(b->items[k].glyphs))
			continue;
		size_t last = k;
		while (last + 1 < b->len && last < k + MOST_PLACES && !opens(b, last + 1) &&
		       is_place(&b->items[last], &b->items[last + 1]))
			last++;
		/* A line that stands alone above the next letter is its headline, not a place. */
		bool headline = last > k && opens(b, last + 1) &&
		                b->items[last].lines.first > b->items[last - 1].lines.last + 1;
		return last - headline;
	}
	return i;
}

/* What stands between a letter's headline and its salutation: to whom, from whom. */
static size_t find_opening(const struct blocks *b, size_t i)
{
	size_t first = i;
	while (first > 0 && i - first < 2 &&
	       (is_address(b->items[first - 1].glyphs) || is_writer(b->items[first - 1].glyphs)))
		first--;
	return first;
}

static bool is_text(struct glyphs g)
{
	return g.len > HEADLINE || (ends_sentence(g) && has_small_letter(g));
}

/*
 * The headline above block first, with which a letter opens. The one that stands below
 * another letter, at ended, or below a text begins its article; another may be the
 * second line of a column's title.
 */
static void narrow_headline(struct narrowing *n, size_t first, size_t ended)
{
	const struct block *b = n->blocks->items;
	if (first == 0 || first - 1 < ended)
		return;
	struct glyphs g = b[first - 1].glyphs;
	bool headline = g.len <= HEADLINE && (!ends_sentence(g) || !has_small_letter(g));
	bool below_text = first == 1 || first - 1 == ended || is_text(b[first - 2].glyphs);
	if (headline && below_text)
		narrow(n, first - 1, LABEL_STARTS);
}

void letter_narrow(const struct blocks *blocks, const uint8_t *edge, uint32_t *masks)
{
	struct narrowing n = { blocks, edge, masks };
	size_t ended = 0; /* the block behind the last letter */
	for (size_t i = 0; i < blocks->len; i++) {
		if (!letter_salutation(blocks->items[i].glyphs, 0))
			continue;
		size_t first = find_opening(blocks, i), last = find_signature(blocks, i);
		narrow_headline(&n, first, ended);
		for (size_t k = first; k <= last; k++) {
			bool above = k < i && is_writer(blocks->items[k].glyphs);
			if (k > 0 && !(edge && edge[k - 1]))
				narrow(&n, k, above ? LABEL_BIT(LABEL_BYLINE) : text);
		}
		ended = last > i ? last + 1 : ended;
		i = last;
	}
}
