#ifndef ARCHIVE_TOPICS_H
#define ARCHIVE_TOPICS_H

#include <stddef.h>
#include <stdint.h>

#include "archive/config.h"
#include "base/array.h"
#include "page/page.h"

/*
 * Which topics an article has, and which of the places of site.conf: both are
 * terms that are known by words, and chosen alike. Each word of a topic counts by where it stands,
 * in the headline most, and by how rare it is in the archive: a word that
 * stands in every other article says little. So this is done in two steps.
 * While pages are read, topics_find tells the words of each article; when all
 * are read and it is known how many articles have each word, topics_choose
 * decides. All words are looked for at once, in one pass over the text.
 */
#define TOPICS_PER_ARTICLE 4
#define PLACES_PER_ARTICLE 4

struct topics;

/* A word in an article; several topics may have it. */
struct topic_hit {
	uint16_t word;
	uint16_t weight; /* by place and number, in sixteenths */
};

struct topic_hits {
	ARRAY(struct topic_hit) hits; /* by number of the word */
};

/* The topics and places of c, which must outlive them. */
struct topics *topics_new(const struct config *c);

/* How many words the topics have together: hits have smaller numbers. */
size_t topics_word_count(const struct topics *t);

/* Replaces hits by those of the article. Safe in many threads at once. */
void topics_find(const struct topics *t, const struct article *a, struct topic_hits *hits);

/* Adds the hits of one article to what is known of the archive. */
void topics_count(struct topics *t, const struct topic_hit *hits, size_t count);

/* After the last of them, and before topics are chosen: weighs the words. */
void topics_weigh(struct topics *t);

/*
 * Writes the article's topics, best first, as numbers of config->topics, and
 * returns how many there are: none only where none of the words stands in it.
 */
size_t topics_choose(const struct topics *t, const struct topic_hit *hits, size_t count,
                     uint16_t chosen[TOPICS_PER_ARTICLE]);

/* The same of places, as numbers of config->places. */
size_t topics_choose_places(const struct topics *t, const struct topic_hit *hits, size_t count,
                            uint16_t chosen[PLACES_PER_ARTICLE]);

void topics_free(struct topics *t);

#endif
