#include "learn/learn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "learn/optimizer.h"
#include "learn/random.h"
#include "segment/activation.h"
#include "segment/chain.h"
#include "segment/gradient.h"

enum { D = WEIGHTS_BLOCK, H = WEIGHTS_HIDDEN, E = WEIGHTS_GRAM, COLUMNS = WEIGHTS_COLUMNS };

/* A step is taken as if for so many blocks. */
static const float USUAL_PAGE = 60;

/* Gradients longer than this are shortened. */
static const float LONGEST = 10;

struct learn_options learn_defaults(void)
{
	return (struct learn_options){ .rounds = 1,
		                           .rate = 0.004F,
		                           .drop = 0.25F,
		                           .drop_rows = 0.15F,
		                           .drop_geometry = 0.15F,
		                           .drop_words = 0.35F,
		                           .kinship = 0.05F,
		                           .batch = 300 };
}

struct learner {
	const struct learn_options *o;
	struct weights *w;
	struct optimizer optimizer;
	uint64_t random;
	struct arena scratch;
};

/* From 0 to 1. */
static float draw(struct learner *l)
{
	return (float)(random_next(&l->random) >> 40) * (1.0F / (1 << 24));
}

/* About normal: the sum of twelve even ones. */
static float draw_normal(struct learner *l)
{
	float sum = -6;
	for (int i = 0; i < 12; i++)
		sum += draw(l);
	return sum;
}

static void fill(struct learner *l, float *x, size_t count, float scale)
{
	for (size_t i = 0; i < count; i++)
		x[i] = draw_normal(l) * scale;
}

static void begin_at_random(struct learner *l)
{
	struct weights *w = l->w;
	fill(l, w->feature, w->values * D, 0.08F);
	fill(l, w->edge, (size_t)NGRAM_EDGE_ROWS * E, 0.08F);
	fill(l, w->content, (size_t)NGRAM_CONTENT_ROWS * E, 0.1F);
	fill(l, w->from_edge, (size_t)E * D, 0.15F);
	fill(l, w->from_content, (size_t)E * D, 0.15F);
	fill(l, w->from_kinship, (size_t)WEIGHTS_KINSHIP * D, 0.2F);
	for (int u = 0; u < 2 * WEIGHTS_LAYERS; u++) {
		const struct weights_unit *unit = &w->units[u / 2][u % 2];
		fill(l, unit->input, weights_width(u / 2) * WEIGHTS_GATES, 0.1F);
		fill(l, unit->memory, (size_t)H * WEIGHTS_GATES, 0.1F);
	}
	fill(l, w->from_memory, (size_t)2 * H * COLUMNS, 0.08F);
	fill(l, w->from_block, (size_t)D * COLUMNS, 0.08F);
}

/* Leaves out a share of the rows. */
static size_t thin(struct learner *l, uint32_t *rows, size_t count, float share)
{
	size_t kept = 0;
	for (size_t k = 0; k < count; k++)
		if (draw(l) >= share)
			rows[kept++] = rows[k];
	return kept;
}

/* Takes the rows of some features out of all blocks of a page. */
static void silence(const struct weights *w, struct network_block *b, size_t len,
                    const bool *silent)
{
	for (size_t i = 0; i < len; i++) {
		size_t kept = 0, f = 0;
		for (size_t k = 0; k < b[i].feature_count; k++) {
			while (f + 1 < feature_count() && w->first[f + 1] <= b[i].features[k])
				f++;
			if (!silent[f])
				b[i].features[kept++] = b[i].features[k];
		}
		b[i].feature_count = kept;
	}
}

/*
 * Of a page that tells where its lines stand, what other sources do not tell: some
 * have no boxes, some not this or that of them, some no words that were learned.
 */
static void silence_page(struct learner *l, struct network_block *b, size_t len)
{
	bool *silent = arena_array(&l->scratch, feature_count(), sizeof(*silent));
	bool none = draw(l) < l->o->drop_geometry, words = draw(l) < l->o->drop_words;
	for (size_t f = 0; f < feature_count(); f++)
		silent[f] = feature_is_geometry(f)  ? none || draw(l) < l->o->drop_geometry
		            : feature_is_wording(f) ? words
		                                    : false;
	silence(l->w, b, len, silent);
	for (size_t i = 0; words && i < len; i++)
		b[i].grams.edge_len = b[i].grams.content_len = 0;
}

