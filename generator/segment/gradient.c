#include "segment/gradient.h"

#include <string.h>

#include "segment/network_size.h"

/* The gradient of a product's matrix: its input times what its output should change by. */
static void add_outer(float *restrict matrix, const float *restrict x, const float *restrict out,
                      size_t rows, size_t columns)
{
	for (size_t k = 0; k < rows; k++) {
		float by = x[k], *restrict row = matrix + k * columns;
		if (by == 0)
			continue;
		for (size_t j = 0; j < columns; j++)
			row[j] += by * out[j];
	}
}

/* The gradient of a product's input: in += the matrix times out. */
static void multiply_back(float *restrict in, const float *restrict matrix,
                          const float *restrict out, size_t rows, size_t columns)
{
	for (size_t k = 0; k < rows; k++) {
		const float *restrict row = matrix + k * columns;
		float sum[8] = { 0 };
		for (size_t j = 0; j < columns; j += 8)
			for (size_t l = 0; l < 8; l++)
				sum[l] += row[j + l] * out[j + l];
		in[k] += ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
	}
}

static void add(float *to, const float *x, size_t n)
{
	for (size_t j = 0; j < n; j++)
		to[j] += x[j];
}

static void add_scaled(float *to, const float *x, float by, size_t n)
{
	for (size_t j = 0; j < n; j++)
		to[j] += by * x[j];
}

/* Block i as unit u read it; *carry is the gradient of its memory, and becomes that of the memory before. */
static void unread_block(const struct weights *w, const struct network_pass *p, int l, int u,
                         size_t i, const float *before, float *carry, float *in, struct weights *g)
{
	const struct weights_unit *unit = &w->units[l][u];
	const struct network_layer *y = &p->layers[l];
	const size_t width = weights_width(l);
	static const float nothing[H];
	const float *m = before ? before : nothing;
	const float *r = y->reset[u] + i * H, *z = y->update[u] + i * H, *f = y->fresh[u] + i * H;
	const float *kept = y->recalled[u] + i * H;
	float gates[G], recalled[G], back[H] = { 0 };
	for (size_t j = 0; j < H; j++) {
		float fresh = carry[j] * (1 - z[j]) * (1 - f[j] * f[j]);
		gates[j] = recalled[j] = fresh * kept[j] * r[j] * (1 - r[j]);
		gates[H + j] = recalled[H + j] = carry[j] * (m[j] - f[j]) * z[j] * (1 - z[j]);
		gates[2 * H + j] = fresh;
		recalled[2 * H + j] = fresh * r[j];
		back[j] = carry[j] * z[j];
	}
	multiply_back(in + i * width, unit->input, gates, width, G);
	multiply_back(back, unit->memory, recalled, H, G);
	if (g) {
		const struct weights_unit *to = &g->units[l][u];
		add(to->bias, gates, G);
		add(to->memory_bias, recalled + 2 * H, H);
		add_outer(to->input, network_read_by(p, l) + i * width, gates, width, G);
		add_outer(to->memory, m, recalled, H, G);
	}
	memcpy(carry, back, sizeof(back));
}

/* What the units of a layer read, of a run of blocks; memory is the gradient of theirs. */
static void unread_run(const struct weights *w, const struct network_pass *p, int l, size_t from,
                       size_t to, const float *memory, float *in, struct weights *g)
{
	const float *had = p->layers[l].memory;
	float carry[H] = { 0 };
	for (size_t i = to; i-- > from;) {
		add(carry, memory + i * 2 * H, H);
		unread_block(w, p, l, 0, i, i ? had + (i - 1) * 2 * H : NULL, carry, in, g);
	}
	memset(carry, 0, sizeof(carry));
	for (size_t i = from; i < to; i++) {
		add(carry, memory + i * 2 * H + H, H);
		unread_block(w, p, l, 1, i, i + 1 < p->len ? had + (i + 1) * 2 * H + H : NULL, carry, in,
		             g);
	}
}

/* All layers of a run of blocks: out is the gradient of what the last made, and is used up. */
static void unread_layers(const struct weights *w, const struct network_pass *p, size_t from,
                          size_t to, float *out, float *blocks, struct weights *g, struct arena *a)
{
	float *memory = arena_array(a, p->len * 2 * H, sizeof(float));
	for (int l = WEIGHTS_LAYERS; l-- > 0;) {
		const float *keep = p->layers[l].keep;
		for (size_t j = from * 2 * H; j < to * 2 * H; j++)
			memory[j] = out[j] * (keep ? keep[j] : 1);
		unread_run(w, p, l, from, to, memory, l > 0 ? out : blocks, g);
	}
}

