#include "page/page.h"

#include "page/assemble.h"
#include "page/pin.h"
#include "page/published.h"
#include "page/reading.h"

/* How likely an article begins at each block. */
static double *find_starts(const struct reading *r, struct arena *a)
{
	const size_t len = r->blocks.len;
	double *starts = arena_array(a, len, sizeof(*starts));
	float *likely = arena_array(a, len * WEIGHTS_COLUMNS, sizeof(*likely));
	chain_likelihood(&r->chain, r->weights, r->masks, likely, NULL, a);
	for (size_t i = 0; i < len; i++)
		for (int l = 0; l < LABEL_COUNT; l++)
			if (label_starts_article((enum label)l))
				starts[i] += (double)likely[i * WEIGHTS_COLUMNS + (size_t)l];
	return starts;
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
	struct reading r;
	*out = (struct page){ 0 };
	out->source = arena_view(&out->arena, view_of(t->name));
	reading_make(t, options, &scratch, &r);
	double *starts = find_starts(&r, &scratch);
	pin_likely(&r.blocks, options->pins, options->pin_count, starts);
	assemble_page(&r.blocks, r.labels, starts, out);
	published_find(t, &r.blocks, r.labels, out);
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
