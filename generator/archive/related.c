#include "archive/related.h"

#include <stdlib.h>
#include <string.h>

#include "archive/shared.h"
#include "base/hash.h"
#include "base/mem.h"
#include "page/opening.h"
#include "text/utf8.h"

#define PAIRS_KEPT    8    /* of a headline */
#define PAIRS_MOST    64   /* of a headline that are looked at */
#define LOOKUPS_MOST  96   /* pairs of an article that candidates are looked for by */
#define COMMON_LEAST  6    /* articles: a pair that more have tells nothing; */
#define COMMON_MOST   48   /* the larger the archive, the more may have it, */
#define COMMON_PART   50   /* but at most one in so many */
#define SEEN          1024 /* bits to know by which pairs were looked for */
#define CANDIDATES    512  /* a power of two */
#define NEAR          24   /* articles of a topic on each side that are looked at */
#define FINALISTS     12
#define LEAST         800  /* worth below which nothing is told */
#define TOPIC_WORTH   400
#define TWO_HAN       6    /* bytes of two common Han characters */
#define STRENGTH_LEAST 4
#define LEAD_MOST     240 /* bytes */

/* Articles by pair of characters: slot i is items[from[i]] to items[from[i + 1] - 1]. */
struct related {
	const struct archive *archive;
	uint32_t              mask;
	uint32_t              common; /* articles */
	uint32_t             *from;
	uint32_t             *items;
	struct bonds          bonds;

	/* Fingerprints, if they are wanted. */
	const uint64_t       *rows;    /* of each article */
	uint64_t             *slots;   /* of each slot's articles; 0: it has none */
	uint8_t              *classes; /* of characters, see look_over() */
	uint64_t             *topics;  /* of all before a place in archive->by_topic.items */
};

struct pairs {
	uint32_t hashes[PAIRS_MOST + LOOKUPS_MOST];
	size_t   count;
};

/* What no word is made of parts words. */
static bool is_word_character(unsigned c)
{
	bool ascii = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return ascii || shared_is_han(c);
}

/* Appends the pairs of neighbours in text that could be of a word. */
static void add_pairs(struct pairs *p, struct view text, size_t most)
{
	unsigned before = 0;
	for (size_t at = 0; at < text.len && p->count < most;) {
		unsigned c = utf8_next(text, &at);
		bool usable = is_word_character(c) && !shared_is_particle(c);
		if (usable && before && (shared_is_han(c) || shared_is_han(before)))
			p->hashes[p->count++] = bonds_hash(before, c);
		before = usable ? c : 0;
	}
}

/* One that was taken down is related to none. */
static void add_headline(struct pairs *p, const struct archive_article *x)
{
	if (!x->withdrawn)
		add_pairs(p, x->headline, PAIRS_MOST);
}

static uint32_t holders(const uint32_t *from, uint32_t slot)
{
	return from[slot + 1] - from[slot];
}

/* Sorts the pairs, the rarest first, each slot once, and keeps the first few. */
static void keep_rarest(struct pairs *p, const struct related *r, const uint32_t *counts)
{
	size_t kept = 0;
	for (size_t i = 0; i < p->count; i++) {
		uint32_t slot = p->hashes[i] & r->mask, at = (uint32_t)kept;
		bool known = false;
		for (size_t k = 0; k < kept; k++)
			known = known || p->hashes[k] == slot;
		if (known || counts[slot] < 1 || counts[slot] > r->common)
			continue;
		while (at > 0 && counts[p->hashes[at - 1]] > counts[slot])
			at--;
		if (at >= PAIRS_KEPT)
			continue;
		size_t end = kept < PAIRS_KEPT ? kept : PAIRS_KEPT - 1;
		/* What is overwritten was read before: end never passes i. */
		memmove(&p->hashes[at + 1], &p->hashes[at], (end - at) * sizeof(*p->hashes));
		p->hashes[at] = slot;
		kept = end + 1;
	}
	p->count = kept;
}

static void count_all(struct related *r, uint32_t *counts)
{
	const struct archive *a = r->archive;
	for (size_t i = 0; i < a->articles.len; i++) {
		struct pairs p = { .count = 0 };
		add_headline(&p, &a->articles.items[i]);
		bonds_add(&r->bonds, a->articles.items[i].headline);
		for (size_t k = 0; k < p.count; k++)
			counts[p.hashes[k] & r->mask]++;
	}
}

