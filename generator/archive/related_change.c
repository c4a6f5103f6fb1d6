#include "archive/related_change.h"

#include <stdlib.h>
#include <string.h>

#include "archive/related_internal.h"
#include "base/hash.h"
#include "base/mem.h"

#define BITS  32                /* in a word of a set */
#define FIRST ((uint32_t)65536) /* bits of the set that is asked first, which is always at hand */

/* Then the print of each slot, then of each bond. */
struct head {
	uint64_t common;
	uint64_t slots;
	uint64_t bonds;
};

struct related_change {
	const struct related *related;
	uint64_t *near;  /* sums of prints: of all before a place in archive->by_topic.items */
	uint32_t *slots; /* set of those that changed */
	uint32_t *bonds; /* the same */
	uint32_t *first; /* what either has, by fewer bits of the hash */
	uint32_t first_mask;
	bool some; /* one of the two is not empty */
};

/* What is compared: as it is now, as it was. */
struct tables {
	struct head head;
	const uint64_t *slots;
	const uint16_t *bonds;
};

/* ── how it is ── */

/*
 * How pairs in a headline hold together, which decides where words that it
 * shares with others end. Pairs that both have are looked at in the others.
 */
static uint64_t print_bonds(const struct related *r, struct view headline)
{
	struct bigram p = { .classes = &r->classes, .text = headline };
	uint64_t hash = 0;
	while (bigram_next(&p)) {
		unsigned bond = cohesion_rounded(r->bonds.counts[p.hash & r->bonds.mask]);
		hash = hash * 31 + (bond > COHESION_LEAST && p.first && p.second ? bond : 0);
	}
	return hash;
}

/* Of each article what decides whether it is found, and all that is shown of it then. */
static uint64_t *print_articles(const struct related *r)
{
	const struct archive *a = r->archive;
	uint64_t *prints = mem_array(a->articles.len, sizeof(*prints));
	for (size_t i = 0; i < a->articles.len; i++)
		prints[i] = hash_number(r->rows[i], print_bonds(r, a->articles.items[i].headline));
	return prints;
}

static uint64_t *sum_near(const struct archive *a, const uint64_t *prints)
{
	const struct archive_lists *l = &a->by_topic;
	size_t places = l->count ? l->from[l->count] : 0;
	uint64_t *sums = mem_array(places + 1, sizeof(*sums));
	for (size_t i = 0; i < places; i++)
		sums[i + 1] = sums[i] + hash_number(0, prints[l->items[i]]);
	return sums;
}

/* In memory that is to be freed. */
static struct tables make_tables(const struct related *r, const uint64_t *prints)
{
	struct tables t = { .head = { r->common, (uint64_t)r->mask + 1, (uint64_t)r->bonds.mask + 1 } };
	uint64_t *slots = mem_array(t.head.slots, sizeof(*slots));
	uint16_t *bonds = mem_array(t.head.bonds, sizeof(*bonds));
	for (size_t i = 0; i < t.head.slots; i++) {
		for (uint32_t k = r->from[i]; k < r->from[i + 1]; k++)
			slots[i] = hash_number(slots[i], prints[r->items[k]]);
	}
	for (size_t i = 0; i < t.head.bonds; i++)
		bonds[i] = (uint16_t)cohesion_rounded(r->bonds.counts[i]);
	t.slots = slots;
	t.bonds = bonds;
	return t;
}

/* ── how it was ── */

/* The tables of the last build. False if there are none that can be used. */
static bool take_tables(const struct build_log *log, struct tables *out)
{
	struct view kept = log ? build_log_noted(log, CONTAINER_RELATED, 0) : VIEW_NULL;
	struct head *h = &out->head;
	if (kept.len < sizeof(*h))
		return false;
	memcpy(h, kept.data, sizeof(*h));
	size_t rest = kept.len - sizeof(*h);
	bool right = h->slots <= rest / sizeof(*out->slots) && h->bonds <= rest &&
	             h->slots * sizeof(*out->slots) + h->bonds * sizeof(*out->bonds) == rest;
	if (!right)
		return false;
	out->slots = (const void *)(kept.data + sizeof(*h));
	out->bonds = (const void *)(out->slots + h->slots);
	return true;
}

