#include "learn/adapt.h"

#include "segment/inference.h"
#include "segment/label.h"

/* What a block may be, where it has this label and somebody may have said so. */
static uint32_t allowed_for(enum label label, uint32_t known)
{
	const uint32_t begins = LABEL_STARTS | LABEL_BIT(LABEL_FURNITURE);
	uint32_t open = label_starts_article(label) ? LABEL_STARTS
	                : label == LABEL_FURNITURE  ? LABEL_BIT(LABEL_FURNITURE)
	                                            : ~begins;
	return known & open ? known & open : LABEL_BIT(label);
}

void adapt_add(struct gold *g, const struct text *text, const struct segment_options *o)
{
	struct inference r;
	size_t where;
	struct gold_page *p = array_push(&g->pages);
	*p = (struct gold_page){ .folder = g->folders };
	inference_make(text, o, &p->arena, &r);
	p->blocks = r.blocks;
	p->facts = r.facts;
	p->sets = r.sets;
	p->allowed = arena_array(&p->arena, r.blocks.len, sizeof(*p->allowed));
	for (size_t i = 0; i < r.blocks.len; i++)
		p->allowed[i] = allowed_for(r.labels[i], r.known ? r.known[i] : ~0U);
	if (r.blocks.len > 0 && gold_is_possible(p, &where))
		return;
	arena_free(&p->arena); /* cut as no page can be: nothing to learn from */
	g->pages.len--;
}

struct learn_options adapt_options(const struct weights *start)
{
	struct learn_options o = learn_defaults();
	o.start = start;
	o.rounds = 12;
	o.rate = 0.0015F;
	o.pull = 0.002F;
	o.batch = 100;
	return o;
}
