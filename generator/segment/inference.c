#include "segment/inference.h"

#include "language/language.h"
#include "segment/constraint.h"
#include "segment/cut.h"
#include "segment/end_headline.h"
#include "segment/narrow.h"
#include "segment/page_edge.h"
#include "segment/segment.h"
#include "segment/series.h"

/* A page of a library: recognised, in a language with blanks between words. */
static bool is_of_places(const struct text *t)
{
	return t && t->language && t->language->spaced && t->recognised && t->boxes;
}

/* Where articles begin, and how likely that is: what the page is cut by. */
static enum cut_sort *find_cut(struct inference *r, struct arena *a)
{
	const size_t len = r->blocks.len;
	r->likely = arena_array(a, len * WEIGHTS_COLUMNS, sizeof(*r->likely));
	r->starts = arena_array(a, len, sizeof(*r->starts));
	struct arena scratch = { 0 };
	const struct chain_lattice *lattice = chain_sum(&r->chain, r->known, &scratch);
	chain_likelihood(lattice, r->likely);
	for (size_t i = 0; i < len; i++)
		r->starts[i] = chain_share(r->likely + i * WEIGHTS_COLUMNS, LABEL_STARTS);
	double doubtful = is_of_places(r->blocks.page) ? CUT_DOUBTFUL_RECOGNISED : CUT_DOUBTFUL;
	enum cut_sort *cut = cut_find(lattice, len, r->likely, doubtful, a);
	arena_free(&scratch);
	return cut;
}

/* The same, after lines of a series have become alike, and no article has two headlines. */
static enum cut_sort *find_even_cut(struct inference *r, struct arena *a)
{
	enum cut_sort *cut = find_cut(r, a);
	uint32_t *known = arena_array(a, r->blocks.len, sizeof(*known));
	for (size_t i = 0; i < r->blocks.len; i++)
		known[i] = r->known ? r->known[i] : ~0U;
	bool series = series_narrow(&r->blocks, r->likely, known, a);
	bool headlines = end_headline_narrow(r->likely, r->blocks.len, known);
	if (!series && !headlines)
		return cut;
	r->known = known;
	return find_cut(r, a);
}

/* The first count of what somebody has said of the page's blocks, and what its edges are. */
static uint32_t *find_said(const struct inference *r, const struct segment_options *o, size_t count,
                           const uint8_t *edge, struct arena *a)
{
	uint32_t *masks = constraint_starts(&r->blocks, o->constraints, count, a);
	if (edge)
		constraint_furniture(&r->blocks, edge, masks);
	return masks;
}

/* What is known before the page is cut: that, and what words tell. */
static uint32_t *find_known(const struct inference *r, const struct segment_options *o,
                            size_t count, const uint8_t *edge, struct arena *a)
{
	uint32_t *masks = find_said(r, o, count, edge, a);
	narrow_by_words(&r->blocks, edge, masks);
	return masks;
}

static bool is_anything_known(const uint32_t *masks, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (masks[i] != ~0U)
			return true;
	return false;
}

/*
 * Where one more article is said to begin than the page had, the others begin
 * where they did. How likely that is stays what the model says.
 */
static void keep_beginnings(const struct inference *r, const enum cut_sort *had, enum cut_sort *cut)
{
	for (size_t i = 0; i < r->blocks.len; i++)
		if (had[i] == CUT_START && (r->known[i] & LABEL_STARTS))
			cut[i] = CUT_START;
}

/* The page's cut without what is said of beginnings, or NULL where none is said to be. */
static const enum cut_sort *find_former_cut(struct inference *r, const struct segment_options *o,
                                            const uint8_t *edge, struct arena *a)
{
	if (!constraint_begins(o->constraints, o->constraint_count))
		return NULL;
	uint32_t *known = r->known;
	r->known = find_known(r, o, 0, edge, a);
	enum cut_sort *cut = find_even_cut(r, a);
	r->known = known;
	constraint_forget(&r->blocks, o->constraints, o->constraint_count, cut);
	return cut;
}

/* The cut by all that is said; what is said to begin no article makes none begin elsewhere. */
static const enum cut_sort *find_joined_cut(struct inference *r, const struct segment_options *o,
                                            const uint8_t *edge, struct arena *a)
{
	const enum cut_sort *former = find_former_cut(r, o, edge, a);
	enum cut_sort *before = find_even_cut(r, a);
	if (former)
		keep_beginnings(r, former, before);
	if (o->constraint_count == 0 ||
	    !constraint_joins(&r->blocks, o->constraints, o->constraint_count, before,
	                      find_said(r, o, o->constraint_count, edge, a), r->known))
		return before;
	enum cut_sort *cut = find_cut(r, a);
	for (size_t i = 0; i < r->blocks.len; i++)
		if (cut[i] == CUT_START)
			cut[i] = before[i];
	if (former)
		keep_beginnings(r, former, cut);
	return cut;
}

/* The cut as masks; what is known goes before what is likely. */
static void find_masks(const struct inference *r, const enum cut_sort *cut, uint32_t *masks)
{
	static const uint32_t labels[] = {
		[CUT_START] = LABEL_STARTS,
		[CUT_FURNITURE] = LABEL_BIT(LABEL_FURNITURE),
		[CUT_INSIDE] = ~(LABEL_STARTS | LABEL_BIT(LABEL_FURNITURE)),
	};
	for (size_t i = 0; i < r->blocks.len; i++) {
		uint32_t known = r->known ? r->known[i] : ~0U;
		masks[i] = known & labels[cut[i]] ? known & labels[cut[i]] : known;
	}
}

/* The likeliest labels of articles that begin there and agree with what is known. */
static void choose_labels(struct inference *r, const struct segment_options *o,
                          struct view newspaper, struct arena *a)
{
	r->labels = arena_array(a, r->blocks.len, sizeof(*r->labels));
	const uint8_t *edge = page_edge_find(&r->blocks, newspaper, a);
	uint32_t *known = find_known(r, o, o->constraint_count, edge, a);
	if (o->constraint_count || r->labelled || is_anything_known(known, r->blocks.len))
		r->known = known;
	const enum cut_sort *cut = find_joined_cut(r, o, edge, a);
	uint32_t *masks = arena_array(a, r->blocks.len, sizeof(*masks));
	find_masks(r, cut, masks);
	chain_best(&r->chain, masks, r->labels, a);
	if (r->known &&
	    constraint_fields(&r->blocks, r->labels, o->constraints, o->constraint_count, r->known)) {
		find_masks(r, cut, masks);
		chain_best(&r->chain, masks, r->labels, a);
	}
	if (r->blocks.len > 0 && r->blocks.items[0].glyphs.len == 0)
		r->labels[0] = LABEL_FURNITURE; /* the page shows nothing */
}

const struct weights *inference_weights(const struct text *t)
{
	return is_of_places(t) ? weights_places() : weights_default();
}

void inference_make(const struct text *t, const struct segment_options *o, struct arena *a,
                    struct inference *out)
{
	*out = (struct inference){ .weights = o->weights ? o->weights : inference_weights(t) };
	out->labelled = t->labels != NULL;
	size_t cut_count;
	uint32_t *cuts = constraint_cuts(o->constraints, o->constraint_count, a, &cut_count);
	block_make_cut(t, cuts, cut_count, a, &out->blocks);
	constraint_roles(o->constraints, o->constraint_count, &out->blocks);
	out->facts = facts_find(&out->blocks, a);
	out->sets = feature_find(out->facts, out->blocks.len, a);
	out->chain = chain_make(out->weights, &out->blocks, out->sets, out->facts, a);
	choose_labels(out, o, t->newspaper, a);
}
