#include "page/page.h"

#include "page/assemble.h"
#include "page/memo.h"
#include "page/pin.h"
#include "page/published.h"
#include "page/reading.h"

void page_segment(const struct text *t, const struct weights *weights, struct page *out)
{
	struct page_options options = { .weights = weights };
	page_segment_with(t, &options, out);
}

static void ask_model(const struct text *t, const struct page_options *options,
                      struct arena *scratch, struct page *out)
{
	struct reading r;
	reading_make(t, options, scratch, &r);
	pin_likely(&r.blocks, options->pins, options->pin_count, r.starts);
	assemble_page(&r.blocks, r.labels, r.starts, out);
	published_find(t, &r.blocks, r.labels, out);
	if (options->memo && options->memo->made)
		memo_put(options->memo, r.labels, r.blocks.len, out);
}

/* Cuts the page by what the model said the last time. False if that is of another text. */
static bool recall(const struct text *t, const struct page_options *options,
                   struct arena *scratch, struct page *out)
{
	struct blocks blocks;
	size_t cut_count;
	uint32_t *cuts = pin_cuts(options->pins, options->pin_count, scratch, &cut_count);
	block_make_cut(t, cuts, cut_count, scratch, &blocks);
	enum label *labels = memo_take(options->memo, blocks.len, scratch);
	if (!labels)
		return false;
	double *unsaid = arena_array(scratch, blocks.len, sizeof(*unsaid));
	assemble_page(&blocks, labels, unsaid, out);
	published_find(t, &blocks, labels, out);
	return memo_take_confidence(options->memo, out);
}

static void begin(const struct text *t, struct page *out)
{
	*out = (struct page){ 0 };
	out->source = arena_view(&out->arena, view_of(t->name));
}

void page_segment_with(const struct text *t, const struct page_options *options,
                       struct page *out)
{
	struct arena scratch = { 0 };
	begin(t, out);
	bool known = options->memo && options->memo->known.data;
	if (known && !recall(t, options, &scratch, out)) {
		page_free(out);
		begin(t, out);
		known = false;
	}
	if (!known)
		ask_model(t, options, &scratch, out);
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
