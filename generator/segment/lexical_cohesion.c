#include "segment/lexical_cohesion.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "language/language.h"

/*
 * A headline speaks of what follows, a subhead of what stands around it, and
 * where the texts above and below share rare words, the article goes on.
 * Texts are compared by their first PAIRS pairs: enough to know what a
 * paragraph is about, and linear on a page of any size.
 */
enum { PAIRS = 160, REACH = 3, OPENING = 8 };

/* A pair that several blocks hold, in one of them, and where it stood before and stands next. */
struct again {
	uint32_t id;
	uint32_t block;
	uint32_t after; /* block, or NOWHERE */
	float weight;
	const struct again *before;
};

static const uint32_t NOWHERE = UINT32_MAX;

/* The pairs of a block. */
struct pairs {
	uint32_t *ids; /* numbers in the table, distinct; of a short block sorted */
	size_t len;
	float total;         /* weight */
	struct again *again; /* those of them that other blocks hold as well */
	size_t again_len;
	uint32_t opening[OPENING]; /* the first pairs, as they come */
	size_t opening_len;
};

/* What is known of a pair. */
struct held {
	uint32_t first; /* block that holds it */
	uint32_t last;
	uint32_t blocks;     /* how many do */
	float weight;        /* one over that */
	struct again *again; /* in the block looked at last */
};

/* The pairs of a page, numbered from 1 as they come. */
struct table {
	uint32_t *slots; /* number, or 0 where it is free */
	unsigned shift;  /* from a key to a slot */
	size_t mask;
	uint32_t *keys;    /* of number */
	struct held *held; /* of number */
	uint32_t next;     /* number */
};

static size_t pairs_of(struct glyphs g)
{
	return g.len > PAIRS ? PAIRS : g.len;
}

/*
 * The number of a pair; a new one is known by its held.blocks of 0. Half of
 * all are new, which no processor foresees, so that costs no branch: the key
 * looked for stands at number 0, where a free slot leads.
 */
static uint32_t number_of(struct table *t, uint32_t a, uint32_t b)
{
	uint32_t key = (a * 0x9E3779B1u ^ b * 0x85EBCA77u) | 1;
	size_t i = key >> t->shift;
	t->keys[0] = key;
	while (t->keys[t->slots[i]] != key)
		i = (i + 1) & t->mask;
	bool fresh = t->slots[i] == 0;
	uint32_t number = fresh ? t->next : t->slots[i];
	t->slots[i] = number;
	t->keys[number] = key;
	t->next += fresh;
	return number;
}

static void sort(uint32_t *ids, size_t len)
{
	for (size_t n = 1; n < len; n++) {
		uint32_t id = ids[n];
		size_t i = n;
		for (; i > 0 && ids[i - 1] > id; i--)
			ids[i] = ids[i - 1];
		ids[i] = id;
	}
}

/* A pair of the block, as it comes; at is its place there. */
static void see(struct pairs *p, uint32_t block, uint32_t id, size_t at, uint32_t first_new,
                struct table *t)
{
	struct held *h = &t->held[id];
	if (at < OPENING)
		p->opening[p->opening_len++] = id;
	bool new_to_block = h->blocks == 0 || h->last != block;
	p->ids[p->len] = id;
	p->len += new_to_block && id < first_new;
	h->first = h->blocks == 0 ? block : h->first;
	h->blocks += new_to_block;
	h->last = block;
}

static void collect_pairs(struct pairs *p, uint32_t block, struct glyphs g, struct table *t)
{
	uint32_t first_new = t->next;
	size_t n = pairs_of(g);
	bool han = n > 0 && glyph_is_han(g.code[0]);
	for (size_t i = 0; i + 1 < n; i++) {
		bool both = han;
		han = glyph_is_han(g.code[i + 1]);
		if (both && han)
			see(p, block, number_of(t, g.code[i], g.code[i + 1]), i, first_new, t);
	}
}

/*
 * Where blanks part words, a word does what a pair does, by its first letters:
 * its endings vary. Short ones say nothing of what a text is about.
 */
static void collect_words(struct pairs *p, uint32_t block, struct glyphs g, struct table *t)
{
	enum { SHORTEST = 4, STEM = 6 };
	uint32_t first_new = t->next;
	size_t words = 0;
	for (size_t i = 0, end; i < g.len && words < pairs_of(g); i = end + 1) {
		uint32_t stem = 0;
		for (end = i; end < g.len && glyph_is_letter(g.code[end]); end++)
			if (end - i < STEM)
				stem = stem * 0x9E3779B1u + (g.code[end] | 0x20);
		if (end - i >= SHORTEST && !language_at(&g.language->stopwords, g, i))
			see(p, block, number_of(t, stem, 0), words++, first_new, t);
	}
}