static void thin_blocks(struct learner *l, struct network_block *b, size_t len)
{
	float share = l->o->drop_rows;
	for (size_t i = 0; i < len; i++) {
		b[i].feature_count = thin(l, b[i].features, b[i].feature_count, share * 2 / 3);
		b[i].grams.edge_len = thin(l, b[i].grams.edge, b[i].grams.edge_len, share);
		b[i].grams.content_len = thin(l, b[i].grams.content, b[i].grams.content_len, share);
	}
}

static float *noise(struct learner *l, size_t count)
{
	float *keep = arena_room(&l->scratch, count, sizeof(*keep)), kept = 1 / (1 - l->o->drop);
	for (size_t i = 0; i < count; i++)
		keep[i] = draw(l) < l->o->drop ? 0 : kept;
	return keep;
}

/* The article that each block is of, counted from 0. */
static size_t *number_articles(struct learner *l, const struct gold_page *p)
{
	const uint32_t begins = LABEL_STARTS | LABEL_BIT(LABEL_FURNITURE);
	size_t *article = arena_array(&l->scratch, p->blocks.len, sizeof(*article)), n = 0;
	for (size_t i = 0; i < p->blocks.len; i++)
		article[i] = n += (p->allowed[i] & begins) != 0;
	return article;
}

/* Whether two blocks are of one article, as their contents say: towards what is so. */
static void compare(struct learner *l, const float *a, const float *b, bool same, float *to_a,
                    float *to_b)
{
	const float steep = 2;
	float dot = 0;
	for (size_t j = 0; j < E; j++)
		dot += a[j] * b[j];
	float near[LANES] = { steep * dot - 1 };
	activation_sigmoid(near, LANES);
	float by = l->o->kinship * steep * (near[0] - (same ? 1 : 0));
	for (size_t j = 0; j < E; j++) {
		to_a[j] += by * b[j];
		to_b[j] += by * a[j];
	}
}

/* The gradient of the contents: each block beside the next ones, and some of the page. */
static float *compare_contents(struct learner *l, const struct gold_page *p,
                               const struct network_block *rows, const struct network_pass *pass)
{
	enum { NEAR = 4, FAR = 2, FEWEST = 6 };
	size_t len = p->blocks.len, *article = number_articles(l, p);
	float *out = arena_array(&l->scratch, len * E, sizeof(*out));
	for (size_t i = 0; l->o->kinship > 0 && i < len; i++) {
		for (size_t k = 1; k <= NEAR + FAR; k++) {
			size_t other = k <= NEAR ? i + k : random_below(&l->random, len);
			if (other >= len || other == i || rows[i].grams.content_len < FEWEST ||
			    rows[other].grams.content_len < FEWEST)
				continue;
			compare(l, pass->contents + i * E, pass->contents + other * E,
			        article[i] == article[other], out + i * E, out + other * E);
		}
	}
	return out;
}

/* The chain's own gradient: what is expected freely less what is expected of the annotation. */
static void add_chain(struct learner *l, const struct chain *c, const float *excess,
                      chain_pairs *free_pairs, chain_pairs *held_pairs)
{
	struct weights *g = &l->optimizer.gradient;
	for (int k = 0; k < LABEL_COUNT; k++)
		g->begin[k] += excess[k];
	for (size_t i = 1; i < c->len; i++)
		for (int b = 0; b < LABEL_COUNT; b++)
			for (int k = 0; k < LABEL_COUNT; k++)
				g->follow[c->classes[i]][b][k] += free_pairs[i][b][k] - held_pairs[i][b][k];
}

/* The likelihood of labels and of pairs under what is allowed; returns the logarithm of its sum. */
static double expect(const struct chain *c, const uint32_t *allowed, float *labels,
                     chain_pairs *pairs, struct arena *a)
{
	const struct chain_lattice *t = chain_sum(c, allowed, a);
	chain_likelihood(t, labels);
	chain_pair_likelihood(t, pairs);
	return chain_total(t);
}

