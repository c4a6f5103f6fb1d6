#include "segment/segment.h"

#include "segment/assemble.h"
#include "segment/constraint.h"
#include "segment/inference.h"
#include "segment/label_cache.h"
#include "segment/publication_date.h"

void segment_page(const struct text *t, const struct weights *weights, struct page *out)
{
	struct segment_options options = { .weights = weights };
	segment_page_with(t, &options, out);
}

static void ask_model(const struct text *t, const struct segment_options *options,
                      struct arena *scratch, struct page *out)
{
	struct inference r;
	inference_make(t, options, scratch, &r);
	constraint_likely(&r.blocks, options->constraints, options->constraint_count, r.starts);
	assemble_page(&r.blocks, r.labels, r.starts, out);
	publication_date_find(t, &r.blocks, r.labels, out);
	if (options->label_cache && options->label_cache->made)
		label_cache_put(options->label_cache, r.labels, r.blocks.len, out);
}

/* Cuts the page by what the model said the last time. False if that is of another text. */
static bool recall(const struct text *t, const struct segment_options *options,
                   struct arena *scratch, struct page *out)
{
	struct blocks blocks;
	size_t cut_count;
	uint32_t *cuts =
		constraint_cuts(options->constraints, options->constraint_count, scratch, &cut_count);
	block_make_cut(t, cuts, cut_count, scratch, &blocks);
	constraint_roles(options->constraints, options->constraint_count, &blocks);
	enum label *labels = label_cache_take(options->label_cache, blocks.len, scratch);
	if (!labels)
		return false;
	double *unsaid = arena_array(scratch, blocks.len, sizeof(*unsaid));
	assemble_page(&blocks, labels, unsaid, out);
	publication_date_find(t, &blocks, labels, out);
	return label_cache_take_confidence(options->label_cache, out);
}

/* What sort of text an article is, where the source says so. */
static void take_kinds(const struct text *t, struct page *out)
{
	for (size_t i = 0; t->labels && i < out->article_count; i++) {
		struct article *a = &out->articles[i];
		uint32_t number = t->labels[article_first_line(a) - t->before - 1].article;
		if (number > 0 && number <= t->article_count)
			kind_parse(t->articles[number - 1].kind, &a->kind);
	}
}

static void begin(const struct text *t, struct page *out)
{
	*out = (struct page){ 0 };
	out->source = arena_view(&out->arena, view_of(t->name));
}

void segment_page_with(const struct text *t, const struct segment_options *options,
                       struct page *out)
{
	struct arena scratch = { 0 };
	begin(t, out);
	bool known = options->label_cache && options->label_cache->known.data;
	if (known && !recall(t, options, &scratch, out)) {
		page_free(out);
		begin(t, out);
		known = false;
	}
	if (!known)
		ask_model(t, options, &scratch, out);
	take_kinds(t, out);
	arena_free(&scratch);
}