/* Pairs new to the page have higher numbers than all before, so they come last. */
static void collect(struct pairs *p, uint32_t block, struct glyphs g, struct table *t)
{
	uint32_t first_new = t->next;
	(g.language->spaced ? collect_words : collect_pairs)(p, block, g, t);
	for (uint32_t id = first_new; id < t->next; id++)
		p->ids[p->len++] = id;
}

/*
 * To be called for one block after the other when all were collected. Whether
 * a pair comes again cannot be foreseen: those that do are picked without a
 * branch.
 */
static void find_again(struct pairs *p, uint32_t block, struct again *room, struct table *t)
{
	uint32_t picked[PAIRS] = { 0 };
	p->again = room;
	for (size_t i = 0; i < p->len; i++) {
		const struct held *h = &t->held[p->ids[i]];
		p->total += h->weight;
		picked[p->again_len] = p->ids[i];
		p->again_len += h->blocks > 1;
	}
	for (size_t i = 0; i < p->again_len; i++) {
		struct held *h = &t->held[picked[i]];
		room[i] = (struct again){ picked[i], block, NOWHERE, h->weight, h->again };
		if (h->again)
			h->again->after = block;
		h->again = &room[i];
	}
}

/* A text that begins with words new to the page begins another story; block was looked at last. */
static int opening_known(const struct pairs *p, uint32_t block, const struct table *t)
{
	size_t known = 0;
	for (size_t i = 0; i < p->opening_len; i++) {
		const struct held *h = &t->held[p->opening[i]];
		const struct again *before = h->again ? h->again->before : NULL;
		known += before && block - before->block <= REACH;
	}
	return p->opening_len ? (int)(known * 1000 / p->opening_len) : 0;
}

static int per_mille(float part, float whole)
{
	return whole > 0 ? (int)(part * 1000 / whole) : 0;
}

/* The weight of a block's pairs that others hold as well: any, and those near. */
struct shares {
	float any;
	float next, previous;         /* one of the REACH blocks after it, before it */
	float next_one, previous_one; /* the block after it, before it */
};

static struct shares share(const struct pairs *p, uint32_t block)
{
	struct shares s = { .any = 0 };
	for (size_t i = 0; i < p->again_len; i++) {
		const struct again *a = &p->again[i];
		uint32_t ahead = a->after - block; /* vast for NOWHERE */
		uint32_t behind = a->before ? block - a->before->block : NOWHERE;
		s.any += a->weight;
		s.next += ahead <= REACH ? a->weight : 0;
		s.next_one += ahead == 1 ? a->weight : 0;
		s.previous += behind <= REACH ? a->weight : 0;
		s.previous_one += behind == 1 ? a->weight : 0;
	}
	return s;
}

/* The weight of a block's pairs that one of the two blocks before block i, itself before it, holds. */
static float shared_before(const struct pairs *p, size_t i)
{
	float sum = 0;
	for (size_t k = 0; k < p->again_len; k++) {
		const struct again *a = p->again[k].before;
		while (a && a->block >= i)
			a = a->before;
		if (a && a->block + 2 >= i)
			sum += p->again[k].weight;
	}
	return sum;
}

/* A short block beside the texts after and before it; a long one beside its neighbours. */
static void compare(const struct pairs *p, size_t i, size_t len, struct facts *f)
{
	struct shares s = share(&p[i], (uint32_t)i);
	float known = s.any + 1;
	f->likeness_next = per_mille(s.next, p[i].total);
	f->likeness_previous = per_mille(s.previous, p[i].total);
	f->kin_next = per_mille(s.next_one, known);
	f->kin_previous = per_mille(s.previous_one, known);
	if (!f->is_short || i == 0)
		return;
	float most = 0;
	for (size_t k = i + 1; k <= i + 2 && k < len; k++) {
		float part = shared_before(&p[k], i);
		if (p[k].total > 0 && part / p[k].total > most)
			most = part / p[k].total;
	}
	f->continuity = (int)(most * 1000);
}

/* Counts of pairs at a block, kept as differences to the block before. */
struct bridge_count {
	int local, both;
};

static const size_t windows[] = { 2, 5, 10 };

enum { WINDOWS = sizeof(windows) / sizeof(*windows) };

