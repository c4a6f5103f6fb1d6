#include "archive/topics.h"

#include <math.h>
#include <stdlib.h>

#include "archive/aho_corasick.h"

/* What one mention is worth by its place, in sixteenths. */
#define IN_HEADLINE 96
#define IN_KICKER   64 /* and in the deck */
#define IN_OPENING  24 /* the first paragraph */
#define IN_BODY     16
#define BODY_MOST   96 /* all mentions in the body together */

/* A topic is dropped that has less than this part of the best one's score. */
#define NEAR_BEST 0.4
/*
 * A second topic also needs this many times the worth of the rarest word that
 * stands in the body once: one word in passing is not enough.
 */
#define ENOUGH 1.6

#define STEPS 4 /* that the rarity of words is told apart in, where one word is twice as rare */

/*
 * A term is a topic or a place; places are counted after the topics. One that
 * has a word, unless another word stands in the article, too.
 */
struct term_use {
	uint16_t term;
	uint16_t exceptions;      /* how many other words */
	uint32_t first_exception; /* in topics.exceptions */
};

struct term_list {
	ARRAY(struct term_use) terms; /* that have this word */
};

struct topics {
	const struct config *config;
	struct aho_corasick *words;
	struct term_list *of_word;
	ARRAY(uint16_t) exceptions; /* numbers of words */
	uint32_t *articles_with;    /* by word */
	size_t articles;
	double *rarities; /* by word */
	double rarest;    /* that a word can be */
};

static const struct config_term *term_of(const struct config *c, size_t number)
{
	return number < c->topic_count ? &c->topics[number] : &c->places[number - c->topic_count];
}

/* How the term uses its word k; all words are numbered already. */
static struct term_use use_of(struct topics *t, size_t number, size_t k)
{
	const struct config_term *term = term_of(t->config, number);
	struct term_use use = { (uint16_t)number, 0, (uint32_t)t->exceptions.len };
	for (size_t i = 0; i < term->exception_count; i++) {
		const struct config_exception *x = &term->exceptions[i];
		int word = x->word == k ? aho_corasick_add(t->words, x->other) : -1;
		if (word < 0)
			continue;
		*array_push(&t->exceptions) = (uint16_t)word;
		use.exceptions++;
	}
	return use;
}

static void number_words(struct topics *t, size_t terms)
{
	for (size_t i = 0; i < terms; i++) {
		const struct config_term *term = term_of(t->config, i);
		for (size_t k = 0; k < term->word_count; k++)
			aho_corasick_add(t->words, term->words[k]);
		for (size_t k = 0; k < term->exception_count; k++)
			aho_corasick_add(t->words, term->exceptions[k].other);
	}
	aho_corasick_prepare(t->words);
}

struct topics *topics_new(const struct config *c)
{
	struct topics *t = mem_alloc(sizeof(*t));
	size_t terms = c->topic_count + c->place_count;
	t->config = c;
	t->words = aho_corasick_new();
	number_words(t, terms);
	t->of_word = mem_array(aho_corasick_count(t->words), sizeof(*t->of_word));
	t->articles_with = mem_array(aho_corasick_count(t->words), sizeof(*t->articles_with));
	t->rarities = mem_array(aho_corasick_count(t->words), sizeof(*t->rarities));
	for (size_t i = 0; i < terms; i++) {
		const struct config_term *term = term_of(c, i);
		for (size_t k = 0; k < term->word_count; k++) {
			int word = aho_corasick_add(t->words, term->words[k]);
			struct term_list *list = word < 0 ? NULL : &t->of_word[word];
			if (list && (list->terms.len == 0 || array_last(&list->terms)->term != i))
				*array_push(&list->terms) = use_of(t, i, k);
		}
	}
	return t;
}

struct finding {
	struct topic_hits *hits;
	unsigned worth;
	unsigned most;
};

size_t topics_word_count(const struct topics *t)
{
	return aho_corasick_count(t->words);
}

static void found(void *context, uint32_t word)
{
	const struct finding *f = context;
	struct topic_hits *h = f->hits;
	for (size_t i = 0; i < h->hits.len; i++) {
		struct topic_hit *hit = &h->hits.items[i];
		if (hit->word != word)
			continue;
		if (hit->weight < f->most)
			hit->weight = (uint16_t)(hit->weight + f->worth);
		return;
	}
	*array_push(&h->hits) = (struct topic_hit){ (uint16_t)word, (uint16_t)f->worth };
}

static int compare_hits(const void *a, const void *b)
{
	return (int)((const struct topic_hit *)a)->word - (int)((const struct topic_hit *)b)->word;
}

