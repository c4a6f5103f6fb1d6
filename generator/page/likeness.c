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

/* A pair that several blocks hold, in one of them, and where it stood before and stands next. */
struct again {
	uint32_t      id;
	uint32_t      block;
	struct again *before;
	struct again *after;
};

/* The pairs of a block: numbers in the table, sorted, distinct. */
struct pairs {
	uint32_t     *ids;
	size_t        len;
	struct again *again; /* those of them that other blocks hold as well */
	size_t        again_len;
};

/* What is known of a pair. */
struct held {
	uint32_t      first, last; /* block that holds it */
	uint32_t      blocks;      /* how many do */
	float         weight;      /* one over that */
	struct again *again;       /* in the block looked at last */
};

struct slot {
	uint32_t key; /* 0: free */
	uint32_t id;
};

struct table {
	struct slot *slots;
	size_t       mask;
	struct held *held;  /* of id */
	size_t       len;
};

static size_t pairs_of(struct glyphs g)
{
	return g.len > PAIRS ? PAIRS : g.len;
}

static uint32_t id_of(struct table *t, uint32_t a, uint32_t b)
{
	uint32_t key = (a * 0x9E3779B1u ^ b * 0x85EBCA77u) | 1;
	size_t i = (key >> 7) & t->mask;
	while (t->slots[i].key && t->slots[i].key != key)
		i = (i + 1) & t->mask;
	if (t->slots[i].key == 0)
		t->slots[i] = (struct slot){ key, (uint32_t)t->len++ };
	return t->slots[i].id;
}

static void insert_sorted(struct pairs *p, uint32_t id)
{
	size_t i = p->len++;
	for (; i > 0 && p->ids[i - 1] > id; i--)
		p->ids[i] = p->ids[i - 1];
	p->ids[i] = id;
}

/* Pairs new to the page have higher numbers than all before: only the others need sorting. */
static void collect(struct pairs *p, uint32_t block, struct glyphs g, struct table *t)
{
	uint32_t fresh[PAIRS];
	size_t fresh_len = 0, n = pairs_of(g);
	for (size_t i = 0; i + 1 < n; i++) {
		if (!glyph_is_han(g.code[i]) || !glyph_is_han(g.code[i + 1]))
			continue;
		uint32_t id = id_of(t, g.code[i], g.code[i + 1]);
		struct held *h = &t->held[id];
		if (h->blocks == 0) {
			h->first = block;
			fresh[fresh_len++] = id;
		} else if (h->last != block) {
			insert_sorted(p, id);
		} else {
			continue;
		}
		h->last = block;
		h->blocks++;
	}
	for (size_t i = 0; i < fresh_len; i++)
		p->ids[p->len++] = fresh[i];
}

/* To be called for one block after the other when all were collected. */
static void find_again(struct pairs *p, uint32_t block, struct again *room, struct table *t)
{
	p->again = room;
	for (size_t i = 0; i < p->len; i++) {
		struct held *h = &t->held[p->ids[i]];
		if (h->blocks < 2)
			continue;
		*room = (struct again){ p->ids[i], block, h->again, NULL };
		if (h->again)
			h->again->after = room;
		h->again = room++;
	}
	p->again_len = (size_t)(room - p->again);
}

/* Whether one of the blocks from from (inclusive) to to (exclusive), all before or after, holds it. */
static bool stands_in(const struct again *a, size_t from, size_t to)
{
	if (to <= a->block) {
		do
			a = a->before;
		while (a && a->block >= to);
		return a && a->block >= from;
	}
	do
		a = a->after;
	while (a && a->block < from);
	return a && a->block < to;
}

/* The weight of the pairs that some of those blocks hold as well. */
static float shared(const struct pairs *p, size_t from, size_t to, const struct table *t)
{
	float sum = 0;
	for (size_t i = 0; i < p->again_len; i++)
		if (stands_in(&p->again[i], from, to))
			sum += t->held[p->again[i].id].weight;
	return sum;
}

static float total(const struct pairs *p, const struct table *t)
{
	float sum = 0;
	for (size_t i = 0; i < p->len; i++)
		sum += t->held[p->ids[i]].weight;
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
	for (size_t i = 0; i < p->again_len; i++)
		sum += t->held[p->again[i].id].weight;
	return sum;
}

/* A short block beside the texts after and before it; a long one beside its neighbours. */
static void compare(const struct pairs *p, size_t i, size_t len, const struct table *t,
                    struct facts *f)
{
	size_t after = len - i - 1 < REACH ? len - i - 1 : REACH;
	size_t before = i < REACH ? i : REACH;
	float whole = total(&p[i], t);
	f->likeness_next = per_mille(shared(&p[i], i + 1, i + 1 + after, t), whole);
	f->likeness_previous = per_mille(shared(&p[i], i - before, i, t), whole);
	float known = repeated(&p[i], t) + 1;
	f->kin_next = after ? per_mille(shared(&p[i], i + 1, i + 2, t), known) : 0;
	f->kin_previous = before ? per_mille(shared(&p[i], i - 1, i, t), known) : 0;
	if (!f->is_short || i == 0 || after == 0)
		return;
	size_t two = before < 2 ? before : 2;
	float most = 0;
	for (size_t k = 1; k <= (after < 2 ? after : 2); k++) {
		float part = shared(&p[i + k], i - two, i, t);
		float all = total(&p[i + k], t);
		if (all > 0 && part / all > most)
			most = part / all;
	}
	f->continuity = (int)(most * 1000);
}

