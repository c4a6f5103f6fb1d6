#include "page/page.h"

#include "page/assemble.h"
#include "page/block.h"
#include "page/chain.h"
#include "page/facts.h"
#include "page/feature.h"
#include "page/pin.h"
#include "page/published.h"
#include "page/weights.h"

/* How likely an article begins at each block. */
static double *find_starts(const struct chain *c, const struct weights *w, struct arena *a)
{
	double *starts = arena_array(a, c->len, sizeof(*starts));
	float *likely = arena_array(a, c->len * WEIGHTS_COLUMNS, sizeof(*likely));
	chain_likelihood(c, w, NULL, likely, NULL, a);
	for (size_t i = 0; i < c->len; i++)
		for (int l = 0; l < LABEL_COUNT; l++)
			if (label_starts_article((enum label)l))
				starts[i] += (double)likely[i * WEIGHTS_COLUMNS + (size_t)l];
	return starts;
}

/* The likeliest labels that agree with what is known. */
static enum label *choose_labels(const struct chain *c, const struct weights *w,
                                 const struct blocks *blocks, const struct page_options *o,
                                 struct arena *a)
{
	enum label *labels = arena_array(a, blocks->len, sizeof(*labels));
	uint32_t *masks = o->pin_count ? pin_starts(blocks, o->pins, o->pin_count, a) : NULL;
	chain_best(c, w, masks, labels, a);
	if (masks && pin_fields(blocks, labels, o->pins, o->pin_count, masks))
		chain_best(c, w, masks, labels, a);
	return labels;
}

void page_segment(const struct text *t, const struct weights *weights, struct page *out)
{
	struct page_options options = { .weights = weights };
	page_segment_with(t, &options, out);
}

void page_segment_with(const struct text *t, const struct page_options *options,
                       struct page *out)
{
	struct arena scratch = { 0 };
	struct blocks blocks = { 0 };
	const struct weights *w = options->weights ? options->weights : weights_default();
	size_t cut_count;
	uint32_t *cuts = pin_cuts(options->pins, options->pin_count, &scratch, &cut_count);
	*out = (struct page){ 0 };
	out->source = arena_view(&out->arena, view_of(t->name));
	block_make_cut(t, cuts, cut_count, &scratch, &blocks);
	struct facts *facts = facts_find(&blocks, &scratch);
	struct feature_set *sets = feature_find(facts, blocks.len, &scratch);
	struct chain chain = chain_make(w, sets, facts, blocks.len, &scratch);
	enum label *labels = choose_labels(&chain, w, &blocks, options, &scratch);
	if (blocks.len > 0 && blocks.items[0].glyphs.len == 0)
		labels[0] = LABEL_FURNITURE; /* the page shows nothing */
	double *starts = find_starts(&chain, w, &scratch);
	pin_likely(&blocks, options->pins, options->pin_count, starts);
	assemble_page(&blocks, labels, starts, out);
	published_find(t, &blocks, labels, out);
	arena_free(&scratch);
}

void page_free(struct page *p)
{
	arena_free(&p->arena);
}

uint32_t article_first_line(const struct article *a)
{
	return a->lines[0].first;
}
