#ifndef ARCHIVE_RELATED_H
#define ARCHIVE_RELATED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"

/*
 * Which articles have to do with one another: those that share rare words,
 * those that have topics in common. The index knows of each article only the
 * rarest pairs of characters in its headline, so it takes at most 80 bytes an
 * article, and to look one up costs the same however large the archive is.
 */
struct related;

#define RELATED_MOST       5
#define RELATED_WORDS_MOST 3

struct related_hit {
	struct view words[RELATED_WORDS_MOST]; /* in the other's headline, longest first */
	size_t word_count;
	size_t topic_count;
	uint32_t article;
	uint8_t topics[TOPICS_PER_ARTICLE]; /* that both have, as numbers of config->topics */
};

/* How an article's text begins, as far as it is looked at. */
struct view related_lead(const struct article *a);

/* After link_archive(); the archive must outlive it. */
struct related *related_new(const struct archive *a);

/*
 * The articles nearest to that one, best first: the number found, 0 to
 * RELATED_MOST. lead is how its text begins. Every hit has a word or a topic.
 * Safe in many threads at once.
 */
size_t related_find(const struct related *r, uint32_t article, struct view lead,
                    struct related_hit out[RELATED_MOST]);

/* A fingerprint of what was found; 0 before related_change.h has given fingerprints of articles. */
uint64_t related_found(const struct related *r, const struct related_hit *hits, size_t count);

void related_free(struct related *r);

#endif
