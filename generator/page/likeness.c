#include "page/likeness.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

/*
 * A headline speaks of what follows, a subhead of what stands around it, and
 * where the texts above and below share rare words, the article goes on.
 * Texts are compared by their first PAIRS pairs: enough to know what a
 * paragraph is about, and linear on a page of any size.
 */
enum { PAIRS = 160, REACH = 3 };

struct pairs {
	uint32_t *ids;  /* sorted, distinct, into weight[] */
	size_t    len;
};

struct table {
	uint32_t *keys;    /* 0: free */
	uint32_t *ids;
	size_t    mask;
	float    *weight;  /* of id: one over the blocks that hold it */
	size_t    len;
};

static size_t pairs_of(struct glyphs g)
{
	return g.len > PAIRS ? PAIRS : g.len;
}

static uint32_t id_of(struct table *t, uint32_t a, uint32_t b)
{
	uint32_t key = (a * 0x9E3779B1u ^ b * 0x85EBCA77u) | 1;
	size_t i = (key >> 7) & t->mask;
	while (t->keys[i] && t->keys[i] != key)
		i = (i + 1) & t->mask;
	if (t->keys[i] == 0) {
		t->keys[i] = key;
		t->ids[i] = (uint32_t)t->len++;
	}
	return t->ids[i];
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void sort_distinct(struct pairs *p)
{
	qsort(p->ids, p->len, sizeof(*p->ids), by_number);
	size_t n = 0;
	for (size_t i = 0; i < p->len; i++)
		if (n == 0 || p->ids[n - 1] != p->ids[i])
			p->ids[n++] = p->ids[i];
	p->len = n;
}

static void collect(struct pairs *p, struct glyphs g, struct table *t)
{
	size_t n = pairs_of(g);
	for (size_t i = 0; i + 1 < n; i++)
		if (glyph_is_han(g.code[i]) && glyph_is_han(g.code[i + 1]))
			p->ids[p->len++] = id_of(t, g.code[i], g.code[i + 1]);
	sort_distinct(p);
	for (size_t i = 0; i < p->len; i++)
		t->weight[p->ids[i]] += 1;
}

/* The weight of the pairs of a that some of the n blocks at b hold as well. */
static float shared(const struct pairs *a, const struct pairs *b, size_t n, const struct table *t)
{
	float sum = 0;
	size_t at[REACH] = { 0 };
	for (size_t i = 0; i < a->len; i++) {
		bool found = false;
		for (size_t k = 0; k < n; k++) {
			while (at[k] < b[k].len && b[k].ids[at[k]] < a->ids[i])
				at[k]++;
			found |= at[k] < b[k].len && b[k].ids[at[k]] == a->ids[i];
		}
		if (found)
			sum += t->weight[a->ids[i]];
	}
	return sum;
}

static float total(const struct pairs *p, const struct table *t)
{
	float sum = 0;
	for (size_t i = 0; i < p->len; i++)
		sum += t->weight[p->ids[i]];
	return sum;
}

static int per_mille(float part, float whole)
{
	return whole > 0 ? (int)(part * 1000 / whole) : 0;
}

/* The weight of those pairs of p that the page holds more than once. */
static float repeated(const struct pairs *p, const struct table *t)
{
	float sum = 0;
	for (size_t i = 0; i < p->len; i++)
		if (t->weight[p->ids[i]] < 0.9F)
			sum += t->weight[p->ids[i]];
	return sum;
}

/* A short block beside the texts after and before it; a long one beside its neighbours. */
static void compare(const struct pairs *p, size_t i, size_t len, const struct table *t,
                    struct facts *f)
{
	size_t after = len - i - 1 < REACH ? len - i - 1 : REACH;
	size_t before = i < REACH ? i : REACH;
	float whole = total(&p[i], t);
	f->likeness_next = per_mille(shared(&p[i], p + i + 1, after, t), whole);
	f->likeness_previous = per_mille(shared(&p[i], p + i - before, before, t), whole);
	float known = repeated(&p[i], t) + 1;
	f->kin_next = after ? per_mille(shared(&p[i], p + i + 1, 1, t), known) : 0;
	f->kin_previous = before ? per_mille(shared(&p[i], p + i - 1, 1, t), known) : 0;
	if (!f->is_short || i == 0 || after == 0)
		return;
	size_t two = before < 2 ? before : 2;
	float most = 0;
	for (size_t k = 1; k <= (after < 2 ? after : 2); k++) {
		float part = shared(&p[i + k], p + i - two, two, t);
		float all = total(&p[i + k], t);
		if (all > 0 && part / all > most)
			most = part / all;
	}
	f->continuity = (int)(most * 1000);
}

/*
 * Words that the blocks of a window before block i and those from i on share, and
 * that the page holds nowhere else, beside all words local to one side: high
 * inside an article, low between two.
 */
struct bridge {
	const struct pairs *pairs;
	uint16_t *before;  /* of id: blocks of the window before i that hold it */
	uint16_t *after;
};

static float locality(const struct bridge *b, const struct table *t, uint32_t id)
{
	float inside = (float)(b->before[id] + b->after[id]) * t->weight[id];
	return inside > 0.99F ? 1 : 0;
}

static void measure_bridge(struct bridge *b, const struct table *t, size_t from, size_t to,
                           int *out)
{
	float shared_weight = 0, all = 0;
	for (size_t k = from; k < to; k++) {
		for (size_t n = 0; n < b->pairs[k].len; n++) {
			uint32_t id = b->pairs[k].ids[n];
			float local = locality(b, t, id) / (float)(b->before[id] + b->after[id]);
			if (b->before[id] + b->after[id] < 2)
				continue;
			all += local;
			if (b->before[id] && b->after[id])
				shared_weight += local;
		}
	}
	*out = per_mille(shared_weight, all + 4);
}

static void count_window(uint16_t *counts, const struct pairs *p, int by)
{
	for (size_t n = 0; n < p->len; n++)
		counts[p->ids[n]] = (uint16_t)(counts[p->ids[n]] + by);
}

/* The window slides over the page, so each block enters and leaves each side once. */
static void find_bridges(const struct pairs *pairs, size_t len, const struct table *t,
                         size_t window, size_t which, struct facts *facts)
{
	struct bridge b = { .pairs = pairs };
	b.before = mem_array(t->len + 1, sizeof(*b.before));
	b.after = mem_array(t->len + 1, sizeof(*b.after));
	for (size_t k = 0; k < len && k < window; k++)
		count_window(b.after, &pairs[k], 1);
	for (size_t i = 0; i < len; i++) {
		size_t from = i > window ? i - window : 0;
		size_t to = i + window < len ? i + window : len;
		measure_bridge(&b, t, from, to, &facts[i].bridge[which]);
		count_window(b.after, &pairs[i], -1);
		count_window(b.before, &pairs[i], 1);
		if (i + window < len)
			count_window(b.after, &pairs[i + window], 1);
		if (i >= window)
			count_window(b.before, &pairs[i - window], -1);
	}
	free(b.before);
	free(b.after);
}

/* The best of the NEAR short blocks before i, or after it with a step of 1. */
static int best_alike(const struct pairs *pairs, const struct facts *facts, size_t len, size_t i,
                      ptrdiff_t step)
{
	enum { NEAR = 6, FAR = 40 };
	int best = 0, met = 0;
	ptrdiff_t at = (ptrdiff_t)i + step;
	for (int n = 0; n < FAR && met < NEAR && at >= 0 && at < (ptrdiff_t)len; n++, at += step) {
		if (!facts[at].is_short)
			continue;
		met++;
		size_t common = 0, k = 0;
		for (size_t j = 0; j < pairs[i].len; j++) {
			while (k < pairs[at].len && pairs[at].ids[k] < pairs[i].ids[j])
				k++;
			common += k < pairs[at].len && pairs[at].ids[k] == pairs[i].ids[j];
		}
		int part = (int)(common * 1000 / pairs[i].len);
		if (part > best)
			best = part;
	}
	return best;
}

/* Subheads of one article are often built alike; headlines of a page seldom are. */
static void find_alike(const struct pairs *pairs, size_t len, struct facts *facts)
{
	for (size_t i = 0; i < len; i++) {
		if (!facts[i].is_short || pairs[i].len == 0)
			continue;
		int before = best_alike(pairs, facts, len, i, -1);
		int after = best_alike(pairs, facts, len, i, 1);
		facts[i].alike = before > after ? before : after;
	}
}

static void find_repeats(const struct blocks *blocks, struct facts *facts)
{
	struct map seen = { 0 };
	for (size_t i = 0; i < blocks->len; i++) {
		if (!facts[i].is_short)
			continue;
		bool fresh;
		union map_value *v = map_put(&seen, blocks->items[i].text, &fresh);
		if (fresh) {
			v->number = i;
		} else {
			facts[i].repeated = true;
			facts[v->number].repeated = true;
		}
	}
	map_free(&seen);
}

void likeness_find(const struct blocks *blocks, struct facts *facts)
{
	size_t n = 1;
	for (size_t i = 0; i < blocks->len; i++)
		n += pairs_of(blocks->items[i].glyphs);
	struct table t = { .mask = 64 };
	while (t.mask < n * 2)
		t.mask *= 2;
	t.keys = mem_array(t.mask, sizeof(*t.keys));
	t.ids = mem_array(t.mask, sizeof(*t.ids));
	t.mask--;
	t.weight = mem_array(n, sizeof(*t.weight));
	uint32_t *room = mem_array(n, sizeof(*room)), *next = room;
	struct pairs *pairs = mem_array(blocks->len, sizeof(*pairs));
	for (size_t i = 0; i < blocks->len; i++) {
		pairs[i].ids = next;
		next += pairs_of(blocks->items[i].glyphs);
		collect(&pairs[i], blocks->items[i].glyphs, &t);
	}
	for (size_t k = 0; k < t.len; k++)
		t.weight[k] = 1 / t.weight[k];
	for (size_t i = 0; i < blocks->len; i++)
		compare(pairs, i, blocks->len, &t, &facts[i]);
	static const size_t windows[] = { 2, 5, 10 };
	for (size_t k = 0; k < 3; k++)
		find_bridges(pairs, blocks->len, &t, windows[k], k, facts);
	find_alike(pairs, blocks->len, facts);
	find_repeats(blocks, facts);
	free(pairs);
	free(room);
	free(t.weight);
	free(t.ids);
	free(t.keys);
}