/* Adds one to the blocks from to to, ends included, of counts that are kept as differences. */
static void count_range(int *counts, size_t from, size_t to)
{
	if (from <= to) {
		counts[from]++;
		counts[to + 1]--;
	}
}

/*
 * Seen from a block, the pairs that stand several times in the window around
 * it, but nowhere else on the page; and of those, how many stand on both sides.
 * A pair counts from those blocks whose window holds its first and last block.
 */
static void find_bridges(const struct table *t, size_t len, size_t window, size_t which,
                         struct facts *facts)
{
	int *local = mem_array(len + 1, sizeof(*local));
	int *both = mem_array(len + 1, sizeof(*both));
	for (size_t k = 0; k < t->len; k++) {
		size_t first = t->held[k].first, last = t->held[k].last;
		if (first == last)
			continue;
		size_t from = last + 1 > window ? last + 1 - window : 0;
		size_t to = first + window < len ? first + window : len - 1;
		count_range(local, from, to);
		count_range(both, from > first ? from : first + 1, to < last ? to : last);
	}
	int local_here = 0, both_here = 0;
	for (size_t i = 0; i < len; i++) {
		local_here += local[i];
		both_here += both[i];
		facts[i].bridge[which] = per_mille((float)both_here, (float)local_here + 4);
	}
	free(local);
	free(both);
}

static size_t count_common(const struct pairs *a, const struct pairs *b)
{
	size_t common = 0, k = 0;
	for (size_t i = 0; i < a->again_len; i++) {
		while (k < b->again_len && b->again[k].id < a->again[i].id)
			k++;
		common += k < b->again_len && b->again[k].id == a->again[i].id;
	}
	return common;
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
		int part = (int)(count_common(&pairs[i], &pairs[at]) * 1000 / pairs[i].len);
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

/* Whether one of n blocks at p holds the pair. */
static bool any_holds(const struct pairs *p, size_t n, uint32_t id)
{
	for (size_t k = 0; k < n; k++) {
		size_t low = 0, high = p[k].len;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (p[k].ids[middle] < id)
				low = middle + 1;
			else
				high = middle;
		}
		if (low < p[k].len && p[k].ids[low] == id)
			return true;
	}
	return false;
}

/* A text that begins with words new to the page begins another story. */
static void find_openings(const struct blocks *blocks, const struct pairs *pairs, struct table *t,
                          struct facts *facts)
{
	enum { OPENING = 9 };
	for (size_t i = 0; i < blocks->len; i++) {
		struct glyphs g = blocks->items[i].glyphs;
		size_t before = i < REACH ? i : REACH, known = 0, count = 0;
		for (size_t k = 0; k + 1 < g.len && k + 1 < OPENING; k++) {
			if (!glyph_is_han(g.code[k]) || !glyph_is_han(g.code[k + 1]))
				continue;
			count++;
			known += any_holds(pairs + i - before, before, id_of(t, g.code[k], g.code[k + 1]));
		}
		facts[i].opening_known = count ? (int)(known * 1000 / count) : 0;
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

/* The table has room for n pairs. */
static struct table make_table(size_t n)
{
	struct table t = { .mask = 64 };
	while (t.mask < n * 2)
		t.mask *= 2;
	t.slots = mem_array(t.mask, sizeof(*t.slots));
	t.held = mem_array(n, sizeof(*t.held));
	t.mask--;
	return t;
}

static void free_table(struct table *t)
{
	free(t->slots);
	free(t->held);
}

/* The pairs of all blocks, in room for as many numbers as there may be. */
static void collect_all(const struct blocks *blocks, struct table *t, uint32_t *room,
                        struct pairs *pairs)
{
	for (size_t i = 0; i < blocks->len; i++) {
		pairs[i].ids = room;
		collect(&pairs[i], (uint32_t)i, blocks->items[i].glyphs, t);
		room += pairs[i].len;
	}
	for (size_t k = 0; k < t->len; k++)
		t->held[k].weight = 1 / (float)t->held[k].blocks;
}

/* Where those that several blocks hold stand. To be freed. */
static struct again *find_all_again(struct table *t, struct pairs *pairs, size_t len)
{
	size_t n = 0;
	for (size_t k = 0; k < t->len; k++)
		n += t->held[k].blocks > 1 ? t->held[k].blocks : 0;
	struct again *all = mem_grow(NULL, n, sizeof(*all)), *room = all;
	for (size_t i = 0; i < len; i++) {
		find_again(&pairs[i], (uint32_t)i, room, t);
		room += pairs[i].again_len;
	}
	return all;
}

void likeness_find(const struct blocks *blocks, struct facts *facts)
{
	static const size_t windows[] = { 2, 5, 10 };
	size_t n = 1;
	for (size_t i = 0; i < blocks->len; i++)
		n += pairs_of(blocks->items[i].glyphs);
	struct table t = make_table(n);
	uint32_t *room = mem_grow(NULL, n, sizeof(*room));
	struct pairs *pairs = mem_array(blocks->len, sizeof(*pairs));
	collect_all(blocks, &t, room, pairs);
	struct again *again = find_all_again(&t, pairs, blocks->len);
	for (size_t i = 0; i < blocks->len; i++)
		compare(pairs, i, blocks->len, &t, &facts[i]);
	for (size_t k = 0; k < sizeof(windows) / sizeof(*windows); k++)
		find_bridges(&t, blocks->len, windows[k], k, facts);
	find_alike(pairs, blocks->len, facts);
	find_openings(blocks, pairs, &t, facts);
	find_repeats(blocks, facts);
	free(pairs);
	free(room);
	free(again);
	free_table(&t);
}
