#include "segment/explain.h"

#include "segment/date_mention.h"
#include "segment/dating.h"
#include "segment/gradient.h"
#include "segment/inference.h"
#include "segment/segment.h"
#include "segment/weights.h"

/* What it counts against a label that it cannot stand beside its neighbours. */
static const float IMPOSSIBLE = -20;

/* Reasons that say less than this are none. */
static const float FAINT = 0.05F;

static float follow(const struct inference *r, size_t i, enum label before, enum label after)
{
	if (!label_may_follow(before, after))
		return IMPOSSIBLE;
	return r->chain.follow[r->chain.classes[i]][before][after];
}

static float begin(const struct inference *r, enum label l)
{
	return label_may_begin(l) ? r->chain.begin[l] : IMPOSSIBLE;
}

/* How well a label stands between those of the blocks beside. */
static float sequence(const struct inference *r, size_t i, enum label l)
{
	float score = i == 0 ? begin(r, l) : follow(r, i, r->labels[i - 1], l);
	if (i + 1 < r->blocks.len)
		score += follow(r, i + 1, l, r->labels[i + 1]);
	return score;
}

static void keep(struct explain_reasons *list, struct explain_reason reason)
{
	if (reason.weight < FAINT)
		return;
	size_t at = list->len < EXPLAIN_REASONS ? list->len++ : EXPLAIN_REASONS;
	for (; at > 0 && list->items[at - 1].weight < reason.weight; at--)
		if (at < EXPLAIN_REASONS)
			list->items[at] = list->items[at - 1];
	if (at < EXPLAIN_REASONS)
		list->items[at] = reason;
}

/* What says more for one of the two labels is kept on its side. */
static void weigh(struct explain_block *b, struct explain_reason reason)
{
	if (reason.weight >= 0) {
		keep(&b->reasons, reason);
	} else {
		reason.weight = -reason.weight;
		keep(&b->against, reason);
	}
}

static const struct feature edges = { "edges",
	                                  "the characters and pairs with which a line begins and ends",
	                                  1, NULL };
static const struct feature content = { "content", "what the words of a text speak of", 1, NULL };
static const struct feature kinship = { "kinship",
	                                    "how near texts side by side are in what they speak of", 1,
	                                    NULL };

/* What the networks made of the page, kept as no segmenting does. */
struct passes {
	const struct inference *inference;
	size_t count;
	struct network_pass *items; /* one a network */
	float **gradients; /* of each: how its vectors of blocks change the scores of a block */
};

static struct passes run_networks(const struct inference *r, struct arena *a)
{
	struct passes p = { .inference = r, .count = weights_count(r->weights) };
	const struct network_block *rows = network_read(r->weights, &r->blocks, r->sets, a);
	const struct weights *w = r->weights;
	p.items = arena_array(a, p.count, sizeof(*p.items));
	p.gradients = arena_array(a, p.count, sizeof(*p.gradients));
	for (size_t n = 0; n < p.count; n++, w = w->next) {
		p.items[n] = network_begin(r->blocks.len, true, a);
		network_run(w, rows, &p.items[n]);
	}
	return p;
}

/* What a row adds to a vector, by what a change of that would do. */
static float along(const float *row, const float *gradient)
{
	float sum = 0;
	for (size_t j = 0; j < WEIGHTS_BLOCK; j++)
		sum += row[j] * gradient[j];
	return sum;
}

/* The same of rows of a table that are multiplied before they are added to the vector of a block. */
static float through(const float *x, const float *matrix, size_t rows, const float *gradient)
{
	float sum = 0;
	for (size_t k = 0; k < rows; k++)
		sum += x[k] * along(matrix + k * WEIGHTS_BLOCK, gradient);
	return sum;
}

/* The sorts of things that are seen of a block beside its features. */
enum seen { SEEN_EDGES, SEEN_CONTENT, SEEN_KINSHIP, SEEN_SORTS };

static void see_block(const struct weights *w, const struct network_pass *p, size_t at,
                      const float *gradient, float share, float *sums)
{
	sums[SEEN_EDGES] +=
		share * through(p->edges + at * WEIGHTS_GRAM, w->from_edge, WEIGHTS_GRAM, gradient);
	sums[SEEN_CONTENT] +=
		share * through(p->contents + at * WEIGHTS_GRAM, w->from_content, WEIGHTS_GRAM, gradient);
	sums[SEEN_KINSHIP] += share * through(p->kinship + at * WEIGHTS_KINSHIP, w->from_kinship,
	                                      WEIGHTS_KINSHIP, gradient);
}