static void fill(struct related *r, const uint32_t *counts)
{
	const struct archive *a = r->archive;
	size_t slots = (size_t)r->mask + 1;
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < a->articles.len; i++) {
			struct pairs p = { .count = 0 };
			add_headline(&p, &a->articles.items[i]);
			keep_rarest(&p, r, counts);
			for (size_t k = 0; k < p.count; k++) {
				if (round == 0)
					r->from[p.hashes[k] + 1]++;
				else
					r->items[r->from[p.hashes[k]]++] = i;
			}
		}
		if (round == 0) {
			for (size_t k = 0; k < slots; k++)
				r->from[k + 1] += r->from[k];
			r->items = mem_array(r->from[slots] + 1, sizeof(*r->items));
		}
	}
	/* Filling moved each start to its end. */
	memmove(r->from + 1, r->from, slots * sizeof(*r->from));
	r->from[0] = 0;
}

struct related *related_new(const struct archive *a)
{
	struct related *r = mem_alloc(sizeof(*r));
	size_t slots = 1024;
	while (slots < a->articles.len * 4 && slots < (size_t)1 << 24)
		slots *= 2;
	r->archive = a;
	r->mask = (uint32_t)(slots - 1);
	size_t part = a->articles.len / COMMON_PART;
	r->common = (uint32_t)(part < COMMON_LEAST ? COMMON_LEAST : part > COMMON_MOST ? COMMON_MOST : part);
	r->from = mem_array(slots + 1, sizeof(*r->from));
	bonds_init(&r->bonds, a->articles.len);
	uint32_t *counts = mem_array(slots, sizeof(*counts));
	count_all(r, counts);
	fill(r, counts);
	free(counts);
	return r;
}

struct view related_lead(const struct article *a)
{
	return view_slice(opening_text(a), 0, LEAD_MOST);
}

struct candidate {
	uint32_t article; /* its number and 1; 0: none */
	uint32_t worth;
};

struct looking {
	const struct related *related;
	uint32_t              article;
	size_t                count;
	struct candidate      table[CANDIDATES];
};

static void add_worth(struct looking *l, uint32_t article, uint32_t worth)
{
	uint32_t at = (article * 0x9E3779B1u >> 16) % CANDIDATES;
	while (l->table[at].article && l->table[at].article != article + 1)
		at = (at + 1) % CANDIDATES;
	/* A table that is nearly full takes no more: what is rarest came first. */
	if (article == l->article || (!l->table[at].article && l->count >= CANDIDATES * 3 / 4))
		return;
	l->count += l->table[at].article == 0;
	l->table[at].article = article + 1;
	l->table[at].worth += worth;
}

/* The fewer have it, the more it says. */
static void look_by_words(struct looking *l, struct view headline, struct view lead)
{
	const struct related *r = l->related;
	struct pairs p = { .count = 0 };
	add_pairs(&p, headline, PAIRS_MOST);
	size_t own = p.count;
	add_pairs(&p, lead, own + LOOKUPS_MOST);
	uint32_t seen[SEEN / 32] = { 0 };
	for (size_t i = 0; i < p.count; i++) {
		uint32_t slot = p.hashes[i] & r->mask, count = holders(r->from, slot);
		uint32_t *place = &seen[slot % SEEN / 32], bit = (uint32_t)1 << slot % 32;
		if (count == 0 || count > r->common || (*place & bit))
			continue;
		*place |= bit;
		uint32_t worth = (i < own ? 1200 : 700) / (3 + count);
		for (uint32_t k = r->from[slot]; k < r->from[slot + 1]; k++)
			add_worth(l, r->items[k], worth);
	}
}

static size_t place_in(const uint32_t *items, size_t count, uint32_t article)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (items[middle] < article)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Places in by_topic.items of those mostly about the same that were printed just before and after. */
static void find_near(const struct archive *a, uint32_t article, size_t *first, size_t *end)
{
	const struct archive_article *x = &a->articles.items[article];
	*first = *end = 0;
	if (x->topic_count == 0)
		return;
	size_t count;
	const uint32_t *items = archive_list(&a->by_topic, x->topics[0], &count);
	size_t at = place_in(items, count, article), list = a->by_topic.from[x->topics[0]];
	*first = list + (at > NEAR ? at - NEAR : 0);
	*end = list + (at + NEAR < count ? at + NEAR : count);
}

/*
 * Those mostly about the same that were printed just before and after. An
 * article with less in common could not be told anyway.
 */
static void look_by_topic(struct looking *l)
{
	size_t first, end;
	find_near(l->related->archive, l->article, &first, &end);
	for (size_t k = first; k < end; k++)
		add_worth(l, l->related->archive->by_topic.items[k], 0);
}

static void find_topics(const struct archive_article *x, const struct archive_article *y,
                        struct related_hit *out)
{
	for (size_t i = 0; i < x->topic_count; i++) {
		for (size_t k = 0; k < y->topic_count; k++) {
			if (x->topics[i] == y->topics[k])
				out->topics[out->topic_count++] = x->topics[i];
		}
	}
}