static void look(const struct topics *t, struct topic_hits *hits, struct view text, unsigned worth,
                 unsigned most)
{
	struct finding f = { hits, worth, most };
	aho_corasick_find(t->words, text, found, &f);
}

void topics_find(const struct topics *t, const struct article *a, struct topic_hits *hits)
{
	hits->hits.len = 0;
	unsigned opening = IN_OPENING;
	for (size_t i = 0; i < a->body_count; i++) {
		bool paragraph = a->body[i].type == BODY_PARAGRAPH;
		look(t, hits, a->body[i].text, paragraph ? opening : IN_BODY, BODY_MOST);
		if (paragraph)
			opening = IN_BODY;
	}
	unsigned most = BODY_MOST + IN_KICKER;
	look(t, hits, a->kicker, IN_KICKER, most);
	look(t, hits, a->deck, IN_KICKER, most);
	if (a->headline_printed)
		look(t, hits, a->headline, IN_HEADLINE, most + IN_HEADLINE);
	if (hits->hits.len > 1)
		qsort(hits->hits.items, hits->hits.len, sizeof(*hits->hits.items), compare_hits);
}

void topics_count(struct topics *t, const struct topic_hit *hits, size_t count)
{
	t->articles++;
	for (size_t i = 0; i < count; i++)
		t->articles_with[hits[i].word]++;
}

/*
 * From 1 for a word that every article has, upwards by the logarithm; in steps,
 * so that one article more does not move the topics of others.
 */
static double rarity(const struct topics *t, size_t articles_with)
{
	return round(STEPS * log2(1.0 + (double)t->articles / (1.0 + (double)articles_with))) / STEPS +
	       0.5;
}

void topics_weigh(struct topics *t)
{
	for (size_t i = 0; i < aho_corasick_count(t->words); i++)
		t->rarities[i] = rarity(t, t->articles_with[i]);
	t->rarest = rarity(t, 1);
}

/* Whether one of the words with which the use does not count stands in the article. */
static bool is_excepted(const struct topics *t, const struct term_use *use,
                        const struct topic_hit *hits, size_t count)
{
	for (size_t i = 0; i < use->exceptions; i++) {
		uint16_t other = t->exceptions.items[use->first_exception + i];
		for (size_t k = 0; k < count; k++) {
			if (hits[k].word == other)
				return true;
		}
	}
	return false;
}

/* The best at most of the terms from first on, so many as numbers from there. */
static size_t choose(const struct topics *t, const struct topic_hit *hits, size_t count,
                     size_t first, size_t terms, uint16_t *chosen, size_t most)
{
	double scores[CONFIG_TERMS_MAX] = { 0 };
	for (size_t i = 0; i < count; i++) {
		const struct term_list *list = &t->of_word[hits[i].word];
		double score = hits[i].weight / 16.0 * t->rarities[hits[i].word];
		for (size_t k = 0; k < list->terms.len; k++) {
			size_t term = (size_t)list->terms.items[k].term - first;
			if (term < terms && !is_excepted(t, &list->terms.items[k], hits, count))
				scores[term] += score;
		}
	}
	size_t n = 0;
	double best_score = 0;
	while (n < most) {
		size_t best = 0;
		for (size_t i = 1; i < terms; i++) {
			if (scores[i] > scores[best])
				best = i;
		}
		if (scores[best] <= 0 ||
		    (n > 0 && (scores[best] < best_score * NEAR_BEST || scores[best] < ENOUGH * t->rarest)))
			break;
		if (n == 0)
			best_score = scores[best];
		scores[best] = 0;
		chosen[n++] = (uint16_t)best;
	}
	return n;
}

size_t topics_choose(const struct topics *t, const struct topic_hit *hits, size_t count,
                     uint16_t chosen[TOPICS_PER_ARTICLE])
{
	return choose(t, hits, count, 0, t->config->topic_count, chosen, TOPICS_PER_ARTICLE);
}

size_t topics_choose_places(const struct topics *t, const struct topic_hit *hits, size_t count,
                            uint16_t chosen[PLACES_PER_ARTICLE])
{
	size_t places = t->config->place_count;
	return places == 0
	           ? 0
	           : choose(t, hits, count, t->config->topic_count, places, chosen, PLACES_PER_ARTICLE);
}

void topics_free(struct topics *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < aho_corasick_count(t->words); i++)
		array_free(&t->of_word[i].terms);
	free(t->of_word);
	array_free(&t->exceptions);
	free(t->articles_with);
	free(t->rarities);
	aho_corasick_free(t->words);
	free(t);
}