static uint32_t *empty_set(size_t size, bool full)
{
	uint32_t *set = mem_array(size / BITS, sizeof(*set));
	if (full)
		memset(set, 0xFF, size / BITS * sizeof(*set));
	return set;
}

static void add(struct related_change *l, uint32_t *set, size_t i)
{
	size_t first = i & l->first_mask;
	set[i / BITS] |= (uint32_t)1 << i % BITS;
	l->first[first / BITS] |= (uint32_t)1 << first % BITS;
	l->some = true;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static bool has(const uint32_t *set, uint32_t i)
{
	return set[i / BITS] >> i % BITS & 1;
}

static void compare(struct related_change *l, const struct tables *now, const struct build_log *log)
{
	struct tables old;
	bool all = !take_tables(log, &old) || old.head.common != now->head.common ||
	           old.head.slots != now->head.slots || old.head.bonds != now->head.bonds;
	l->slots = empty_set(now->head.slots, all);
	l->bonds = empty_set(now->head.bonds, all);
	l->first_mask = least(FIRST, least((uint32_t)now->head.slots, (uint32_t)now->head.bonds)) - 1;
	l->first = empty_set((size_t)l->first_mask + 1, all);
	l->some = all;
	for (size_t i = 0; !all && i < now->head.slots; i++) {
		if (now->slots[i] != old.slots[i])
			add(l, l->slots, i);
	}
	for (size_t i = 0; !all && i < now->head.bonds; i++) {
		if (now->bonds[i] != old.bonds[i])
			add(l, l->bonds, i);
	}
}

static void keep_tables(struct build_log *log, const struct tables *t)
{
	struct view parts[] = {
		{ (const char *)&t->head, sizeof(t->head) },
		{ (const char *)t->slots, t->head.slots * sizeof(*t->slots) },
		{ (const char *)t->bonds, t->head.bonds * sizeof(*t->bonds) },
	};
	build_log_note_parts(log, CONTAINER_RELATED, 0, parts, 3);
}

struct related_change *related_change_new(struct related *r, const uint64_t *rows,
                                          struct build_log *log)
{
	struct related_change *l = mem_alloc(sizeof(*l));
	r->rows = rows;
	l->related = r;
	uint64_t *prints = print_articles(r);
	l->near = sum_near(r->archive, prints);
	struct tables now = make_tables(r, prints);
	free(prints);
	compare(l, &now, log);
	if (log)
		keep_tables(log, &now);
	free((void *)(uintptr_t)now.slots);
	free((void *)(uintptr_t)now.bonds);
	return l;
}

/* ── asking ── */

static bool touched(const struct related_change *l, struct view text)
{
	const struct related *r = l->related;
	struct bigram p = { .classes = &r->classes, .text = text };
	while (bigram_next(&p)) {
		if (!has(l->first, p.hash & l->first_mask))
			continue;
		if (has(l->slots, p.hash & r->mask) && bigram_in_word(&p))
			return true;
		if (has(l->bonds, p.hash & r->bonds.mask) && p.first && p.second)
			return true;
	}
	return false;
}

bool related_change_wanted(const struct related_change *l, uint32_t article, struct view lead)
{
	return l->some &&
	       (touched(l, l->related->archive->articles.items[article].headline) || touched(l, lead));
}

uint64_t related_change_near(const struct related_change *l, uint32_t article)
{
	if (!l)
		return 0;
	size_t first, end;
	related_near(l->related->archive, article, &first, &end);
	return hash_number(l->near[end] - l->near[first], end - first);
}

void related_change_free(struct related_change *l)
{
	if (!l)
		return;
	free(l->near);
	free(l->slots);
	free(l->bonds);
	free(l->first);
	free(l);
}
