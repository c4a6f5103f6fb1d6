#include "segment/network.h"

#include <string.h>

#include "segment/activation.h"
#include "segment/matrix.h"
#include "segment/network_size.h"

/*
 * Processors that add eight numbers at once do; each number comes out the same,
 * for none is multiplied and added in one step. All that network_run() does is
 * put inside it, so that it is there in both ways.
 */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && \
	!defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

const struct network_kin network_kin[WEIGHTS_KINSHIP] = {
	{ 0, 1, -1, 0 },  { 0, 1, 1, 2 },  { 0, 1, -2, -1 }, { 0, 1, 2, 3 },
	{ 0, 1, -3, -2 }, { 0, 1, 3, 4 },  { 0, 1, -4, 0 },  { 0, 1, 1, 5 },
	{ -2, 0, 0, 2 },  { -4, 0, 0, 4 }, { -8, 0, 0, 8 },  { -1, 0, 1, 2 },
	{ -2, 0, 1, 3 },  { -4, 0, 1, 5 }, { -8, 0, 1, 9 },  { -3, 0, 2, 5 },
};

float network_root(size_t n)
{
	float x = (float)n, r = 1;
	while (r * r * x > 1)
		r *= 0.5F;
	for (int k = 0; k < 8; k++)
		r *= 1.5F - 0.5F * x * r * r;
	return r;
}

struct network_block *network_read(const struct weights *w, const struct blocks *page,
                                   const struct feature_set *sets, struct arena *a)
{
	struct network_block *blocks = arena_array(a, page->len, sizeof(*blocks));
	for (size_t i = 0; i < page->len; i++) {
		struct network_block *b = &blocks[i];
		b->features = arena_room(a, sets[i].len, sizeof(*b->features));
		b->feature_count = sets[i].len;
		for (size_t k = 0; k < sets[i].len; k++)
			b->features[k] = (uint32_t)(w->first[sets[i].seen[k].feature] + sets[i].seen[k].value);
		b->grams = ngram_find(page->items[i].glyphs, a);
		b->content_scale = network_root(b->grams.content_len < 4 ? 4 : b->grams.content_len);
	}
	return blocks;
}

struct network_pass network_begin(size_t len, bool kept, struct arena *a)
{
	struct network_pass p = { .len = len, .stride = kept ? H : 0 };
	const size_t rows = kept ? len : 1;
	p.edges = arena_array(a, len * E, sizeof(float));
	p.contents = arena_array(a, len * E, sizeof(float));
	p.above = arena_array(a, (len + 1) * E, sizeof(float));
	p.kinship = arena_array(a, len * K, sizeof(float));
	p.blocks = arena_array(a, len * D, sizeof(float));
	for (int l = 0; l < WEIGHTS_LAYERS; l++) {
		struct network_layer *layer = &p.layers[l];
		for (int u = 0; u < 2; u++) {
			layer->reset[u] = arena_room(a, rows * H, sizeof(float));
			layer->update[u] = arena_room(a, rows * H, sizeof(float));
			layer->fresh[u] = arena_room(a, rows * H, sizeof(float));
			layer->recalled[u] = arena_room(a, rows * H, sizeof(float));
		}
		layer->memory = arena_array(a, len * 2 * H, sizeof(float));
		layer->out = arena_array(a, len * 2 * H, sizeof(float));
	}
	p.scores = arena_array(a, len * C, sizeof(float));
	return p;
}

/* x += rows of a table, packed or not. */
LANES_INLINE void add_rows(float *x, const float *table, const struct weights_table *packed,
                           const uint32_t *rows, size_t count, size_t width)
{
	if (table)
		matrix_add_rows(x, table, rows, count, width);
	for (size_t column = 0; !table && column < width; column += LANES * WEIGHTS_PACKED)
		matrix_add_packed_rows(x, packed, column, rows, count, width);
}

const float *network_read_by(const struct network_pass *p, int layer)
{
	return layer == 0 ? p->blocks : p->layers[layer - 1].out;
}

LANES_INLINE size_t run_content(const struct network_pass *p, ptrdiff_t from, ptrdiff_t to,
                                float *sum)
{
	ptrdiff_t len = (ptrdiff_t)p->len;
	from = from < 0 ? 0 : from > len ? len : from;
	to = to < from ? from : to > len ? len : to;
	const float *a = p->above + (size_t)from * E, *b = p->above + (size_t)to * E;
	for (size_t j = 0; j < E; j++)
		sum[j] = b[j] - a[j];
	return (size_t)(to - from);
}

size_t network_run_content(const struct network_pass *p, ptrdiff_t from, ptrdiff_t to, float *sum)
{
	return run_content(p, from, to, sum);
}

/* Before its tanh is taken. */
LANES_INLINE float kinship(const struct network_pass *p, size_t i, const struct network_kin *kin)
{
	float a[E], b[E];
	ptrdiff_t at = (ptrdiff_t)i;
	size_t one = run_content(p, at + kin->from, at + kin->to, a);
	size_t other = run_content(p, at + kin->other_from, at + kin->other_to, b);
	return one && other ? 0.5F * network_root(one * other) * matrix_dot(a, b, E) : 0;
}

