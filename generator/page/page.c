#include "page/page.h"

#include "page/assemble.h"
#include "page/block.h"
#include "page/chain.h"
#include "page/facts.h"
#include "page/feature.h"
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

void page_segment(const struct text *t, const struct weights *weights, struct page *out)
{
	struct arena scratch = { 0 };
	struct blocks blocks = { 0 };
	const struct weights *w = weights ? weights : weights_default();
	*out = (struct page){ 0 };
	out->source = arena_view(&out->arena, view_of(t->name));
	block_make(t, &scratch, &blocks);
	struct facts *facts = facts_find(&blocks, &scratch);
	struct feature_set *sets = feature_find(facts, blocks.len, &scratch);
	struct chain chain = chain_make(w, sets, facts, blocks.len, &scratch);
	enum label *labels = arena_array(&scratch, blocks.len, sizeof(*labels));
	chain_best(&chain, w, labels, &scratch);
	if (blocks.len > 0 && blocks.items[0].glyphs.len == 0)
		labels[0] = LABEL_FURNITURE; /* the page shows nothing */
	double *starts = find_starts(&chain, w, &scratch);
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