/*
 * Counts a pair where it stands several times in the window around a block,
 * but nowhere else on the page, and where some of these are on both sides: it
 * counts from those blocks whose window holds its first and last block.
 */
static void count_bridge(const struct held *h, size_t len, struct bridge_count (*counts)[WINDOWS])
{
	size_t first = h->first, last = h->last;
	for (size_t k = WINDOWS; k-- > 0;) {
		size_t window = windows[k];
		size_t from = last + 1 > window ? last + 1 - window : 0;
		size_t to = first + window < len ? first + window : len - 1;
		if (from > to)
			return; /* and so with all smaller windows */
		counts[from][k].local++;
		counts[to + 1][k].local--;
		from = from > first ? from : first + 1;
		to = to < last ? to : last;
		if (from <= to) {
			counts[from][k].both++;
			counts[to + 1][k].both--;
		}
	}
}

/* Of the pairs local to the window around each block, how many bridge it. */
static void find_bridges(const struct table *t, size_t len, struct facts *facts)
{
	struct bridge_count(*counts)[WINDOWS] = mem_array(len + 1, sizeof(*counts));
	struct bridge_count here[WINDOWS] = { { 0, 0 } };
	for (uint32_t k = 1; k < t->next; k++)
		if (t->held[k].blocks > 1)
			count_bridge(&t->held[k], len, counts);
	for (size_t i = 0; i < len; i++) {
		for (size_t k = 0; k < WINDOWS; k++) {
			here[k].local += counts[i][k].local;
			here[k].both += counts[i][k].both;
			facts[i].bridge[k] = per_mille((float)here[k].both, (float)here[k].local + 4);
		}
	}
	free(counts);
}

/* Of blocks whose pairs are sorted. */
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
	struct table t = { .shift = 26, .mask = 64, .next = 1 };
	for (; t.mask < n * 2 && t.shift > 0; t.shift--)
		t.mask *= 2;
	t.slots = mem_array(t.mask, sizeof(*t.slots));
	t.keys = mem_array(n + 1, sizeof(*t.keys));
	t.held = mem_array(n + 1, sizeof(*t.held));
	t.mask--;
	return t;
}

static void free_table(struct table *t)
{
	free(t->slots);
	free(t->keys);
	free(t->held);
}

/* The pairs of all blocks, in room for as many numbers as there may be. */
static void collect_all(const struct blocks *blocks, const struct facts *facts, struct table *t,
                        uint32_t *room, struct pairs *pairs)
{
	for (size_t i = 0; i < blocks->len; i++) {
		pairs[i].ids = room;
		collect(&pairs[i], (uint32_t)i, blocks->items[i].glyphs, t);
		if (facts[i].is_short)
			sort(room, pairs[i].len);
		room += pairs[i].len;
	}
	for (uint32_t k = 1; k < t->next; k++)
		t->held[k].weight = 1 / (float)t->held[k].blocks;
}

/* Where those that several blocks hold stand, and which of them open a block. To be freed. */
static struct again *find_all_again(struct table *t, struct pairs *pairs, size_t len,
                                    struct facts *facts)
{
	size_t n = 0;
	for (uint32_t k = 1; k < t->next; k++)
		n += t->held[k].blocks > 1 ? t->held[k].blocks : 0;
	struct again *all = mem_grow(NULL, n, sizeof(*all)), *room = all;
	for (size_t i = 0; i < len; i++) {
		find_again(&pairs[i], (uint32_t)i, room, t);
		facts[i].opening_known = opening_known(&pairs[i], (uint32_t)i, t);
		room += pairs[i].again_len;
	}
	return all;
}

void lexical_cohesion_find(const struct blocks *blocks, struct facts *facts)
{
	size_t n = 1;
	for (size_t i = 0; i < blocks->len; i++)
		n += pairs_of(blocks->items[i].glyphs);
	struct table t = make_table(n);
	uint32_t *room = mem_grow(NULL, n, sizeof(*room));
	struct pairs *pairs = mem_array(blocks->len, sizeof(*pairs));
	collect_all(blocks, facts, &t, room, pairs);
	struct again *again = find_all_again(&t, pairs, blocks->len, facts);
	for (size_t i = 0; i < blocks->len; i++)
		compare(pairs, i, blocks->len, &facts[i]);
	find_bridges(&t, blocks->len, facts);
	find_alike(pairs, blocks->len, facts);
	find_repeats(blocks, facts);
	free(pairs);
	free(room);
	free(again);
	free_table(&t);
}