LANES_INLINE void find_blocks(const struct weights *w, const struct network_block *blocks,
                              struct network_pass *p)
{
	for (size_t i = 0; i < p->len; i++) {
		const struct network_block *b = &blocks[i];
		float *content = p->contents + i * E;
		add_rows(p->edges + i * E, w->edge, &w->packed_edge, b->grams.edge, b->grams.edge_len, E);
		add_rows(content, w->content, &w->packed_content, b->grams.content, b->grams.content_len,
		         E);
		for (size_t j = 0; j < E; j++)
			content[j] *= b->content_scale;
	}
	for (size_t i = 0; i < p->len * E; i++)
		p->above[E + i] = p->above[i] + p->contents[i];
	for (size_t i = 0; i < p->len; i++) {
		float *x = p->blocks + i * D;
		for (size_t k = 0; k < K; k++)
			p->kinship[i * K + k] = kinship(p, i, &network_kin[k]);
		activation_tanh(p->kinship + i * K, K);
		memcpy(x, w->bias, D * sizeof(*x));
		add_rows(x, w->feature, &w->packed_feature, blocks[i].features, blocks[i].feature_count, D);
		matrix_multiply(x, p->edges + i * E, w->from_edge, E, D);
		matrix_multiply(x, p->contents + i * E, w->from_content, E, D);
		matrix_multiply(x, p->kinship + i * K, w->from_kinship, K, D);
		for (size_t j = 0; j < D; j++)
			x[j] = x[j] > 0 ? x[j] : 0;
		for (size_t j = 0; p->keep_block && j < D; j++)
			x[j] *= p->keep_block[i * D + j];
	}
}

/*
 * One block read by one unit, which has multiplied its vector to gates; before is
 * the memory of the block read before, NULL at the first.
 */
LANES_INLINE void read_block(const struct weights_unit *unit, const float *gates,
                             const float *before, size_t stride, struct network_layer *p, int u,
                             size_t i)
{
	static const float nothing[H];
	float recalled[G] = { 0 };
	const float *m = before ? before : nothing;
	const size_t at = i * stride;
	float *reset = p->reset[u] + at, *update = p->update[u] + at, *fresh = p->fresh[u] + at;
	float *kept = p->recalled[u] + at, *memory = p->memory + i * 2 * H + (size_t)u * H;
	matrix_multiply(recalled, m, unit->memory, H, G);
	for (size_t j = 0; j < H; j++) {
		reset[j] = gates[j] + recalled[j];
		update[j] = gates[H + j] + recalled[H + j];
		kept[j] = recalled[2 * H + j] + unit->memory_bias[j];
	}
	activation_sigmoid(reset, H);
	activation_sigmoid(update, H);
	for (size_t j = 0; j < H; j++)
		fresh[j] = gates[2 * H + j] + reset[j] * kept[j];
	activation_tanh(fresh, H);
	for (size_t j = 0; j < H; j++)
		memory[j] = (1 - update[j]) * fresh[j] + update[j] * m[j];
}

/* The blocks from there on, as many as TOGETHER or the page has, read by one unit in its direction. */
enum { TOGETHER = 16 };

LANES_INLINE void read_blocks(const struct weights *w, size_t from, struct network_pass *p, int l,
                              int u)
{
	const struct weights_unit *unit = &w->units[l][u];
	struct network_layer *layer = &p->layers[l];
	const size_t width = weights_width(l);
	float gates[TOGETHER * G];
	const size_t count = p->len - from < TOGETHER ? p->len - from : TOGETHER;
	for (size_t k = 0; k < count; k++)
		memcpy(gates + k * G, unit->bias, G * sizeof(*gates));
	matrix_multiply_all(gates, network_read_by(p, l) + from * width, unit->input, count, width, G);
	for (size_t k = 0; k < count; k++) {
		const size_t i = from + (u == 0 ? k : count - 1 - k);
		const bool first = i == (u == 0 ? 0 : p->len - 1);
		const float *memory = layer->memory + (size_t)u * H;
		read_block(unit, gates + (i - from) * G,
		           first ? NULL : memory + (u == 0 ? i - 1 : i + 1) * 2 * H, p->stride, layer, u,
		           i);
	}
}

LANES_INLINE void read_page(const struct weights *w, struct network_pass *p, int l)
{
	struct network_layer *layer = &p->layers[l];
	for (size_t from = 0; from < p->len; from += TOGETHER)
		read_blocks(w, from, p, l, 0);
	for (size_t from = (p->len + TOGETHER - 1) / TOGETHER * TOGETHER; from > 0; from -= TOGETHER)
		read_blocks(w, from - TOGETHER, p, l, 1);
	for (size_t j = 0; j < p->len * 2 * H; j++) {
		float kept = layer->memory[j] * (layer->keep ? layer->keep[j] : 1);
		layer->out[j] = l > 0 ? kept + p->layers[l - 1].out[j] : kept;
	}
}

WIDE void network_run(const struct weights *w, const struct network_block *blocks,
                      struct network_pass *p)
{
	find_blocks(w, blocks, p);
	for (int l = 0; l < WEIGHTS_LAYERS; l++)
		read_page(w, p, l);
	for (size_t i = 0; i < p->len; i++) {
		float *scores = p->scores + i * C;
		memcpy(scores, w->label_bias, C * sizeof(*scores));
		matrix_multiply(scores, network_read_by(p, WEIGHTS_LAYERS) + i * 2 * H, w->from_memory,
		                2 * H, C);
		matrix_multiply(scores, p->blocks + i * D, w->from_block, D, C);
	}
}