static uint32_t topics_worth(const struct archive_article *x, const struct archive_article *y)
{
	uint32_t worth = 0;
	for (size_t i = 0; i < x->topic_count; i++) {
		for (size_t k = 0; k < y->topic_count; k++)
			worth += x->topics[i] == y->topics[k] ? TOPIC_WORTH : 0;
	}
	/* The first topic is what it is mostly about. */
	bool first = x->topic_count && y->topic_count && x->topics[0] == y->topics[0];
	return worth + (first ? TOPIC_WORTH / 2 : 0);
}

static long days_between(const struct archive *a, uint32_t x, uint32_t y)
{
	struct date d = a->pages.items[a->articles.items[x].page].date;
	struct date e = a->pages.items[a->articles.items[y].page].date;
	return date_known(d) && date_known(e) ? labs(date_to_days(d) - date_to_days(e)) : 0;
}

/*
 * The nearer of two alike is the one printed fewer days from it; then the
 * earlier. How many articles lie between does not count, so that nothing
 * changes where others come or go.
 */
static bool is_better(const struct looking *l, const struct candidate *x,
                      const struct candidate *y)
{
	const struct archive *a = l->related->archive;
	if (x->worth != y->worth)
		return x->worth > y->worth;
	long dx = days_between(a, x->article - 1, l->article);
	long dy = days_between(a, y->article - 1, l->article);
	return dx != dy ? dx < dy : x->article < y->article;
}

static size_t choose(const struct looking *l, struct candidate best[FINALISTS])
{
	const struct archive_article *all = l->related->archive->articles.items;
	size_t count = 0;
	for (size_t i = 0; i < CANDIDATES; i++) {
		struct candidate c = l->table[i];
		if (!c.article)
			continue;
		c.worth += topics_worth(&all[l->article], &all[c.article - 1]);
		if (c.worth < LEAST)
			continue;
		size_t at = count;
		while (at > 0 && is_better(l, &c, &best[at - 1]))
			at--;
		if (at >= FINALISTS)
			continue;
		size_t end = count < FINALISTS ? count : FINALISTS - 1;
		memmove(&best[at + 1], &best[at], (end - at) * sizeof(*best));
		best[at] = c;
		count = end + 1;
	}
	return count;
}

/* In how many headlines a word stands, by the rarest of its pairs; 0: in too many, then none is in the index. */
static uint32_t holders_of_word(const struct related *r, struct view word)
{
	struct pairs p = { .count = 0 };
	uint32_t least = 0;
	add_pairs(&p, word, PAIRS_MOST);
	for (size_t k = 0; k < p.count; k++) {
		uint32_t count = holders(r->from, p.hashes[k] & r->mask);
		if (count > 0 && (least == 0 || count < least))
			least = count;
	}
	return least;
}

/* Two characters may meet by chance; the fewer have them, the less. */
static size_t strength_of_word(const struct related *r, struct view word, uint32_t count)
{
	if (word.len > TWO_HAN || count * 4 <= r->common)
		return 2;
	return count * 2 <= r->common;
}

/* Drops words that too many headlines have; returns what the others are worth. */
static size_t weigh_words(const struct related *r, struct related_hit *hit)
{
	size_t kept = 0, sum = 0;
	for (size_t i = 0; i < hit->word_count; i++) {
		uint32_t count = holders_of_word(r, hit->words[i]);
		if (count == 0)
			continue;
		sum += strength_of_word(r, hit->words[i], count);
		hit->words[kept++] = hit->words[i];
	}
	hit->word_count = kept;
	return sum;
}

/* One topic is of many articles: it takes more. */
static size_t weigh_topics(const struct related_hit *hit, const struct archive_article *x,
                           const struct archive_article *y)
{
	return hit->topic_count + (hit->topic_count > 0 && x->topics[0] == y->topics[0]);
}

size_t related_find(const struct related *r, uint32_t article, struct view lead,
                    struct related_hit out[RELATED_MOST])
{
	const struct archive_article *all = r->archive->articles.items, *x = &all[article];
	struct looking l = { .related = r, .article = article };
	struct candidate best[FINALISTS];
	size_t found = 0;
	if (x->withdrawn)
		return 0;
	look_by_words(&l, x->headline, lead);
	look_by_topic(&l);
	size_t count = choose(&l, best);
	struct shared_text text;
	shared_text_init(&text, x->headline, lead);
	for (size_t i = 0; i < count && found < RELATED_MOST; i++) {
		struct related_hit hit = { .article = best[i].article - 1 };
		const struct archive_article *y = &all[hit.article];
		find_topics(x, y, &hit);
		hit.word_count = shared_words(y->headline, &text, &r->bonds, hit.words, RELATED_WORDS_MOST);
		if (weigh_words(r, &hit) + weigh_topics(&hit, x, y) >= STRENGTH_LEAST)
			out[found++] = hit;
	}
	return found;
}

/* ── fingerprints ── */