/* Adds the gradient of a page; returns its loss. */
static double add_page(struct learner *l, const struct gold_page *p)
{
	struct arena *a = &l->scratch;
	size_t n = p->blocks.len;
	arena_reset(a);
	struct network_block *rows = network_read(l->w, &p->blocks, p->sets, a);
	struct network_pass pass = network_begin(n, true, a);
	if (p->text.boxes)
		silence_page(l, rows, n);
	thin_blocks(l, rows, n);
	pass.keep_block = noise(l, n * D);
	for (int k = 0; k < WEIGHTS_LAYERS; k++)
		pass.layers[k].keep = noise(l, n * 2 * H);
	network_run(l->w, rows, &pass);
	struct chain c = { .len = n, .scores = pass.scores, .begin = l->w->begin };
	c.follow = (const float(*)[LABEL_COUNT][COLUMNS])l->w->follow;
	c.classes = arena_room(a, n, sizeof(*c.classes));
	for (size_t i = 0; i < n; i++)
		c.classes[i] = weights_class_of(&p->facts[i]);
	float *free_p = arena_array(a, n * COLUMNS, sizeof(float));
	float *held_p = arena_array(a, n * COLUMNS, sizeof(float));
	chain_pairs *free_q = arena_array(a, n, sizeof(*free_q));
	chain_pairs *held_q = arena_array(a, n, sizeof(*held_q));
	double all = expect(&c, NULL, free_p, free_q, a);
	double held = expect(&c, p->allowed, held_p, held_q, a);
	for (size_t i = 0; i < n * COLUMNS; i++)
		free_p[i] -= held_p[i];
	add_chain(l, &c, free_p, free_q, held_q);
	gradient_add(l->w, rows, &pass, free_p, compare_contents(l, p, rows, &pass),
	             &l->optimizer.gradient, a);
	optimizer_touch(&l->optimizer, rows, n);
	return all - held;
}

/* The step after a batch; done is the share of all learning that is behind. */
static void step(struct learner *l, size_t blocks, float done)
{
	const struct weights *g = &l->optimizer.gradient;
	float scale = USUAL_PAGE / (float)blocks, sum = 0;
	for (const float *x = g->dense; x < g->all + g->size; x++)
		sum += *x * *x * scale * scale;
	if (sum > LONGEST * LONGEST)
		scale *= LONGEST / sqrtf(sum);
	float rate = l->o->rate * (0.02F + 0.98F * (1 - done) * (1 - done) * (1 + 2 * done));
	optimizer_step(&l->optimizer, rate, scale);
	if (done > 0.5F && l->optimizer.steps % 16 == 0)
		optimizer_average(&l->optimizer);
}

static void shuffle(size_t *order, size_t n, uint64_t *state)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = random_below(state, i);
		size_t t = order[i - 1];
		order[i - 1] = order[k];
		order[k] = t;
	}
}

static void learn_rounds(struct learner *l, const struct gold *g, size_t *order, size_t n)
{
	size_t blocks = 0, done = 0, held = 0;
	for (size_t i = 0; i < n; i++)
		blocks += g->pages.items[order[i]].blocks.len;
	for (int round = 0; round < l->o->rounds; round++) {
		double loss = 0;
		shuffle(order, n, &l->random);
		for (size_t i = 0; i < n; i++) {
			const struct gold_page *p = &g->pages.items[order[i]];
			loss += add_page(l, p);
			held += p->blocks.len;
			done += p->blocks.len;
			if (held < l->o->batch && i + 1 < n)
				continue;
			step(l, held, (float)done / ((float)blocks * (float)l->o->rounds));
			held = 0;
		}
		if (l->o->progress)
			fprintf(l->o->progress, "round %d: loss %.4f a block\n", round + 1,
			        loss / (double)blocks);
	}
}

static void learn_network(const struct gold *g, const struct learn_options *o,
                          const struct weights *start, uint64_t random, struct weights *out)
{
	struct learner l = { .o = o, .w = out, .random = random };
	struct weights anchor = { 0 };
	if (start) {
		weights_unpack(start, out);
		weights_unpack(start, &anchor);
	} else {
		weights_init(out);
		begin_at_random(&l);
	}
	optimizer_begin(&l.optimizer, out);
	l.optimizer.anchor = start ? &anchor : NULL;
	l.optimizer.pull = o->pull;
	size_t *order = mem_array(g->pages.len, sizeof(*order)), n = 0;
	for (size_t i = 0; i < g->pages.len; i++)
		if (g->pages.items[i].blocks.len > 0)
			order[n++] = i;
	learn_rounds(&l, g, order, n);
	optimizer_take_average(&l.optimizer);
	free(order);
	optimizer_end(&l.optimizer);
	weights_free(&anchor);
	arena_free(&l.scratch);
}

void learn_weights(const struct gold *g, const struct learn_options *o, struct weights *out)
{
	const uint64_t some = 0x9E3779B97F4A7C15u; /* odd, so that no multiple of an odd number is 0 */
	const struct weights *start = o->start;
	learn_network(g, o, start, some * (2 * o->seed + 1), out);
	for (start = start ? start->next : NULL; start; start = start->next, out = out->next) {
		out->next = mem_array(1, sizeof(*out));
		learn_network(g, o, start, some * (2 * o->seed + 1), out->next);
	}
}
