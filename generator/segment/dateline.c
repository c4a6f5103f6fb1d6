#include "segment/dateline.h"

#include "base/arena.h"
#include "language/language.h"
#include "segment/pattern.h"
#include "text/glyph.h"

#define SHORTEST 2 /* glyphs of a place: one alone is an abbreviation that only readers know */
#define LONGEST  12

/* Whether the place ends before glyph i: with a day, the end of the dateline, or a second place. */
static bool ends_at(struct glyphs g, size_t i)
{
	struct printed_date d;
	bool named = glyph_is_han(g.code[i]) || g.code[i] == 0xB7;
	return !named || language_at(&g.language->dateline_ends, g, i) || pattern_date(g, i, &d);
}

static struct view find_place(struct view text, struct glyphs g)
{
	const struct language *l = g.language;
	const struct language_word *w = language_at(&l->dateline_openings, g, 0);
	size_t from = pattern_agency(g, pattern_blanks(g, w ? w->length : 0));
	if (from == 0 || language_at(&l->dateline_nouns, g, from))
		return VIEW_NULL;
	from = pattern_blanks(g, from);
	size_t to = from;
	while (to < g.len && !ends_at(g, to)) {
		/* Two agencies share a report: none of them is a place. */
		if (pattern_agency(g, to) || language_glyph(&l->not_in_places, g.code[to]))
			return VIEW_NULL;
		to++;
	}
	bool whole = to < g.len && to - from >= SHORTEST && to - from <= LONGEST;
	return whole ? glyph_slice(text, g, from, to) : VIEW_NULL;
}

struct view dateline_place(struct view dateline, const struct language *language)
{
	struct arena arena = { 0 };
	struct glyphs g = glyph_read(dateline, language, &arena);
	struct view place = g.len ? find_place(dateline, g) : VIEW_NULL;
	arena_free(&arena);
	return place;
}
