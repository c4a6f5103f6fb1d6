#include "learn/optimizer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { E = WEIGHTS_GRAM, D = WEIGHTS_BLOCK, GRAM_ROWS = NGRAM_EDGE_ROWS + NGRAM_CONTENT_ROWS };

/* The first steps are shorter, until the moments are known. */
enum { WARM_UP = 20 };

void optimizer_begin(struct optimizer *o, struct weights *w)
{
	*o = (struct optimizer){ .w = w };
	weights_init(&o->gradient);
	weights_init(&o->first);
	weights_init(&o->second);
	weights_init(&o->average);
	o->touched = mem_array(w->values + GRAM_ROWS, 1);
}

void optimizer_end(struct optimizer *o)
{
	weights_free(&o->gradient);
	weights_free(&o->first);
	weights_free(&o->second);
	weights_free(&o->average);
	free(o->touched);
}

static void touch(unsigned char *touched, const uint32_t *rows, size_t count)
{
	for (size_t k = 0; k < count; k++)
		touched[rows[k]] = 1;
}

void optimizer_touch(struct optimizer *o, const struct network_block *blocks, size_t len)
{
	unsigned char *edge = o->touched + o->w->values, *content = edge + NGRAM_EDGE_ROWS;
	for (size_t i = 0; i < len; i++) {
		touch(o->touched, blocks[i].features, blocks[i].feature_count);
		touch(edge, blocks[i].grams.edge, blocks[i].grams.edge_len);
		touch(content, blocks[i].grams.content, blocks[i].grams.content_len);
	}
}

static void step_part(struct optimizer *o, size_t from, size_t count, float rate, float scale)
{
	const float keep_first = 0.9F, keep_second = 0.99F, least = 1e-5F;
	float *w = o->w->all + from, *g = o->gradient.all + from;
	float *first = o->first.all + from, *second = o->second.all + from;
	for (size_t i = 0; i < count; i++) {
		float x = g[i] * scale;
		if (o->anchor)
			x += o->pull * (w[i] - o->anchor->all[from + i]);
		g[i] = 0;
		first[i] = keep_first * first[i] + (1 - keep_first) * x;
		second[i] = keep_second * second[i] + (1 - keep_second) * x * x;
		w[i] -= rate * first[i] / (sqrtf(second[i]) + least);
	}
}

static void step_rows(struct optimizer *o, float *table, size_t rows, size_t columns,
                      unsigned char *touched, float rate, float scale)
{
	size_t from = (size_t)(table - o->w->all);
	for (size_t r = 0; r < rows; r++) {
		if (!touched[r])
			continue;
		step_part(o, from + r * columns, columns, rate, scale);
		touched[r] = 0;
	}
}

void optimizer_step(struct optimizer *o, float rate, float scale)
{
	struct weights *w = o->w;
	o->steps++;
	if (o->steps < WARM_UP)
		rate *= (float)o->steps / WARM_UP;
	step_part(o, (size_t)(w->dense - w->all), w->size - (size_t)(w->dense - w->all), rate, scale);
	step_rows(o, w->feature, w->values, D, o->touched, rate, scale);
	step_rows(o, w->edge, GRAM_ROWS, E, o->touched + w->values, rate, scale);
}

void optimizer_average(struct optimizer *o)
{
	float share = 1.0F / (float)++o->averaged;
	for (size_t i = 0; i < o->w->size; i++)
		o->average.all[i] += (o->w->all[i] - o->average.all[i]) * share;
}

void optimizer_take_average(struct optimizer *o)
{
	if (o->averaged)
		memcpy(o->w->all, o->average.all, o->w->size * sizeof(*o->w->all));
}