/* What is known of all pairs of neighbours in a text. */
struct over {
	uint64_t slots; /* of the articles that have them in their headlines */
	uint64_t bonds; /* of how they hold together, which decides about words */
};

/* What a character is, as the pairs of add_pairs() go by it. */
enum { USABLE = 1, HAN = 2 };

#define CLASSES 0x10000 /* characters beyond are looked at one by one */

static uint8_t class_of(unsigned c)
{
	bool usable = is_word_character(c) && !shared_is_particle(c);
	return (uint8_t)((usable ? USABLE : 0) | (shared_is_han(c) ? HAN : 0));
}

/* This is done for the texts of all articles, so nothing is asked that a table can tell. */
static void look_over(const struct related *r, struct over *o, struct view text)
{
	unsigned before = 0;
	uint8_t class_before = 0;
	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at);
		uint8_t class = c < CLASSES ? r->classes[c] : class_of(c);
		uint32_t hash = bonds_hash(before, c);
		unsigned bond = before && c ? bonds_rounded(r->bonds.counts[hash & r->bonds.mask]) : 0;
		bool pair = (class & class_before & USABLE) && ((class | class_before) & HAN);
		o->bonds = o->bonds * 31 + bond;
		if (r->slots)
			o->slots += r->slots[hash & r->mask] & (pair ? UINT64_MAX : 0);
		before = c;
		class_before = class;
	}
}

void related_print(struct related *r, const uint64_t *rows)
{
	const struct archive *a = r->archive;
	const struct archive_lists *l = &a->by_topic;
	size_t slots = (size_t)r->mask + 1, places = l->count ? l->from[l->count] : 0;
	uint64_t *prints = mem_array(a->articles.len, sizeof(*prints));
	r->rows = rows;
	r->classes = mem_array(CLASSES, sizeof(*r->classes));
	for (unsigned c = 0; c < CLASSES; c++)
		r->classes[c] = class_of(c);
	for (size_t i = 0; i < a->articles.len; i++) {
		struct over o = { 0, 0 };
		look_over(r, &o, a->articles.items[i].headline);
		prints[i] = hash_number(rows[i], o.bonds);
	}
	r->slots = mem_array(slots, sizeof(*r->slots));
	r->topics = mem_array(places + 1, sizeof(*r->topics));
	/* The slot's own number counts, as an article may move from one to another. */
	for (size_t i = 0; i < slots; i++) {
		for (uint32_t k = r->from[i]; k < r->from[i + 1]; k++)
			r->slots[i] = hash_number(r->slots[i] + i + 1, prints[r->items[k]]);
	}
	for (size_t i = 0; i < places; i++)
		r->topics[i + 1] = r->topics[i] + hash_number(0, prints[l->items[i]]);
	free(prints);
}

uint64_t related_asked(const struct related *r, uint32_t article, struct view lead)
{
	const struct archive *a = r->archive;
	size_t first, end;
	struct view headline = a->articles.items[article].headline;
	if (!r->rows)
		return 0; /* nobody wants to know */
	find_near(a, article, &first, &end);
	struct over o = { r->common, 0 };
	look_over(r, &o, headline);
	look_over(r, &o, lead);
	uint64_t near = hash_number(r->topics[end] - r->topics[first], end - first);
	return hash_number(hash_number(o.slots, o.bonds), near);
}

uint64_t related_asked_of_all(const struct related *r)
{
	size_t slots = (size_t)r->mask + 1, bonds = (size_t)r->bonds.mask + 1;
	const struct archive_lists *l = &r->archive->by_topic;
	uint64_t hash = hash_view((struct view){ (const char *)r->slots, slots * sizeof(*r->slots) });
	hash = hash_number(hash, r->common);
	for (size_t i = 0; i < bonds; i++)
		hash = (hash ^ bonds_rounded(r->bonds.counts[i])) * 0x9E3779B97F4A7C15u;
	for (size_t i = 0; i <= l->count; i++)
		hash = hash_number(hash, r->topics[l->from ? l->from[i] : 0]);
	return hash;
}

uint64_t related_found(const struct related *r, const struct related_hit *hits, size_t count)
{
	uint64_t hash = count;
	for (size_t i = 0; r->rows && i < count; i++) {
		hash = hash_number(hash, r->rows[hits[i].article]);
		for (size_t k = 0; k < hits[i].word_count; k++)
			hash = hash_text(hash, hits[i].words[k]);
		for (size_t k = 0; k < hits[i].topic_count; k++)
			hash = hash_number(hash, (uint64_t)hits[i].topics[k] + 1);
	}
	return hash;
}

void related_free(struct related *r)
{
	if (!r)
		return;
	free(r->slots);
	free(r->classes);
	free(r->topics);
	free(r->from);
	free(r->items);
	bonds_free(&r->bonds);
	free(r);
}