/* What block at, offset blocks from the explained one, says by each thing that is seen of it. */
static void weigh_block(const struct passes *p, size_t at, int offset, struct explain_block *b)
{
	const struct feature *const sorts[] = {
		[SEEN_EDGES] = &edges, [SEEN_CONTENT] = &content, [SEEN_KINSHIP] = &kinship
	};
	const struct feature_set *set = &p->inference->sets[at];
	const float share = 1.0F / (float)p->count;
	float sums[SEEN_SORTS] = { 0 };
	for (size_t k = 0; k < set->len; k++) {
		const struct feature_seen *seen = &set->seen[k];
		const struct weights *w = p->inference->weights;
		float sum = 0;
		for (size_t n = 0; n < p->count; n++, w = w->next) {
			float row[WEIGHTS_BLOCK];
			weights_feature_row(w, w->first[seen->feature] + seen->value, row);
			sum += share * along(row, p->gradients[n] + at * WEIGHTS_BLOCK);
		}
		weigh(b, (struct explain_reason){ feature_get(seen->feature), seen->value, offset, sum });
	}
	const struct weights *w = p->inference->weights;
	for (size_t n = 0; n < p->count; n++, w = w->next)
		see_block(w, &p->items[n], at, p->gradients[n] + at * WEIGHTS_BLOCK, share, sums);
	for (int k = 0; k < SEEN_SORTS; k++)
		weigh(b, (struct explain_reason){ sorts[k], 0, offset, sums[k] });
}

/*
 * What is seen at the block and around it, by how much the scores of the two
 * labels would change with it (gradient times input, Shrikumar et al. 2016).
 */
static void find_reasons(struct passes *p, size_t i, struct explain_block *b)
{
	enum {
		REACH = 3,
		SPAN = 8
	}; /* reasons are near; what they say may pass through blocks farther off */
	const struct inference *r = p->inference;
	const struct weights *w = r->weights;
	struct arena scratch = { 0 };
	float excess[WEIGHTS_COLUMNS] = { 0 };
	excess[b->label] = 1;
	excess[b->rival] = -1;
	for (size_t n = 0; n < p->count; n++, w = w->next) {
		p->gradients[n] = arena_array(&scratch, r->blocks.len * WEIGHTS_BLOCK, sizeof(float));
		gradient_block(w, &p->items[n], i, SPAN, excess, p->gradients[n], &scratch);
	}
	for (size_t at = i > REACH ? i - REACH : 0; at < r->blocks.len && at <= i + REACH; at++)
		weigh_block(p, at, (int)at - (int)i, b);
	weigh(b, (struct explain_reason){ NULL, 0, 0,
	                                  sequence(r, i, b->label) - sequence(r, i, b->rival) });
	arena_free(&scratch);
}

static void find_rival(struct explain_block *b, const float *likely)
{
	b->rival = b->label == (enum label)0 ? (enum label)1 : (enum label)0;
	for (int l = 0; l < LABEL_COUNT; l++) {
		if ((enum label)l != b->label && likely[l] > likely[b->rival])
			b->rival = (enum label)l;
	}
	b->start = chain_share(likely, LABEL_STARTS);
	b->likely = (double)likely[b->label];
	b->rival_likely = (double)likely[b->rival];
}

static bool leaves_no_choice(uint32_t mask)
{
	static const uint32_t all = (1U << LABEL_COUNT) - 1;
	return !(mask & LABEL_STARTS) || !(mask & all & ~LABEL_STARTS);
}

static struct date likeliest_day(const struct inference *r)
{
	struct date_mentions all = { 0 };
	date_mention_find(&r->blocks, r->labels, &all);
	struct date day = dating_likeliest(&all);
	array_free(&all.items);
	return day;
}

void explain_page(const struct text *t, const struct segment_options *o, struct arena *a,
                  struct explained *out)
{
	struct inference r;
	inference_make(t, o, a, &r);
	struct passes passes = run_networks(&r, a);
	out->day = likeliest_day(&r);
	out->len = r.blocks.len;
	out->blocks = arena_array(a, out->len, sizeof(*out->blocks));
	for (size_t i = 0; i < out->len; i++) {
		struct explain_block *b = &out->blocks[i];
		b->lines = r.blocks.items[i].lines;
		b->text = r.blocks.items[i].text;
		b->label = r.labels[i];
		b->known = (r.known && leaves_no_choice(r.known[i])) || r.blocks.items[i].glyphs.len == 0;
		find_rival(b, r.likely + i * WEIGHTS_COLUMNS);
		find_reasons(&passes, i, b);
	}
}

const char *explain_name(const struct explain_reason *r)
{
	return r->feature ? r->feature->name : "sequence";
}
