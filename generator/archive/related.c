#include "archive/related_internal.h"

#include <stdlib.h>
#include <string.h>

#include "archive/bigram_counter.h"
#include "archive/shared_words.h"
#include "base/bisect.h"
#include "base/hash.h"
#include "base/mem.h"
#include "segment/opening.h"
#include "text/utf8.h"

#define PAIRS_MOST     64   /* of a headline that are looked at */
#define LOOKUPS_MOST   96   /* pairs of an article that candidates are looked for by */
#define COMMON_LEAST   6    /* articles: a pair that more have tells nothing; */
#define COMMON_MOST    48   /* the larger the archive, the more may have it, */
#define COMMON_PART    50   /* but at most one in so many */
#define SEEN           1024 /* bits to know by which pairs were looked for */
#define CANDIDATES     512  /* a power of two */
#define NEAR           24   /* articles of a topic on each side that are looked at */
#define FINALISTS      12
#define LEAST          800 /* worth below which nothing is told */
#define TOPIC_WORTH    400
#define FIRST_WORTH    200
#define TWO_HAN        6 /* bytes of two common Han characters */
#define STRENGTH_LEAST 4
#define LEAD_MOST      240 /* bytes */

/* Slots of pairs of characters. */
struct slots {
	uint32_t items[PAIRS_MOST + LOOKUPS_MOST];
	size_t count;
};

/*
 * Appends the slots of pairs of neighbours in text that could be of a word.
 * What the table has of them will be asked for next.
 */
static void add_pairs(const struct related *r, struct slots *s, struct view text, size_t most,
                      const uint32_t *table)
{
	struct bigram p = { .classes = &r->classes, .text = text };
	while (s->count < most && bigram_next(&p)) {
		uint32_t slot = p.hash & r->mask;
		if (!bigram_in_word(&p))
			continue;
		s->items[s->count++] = slot;
		__builtin_prefetch(&table[slot]);
	}
}

/* One that was taken down is related to none. */
static void add_headline(const struct related *r, struct slots *s, const struct archive_article *x,
                         const uint32_t *counts)
{
	if (!x->withdrawn)
		add_pairs(r, s, x->headline, PAIRS_MOST, counts);
}

static uint32_t holders(const uint32_t *from, uint32_t slot)
{
	return from[slot + 1] - from[slot];
}

/* Sorts the slots, the rarest first, each once, and keeps the first few. */
static void keep_rarest(struct slots *s, const struct related *r, const uint32_t *counts)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->count; i++) {
		uint32_t slot = s->items[i], at = (uint32_t)kept;
		bool known = false;
		for (size_t k = 0; k < kept; k++)
			known = known || s->items[k] == slot;
		if (known || counts[slot] > r->common)
			continue;
		while (at > 0 && counts[s->items[at - 1]] > counts[slot])
			at--;
		if (at >= RELATED_PAIRS)
			continue;
		size_t end = kept < RELATED_PAIRS ? kept : RELATED_PAIRS - 1;
		/* What is overwritten was read before: end never passes i. */
		memmove(&s->items[at + 1], &s->items[at], (end - at) * sizeof(*s->items));
		s->items[at] = slot;
		kept = end + 1;
	}
	s->count = kept;
}

static void count_all(const struct related *r, struct bigram_counter *t)
{
	const struct archive *a = r->archive;
	size_t steady = archive_steady_pages(a);
	for (size_t i = 0; i < a->articles.len; i++) {
		const struct archive_article *x = &a->articles.items[i];
		struct bigram p = { .classes = &r->classes, .text = x->headline };
		size_t most = x->withdrawn ? 0 : PAIRS_MOST;
		while (bigram_next(&p)) {
			if (x->page < steady && bigram_han(&p))
				bigram_counter_bond(t, p.hash);
			if (most > 0 && bigram_in_word(&p)) {
				bigram_counter_slot(t, p.hash & r->mask);
				most--;
			}
		}
	}
	bigram_counter_end(t);
}

/* The slots of one article; what is left over is none. */
#define NO_SLOT UINT32_MAX

struct chosen {
	uint32_t slots[RELATED_PAIRS];
};

static struct chosen *choose_slots(struct related *r, const uint32_t *counts)
{
	const struct archive *a = r->archive;
	struct chosen *all = mem_array(a->articles.len, sizeof(*all));
	for (size_t i = 0; i < a->articles.len; i++) {
		struct slots s;
		s.count = 0;
		add_headline(r, &s, &a->articles.items[i], counts);
		keep_rarest(&s, r, counts);
		for (size_t k = 0; k < RELATED_PAIRS; k++) {
			all[i].slots[k] = k < s.count ? s.items[k] : NO_SLOT;
			if (k < s.count)
				r->from[s.items[k] + 1]++;
		}
	}
	return all;
}

