#include "segment/series.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "language/language.h"
#include "segment/chain.h"
#include "segment/label.h"
#include "segment/weights.h"

static const uint32_t heads = LABEL_STARTS | LABEL_BIT(LABEL_HEADLINE);

enum {
	SHORTEST = 5, /* glyphs of a line of a series */
	LONGEST = 30,
	FRAME = 4,  /* glyphs that its lines share */
	MEMBERS = 5 /* lines at least */
};

/* Where a line has what it may share with others. */
enum place { AT_BEGINNING, AT_END, BEHIND_BLANK, PLACES };

struct member {
	uint64_t frame; /* the hash of the glyphs, and where they are */
	uint32_t block;
};

static int compare_members(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	if (x->frame != y->frame)
		return x->frame < y->frame ? -1 : 1;
	return (x->block > y->block) - (x->block < y->block);
}

/* From which glyph on the line has its frame there; g.len if it has none. */
static size_t frame_at(struct glyphs g, enum place place)
{
	size_t i = place == AT_END ? g.len - FRAME : 0;
	if (place == BEHIND_BLANK)
		for (i = g.len; i > 0 && g.code[i - 1] != ' ';)
			i--;
	if ((place == BEHIND_BLANK && i == 0) || i + FRAME > g.len)
		return g.len;
	for (size_t k = i; k < i + FRAME; k++)
		if (!glyph_is_han(g.code[k]))
			return g.len;
	return i;
}

static bool may_be_member(struct glyphs g)
{
	return g.len >= SHORTEST && g.len <= LONGEST && !language_ends_sentence(g, g.len - 1);
}

/* The frames of all lines that may be of a series, sorted. */
static size_t find_members(const struct blocks *b, struct member *out)
{
	size_t n = 0;
	for (size_t i = 0; i < b->len; i++) {
		struct glyphs g = b->items[i].glyphs;
		for (int place = 0; place < PLACES && may_be_member(g); place++) {
			size_t at = frame_at(g, (enum place)place);
			if (at == g.len)
				continue;
			uint64_t hash = hash_number(0, (uint64_t)place);
			for (size_t k = at; k < at + FRAME; k++)
				hash = hash_number(hash, g.code[k]);
			out[n++] = (struct member){ hash, (uint32_t)i };
		}
	}
	if (n > 0)
		qsort(out, n, sizeof(*out), compare_members);
	return n;
}

/* How likely the block is the headline of an article, against any other label. */
static double log_odds(const float *likely, size_t block)
{
	static const double least = 0.007; /* what a single line may be sure of, log odds of 5 */
	double p = chain_share(likely + block * WEIGHTS_COLUMNS, heads);
	p = p < least ? least : p > 1 - least ? 1 - least : p;
	return log(p / (1 - p));
}

/*
 * A series of which some lines are taken for headlines has none, unless the odds of its
 * lines, of which one tells as much as all, are better than those of any long series to be
 * of one article. That the first line may be a headline counts for nothing, for it may be
 * that of all.
 */
static bool narrow_series(const struct member *m, size_t n, const float *likely, uint32_t *masks)
{
	/* The log odds of 52 to 11, which is how many such series are of one article. */
	static const double most = 1.55;
	if (log_odds(likely, m->block) > 0)
		m++, n--;
	double sum = 0;
	size_t taken = 0;
	for (size_t i = 0; i < n; i++) {
		if (masks[m[i].block] != ~0U)
			return false;
		double odds = log_odds(likely, m[i].block);
		sum += odds;
		taken += odds > 0;
	}
	if (n < MEMBERS || taken == 0 || taken == n || sum > most * (double)n)
		return false;
	for (size_t i = 0; i < n; i++)
		masks[m[i].block] = ~heads;
	return true;
}

bool series_narrow(const struct blocks *blocks, const float *likely, uint32_t *masks,
                   struct arena *a)
{
	struct member *members = arena_array(a, blocks->len * PLACES, sizeof(*members));
	size_t n = find_members(blocks, members);
	bool narrowed = false;
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && members[end].frame == members[i].frame;)
			end++;
		if (end - i >= MEMBERS)
			narrowed = narrow_series(members + i, end - i, likely, masks) || narrowed;
	}
	return narrowed;
}
