#include "page/reading.h"

#include "page/pin.h"

/* The likeliest labels that agree with what is known. */
static void choose_labels(struct reading *r, const struct page_options *o, struct arena *a)
{
	r->labels = arena_array(a, r->blocks.len, sizeof(*r->labels));
	r->masks = o->pin_count ? pin_starts(&r->blocks, o->pins, o->pin_count, a) : NULL;
	chain_best(&r->chain, r->weights, r->masks, r->labels, a);
	if (r->masks && pin_fields(&r->blocks, r->labels, o->pins, o->pin_count, r->masks))
		chain_best(&r->chain, r->weights, r->masks, r->labels, a);
	if (r->blocks.len > 0 && r->blocks.items[0].glyphs.len == 0)
		r->labels[0] = LABEL_FURNITURE; /* the page shows nothing */
}

void reading_make(const struct text *t, const struct page_options *o, struct arena *a,
                  struct reading *out)
{
	*out = (struct reading){ .weights = o->weights ? o->weights : weights_default() };
	size_t cut_count;
	uint32_t *cuts = pin_cuts(o->pins, o->pin_count, a, &cut_count);
	block_make_cut(t, cuts, cut_count, a, &out->blocks);
	out->facts = facts_find(&out->blocks, a);
	out->sets = feature_find(out->facts, out->blocks.len, a);
	out->chain = chain_make(out->weights, out->sets, out->facts, out->blocks.len, a);
	choose_labels(out, o, a);
}