void gradient_block(const struct weights *w, const struct network_pass *p, size_t at, size_t reach,
                    const float *excess, float *blocks, struct arena *a)
{
	float *out = arena_array(a, p->len * 2 * H, sizeof(float));
	multiply_back(out + at * 2 * H, w->from_memory, excess, 2 * H, C);
	multiply_back(blocks + at * D, w->from_block, excess, D, C);
	size_t to = at + reach + 1;
	unread_layers(w, p, at > reach ? at - reach : 0, to < p->len ? to : p->len, out, blocks, NULL,
	              a);
	for (size_t j = 0; j < p->len * D; j++)
		blocks[j] = p->blocks[j] > 0 ? blocks[j] : 0;
}

/* Where a run begins and ends on the page. */
static size_t edge_of(const struct network_pass *p, ptrdiff_t at)
{
	return at < 0 ? 0 : at > (ptrdiff_t)p->len ? p->len : (size_t)at;
}

/* above: the gradient of the sums of contents. */
static void add_to_run(const struct network_pass *p, ptrdiff_t from, ptrdiff_t to, const float *by,
                       float scale, float *above)
{
	add_scaled(above + edge_of(p, to) * E, by, scale, E);
	add_scaled(above + edge_of(p, from) * E, by, -scale, E);
}

static void unread_kinship(const struct network_pass *p, size_t i, int k, float out, float *above)
{
	const struct network_kin *kin = &network_kin[k];
	float value = p->kinship[i * K + (size_t)k], a[E], b[E];
	ptrdiff_t at = (ptrdiff_t)i;
	size_t one = network_run_content(p, at + kin->from, at + kin->to, a);
	size_t other = network_run_content(p, at + kin->other_from, at + kin->other_to, b);
	if (!one || !other)
		return;
	float scale = out * (1 - value * value) * 0.5F * network_root(one * other);
	add_to_run(p, at + kin->from, at + kin->to, b, scale, above);
	add_to_run(p, at + kin->other_from, at + kin->other_to, a, scale, above);
}

static void unread_vectors(const struct weights *w, const struct network_block *b,
                           const struct network_pass *p, float *blocks, float *contents,
                           float *above, struct weights *g)
{
	for (size_t i = 0; i < p->len; i++) {
		float *out = blocks + i * D, kin[K] = { 0 }, edge[E] = { 0 };
		for (size_t j = 0; j < D; j++) {
			float keep = p->keep_block ? p->keep_block[i * D + j] : 1;
			out[j] = p->blocks[i * D + j] > 0 ? out[j] * keep : 0;
		}
		add(g->bias, out, D);
		for (size_t k = 0; k < b[i].feature_count; k++)
			add(g->feature + (size_t)b[i].features[k] * D, out, D);
		add_outer(g->from_edge, p->edges + i * E, out, E, D);
		multiply_back(edge, w->from_edge, out, E, D);
		for (size_t k = 0; k < b[i].grams.edge_len; k++)
			add(g->edge + (size_t)b[i].grams.edge[k] * E, edge, E);
		add_outer(g->from_content, p->contents + i * E, out, E, D);
		multiply_back(contents + i * E, w->from_content, out, E, D);
		add_outer(g->from_kinship, p->kinship + i * K, out, K, D);
		multiply_back(kin, w->from_kinship, out, K, D);
		for (int k = 0; k < K; k++)
			unread_kinship(p, i, k, kin[k], above);
	}
	for (size_t i = p->len; i-- > 0;) { /* a content counts in all sums from its block on */
		float *out = contents + i * E;
		if (i + 1 < p->len)
			add(above + (i + 1) * E, above + (i + 2) * E, E);
		add(out, above + (i + 1) * E, E);
		for (size_t j = 0; j < E; j++)
			out[j] *= b[i].content_scale;
		for (size_t k = 0; k < b[i].grams.content_len; k++)
			add(g->content + (size_t)b[i].grams.content[k] * E, out, E);
	}
}

void gradient_add(const struct weights *w, const struct network_block *blocks,
                  const struct network_pass *p, const float *excess, float *contents,
                  struct weights *g, struct arena *a)
{
	float *made = arena_array(a, p->len * 2 * H, sizeof(float));
	float *vectors = arena_array(a, p->len * D, sizeof(float));
	float *above = arena_array(a, (p->len + 1) * E, sizeof(float));
	for (size_t i = 0; i < p->len; i++) {
		const float *out = excess + i * C;
		add(g->label_bias, out, C);
		add_outer(g->from_memory, network_read_by(p, WEIGHTS_LAYERS) + i * 2 * H, out, 2 * H, C);
		multiply_back(made + i * 2 * H, w->from_memory, out, 2 * H, C);
		add_outer(g->from_block, p->blocks + i * D, out, D, C);
		multiply_back(vectors + i * D, w->from_block, out, D, C);
	}
	unread_layers(w, p, 0, p->len, made, vectors, g, a);
	unread_vectors(w, blocks, p, vectors, contents, above, g);
}