static void fill(struct related *r, const uint32_t *counts)
{
	size_t slots = (size_t)r->mask + 1, articles = r->archive->articles.len;
	struct chosen *all = choose_slots(r, counts);
	for (size_t k = 0; k < slots; k++)
		r->from[k + 1] += r->from[k];
	r->items = mem_array(r->from[slots] + 1, sizeof(*r->items));
	for (uint32_t i = 0; i < articles; i++) {
		for (size_t k = 0; k < RELATED_PAIRS && all[i].slots[k] != NO_SLOT; k++)
			r->items[r->from[all[i].slots[k]]++] = i;
	}
	/* Filling moved each start to its end. */
	memmove(r->from + 1, r->from, slots * sizeof(*r->from));
	r->from[0] = 0;
	free(all);
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
	r->common = (uint32_t)(part < COMMON_LEAST  ? COMMON_LEAST
	                       : part > COMMON_MOST ? COMMON_MOST
	                                            : part);
	r->from = mem_array(slots + 1, sizeof(*r->from));
	r->topics = mem_array(a->articles.len, sizeof(*r->topics));
	for (size_t i = 0; i < a->articles.len; i++) {
		r->topics[i].count = a->articles.items[i].topic_count;
		memcpy(r->topics[i].topics, a->articles.items[i].topics, TOPICS_PER_ARTICLE);
	}
	bigram_classify(config_paper(a->config), &r->classes);
	cohesion_init(&r->bonds, a->articles.len);
	uint32_t *counts = mem_array(slots, sizeof(*counts));
	struct bigram_counter tally = { .counts = counts, .bonds = &r->bonds };
	count_all(r, &tally);
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
	uint32_t article;
	size_t count;
	struct candidate table[CANDIDATES];
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
	struct slots s;
	s.count = 0;
	add_pairs(r, &s, headline, PAIRS_MOST, r->from);
	size_t own = s.count;
	add_pairs(r, &s, lead, own + LOOKUPS_MOST, r->from);
	uint32_t seen[SEEN / 32] = { 0 };
	for (size_t i = 0; i < s.count; i++) {
		uint32_t slot = s.items[i], count = holders(r->from, slot);
		uint32_t *place = &seen[slot % SEEN / 32], bit = (uint32_t)1 << slot % 32;
		if (count == 0 || count > r->common || (*place & bit))
			continue;
		*place |= bit;
		uint32_t worth = (i < own ? 1200 : 700) / (3 + count);
		for (uint32_t k = r->from[slot]; k < r->from[slot + 1]; k++)
			add_worth(l, r->items[k], worth);
	}
}

void related_near(const struct archive *a, uint32_t article, size_t *first, size_t *end)
{
	const struct archive_article *x = &a->articles.items[article];
	*first = *end = 0;
	if (x->topic_count == 0)
		return;
	size_t count;
	const uint32_t *items = archive_list(&a->by_topic, x->topics[0], &count);
	size_t at = bisect_numbers(items, count, article), list = a->by_topic.from[x->topics[0]];
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
	related_near(l->related->archive, l->article, &first, &end);
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

/* The first topic is what it is mostly about. */
static uint32_t topics_worth(const struct related_topics *x, const struct related_topics *y)
{
	uint32_t worth = 0;
	for (size_t i = 0; i < x->count; i++) {
		for (size_t k = 0; k < y->count; k++)
			worth += x->topics[i] == y->topics[k] ? TOPIC_WORTH : 0;
	}
	bool first = x->count && y->count && x->topics[0] == y->topics[0];
	return worth + (first ? FIRST_WORTH : 0);
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
static bool is_better(const struct looking *l, const struct candidate *x, const struct candidate *y)
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
	const struct related_topics *all = l->related->topics, *own = &all[l->article];
	uint32_t topics_most = own->count ? own->count * TOPIC_WORTH + FIRST_WORTH : 0;
	size_t count = 0;
	for (size_t i = 0; i < CANDIDATES; i++) {
		struct candidate c = l->table[i];
		if (!c.article || c.worth + topics_most < LEAST)
			continue;
		c.worth += topics_worth(own, &all[c.article - 1]);
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
	struct slots s;
	uint32_t least = 0;
	s.count = 0;
	add_pairs(r, &s, word, PAIRS_MOST, r->from);
	for (size_t k = 0; k < s.count; k++) {
		uint32_t count = holders(r->from, s.items[k]);
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
	struct shared_words_text text;
	shared_words_text_init(&text, r->classes.language, x->headline, lead);
	for (size_t i = 0; i < count && found < RELATED_MOST; i++) {
		struct related_hit hit = { .article = best[i].article - 1 };
		const struct archive_article *y = &all[hit.article];
		find_topics(x, y, &hit);
		hit.word_count =
			shared_words_find(y->headline, &text, &r->bonds, hit.words, RELATED_WORDS_MOST);
		if (weigh_words(r, &hit) + weigh_topics(&hit, x, y) >= STRENGTH_LEAST)
			out[found++] = hit;
	}
	return found;
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
	free(r->from);
	free(r->items);
	free(r->topics);
	cohesion_free(&r->bonds);
	free(r);
}
