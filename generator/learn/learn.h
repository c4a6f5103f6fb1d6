#ifndef LEARN_LEARN_H
#define LEARN_LEARN_H

#include <stdio.h>

#include "learn/gold.h"
#include "segment/weights.h"

/*
 * Learns the weights of the segmenter from annotated pages: the likelihood of
 * the allowed labels given all that is seen (a conditional random field over
 * the network's scores) is raised page by page. Beside that the contents of
 * blocks learn to be near where they are of one article, and far where not,
 * which needs no labels but where articles begin. Parts of what is seen are
 * left out at random, so that nothing is relied upon alone. The order of the
 * pages and all that is random follow a fixed sequence, so the same pages give
 * the same weights.
 */
struct learn_options {
	int rounds;
	float rate;      /* of the steps */
	float drop;      /* share of the vectors' numbers left out */
	float drop_rows; /* share of the rows of n-grams left out; of features two thirds of it */
	float
		drop_geometry; /* of pages with boxes: share that is met without any, and, feature for feature, without this one */
	float drop_words;            /* and without the characters of its text, as in another script */
	float kinship;               /* what nearness of contents counts beside the labels */
	size_t batch;                /* blocks a step */
	const struct weights *start; /* to begin with, each of its networks, or NULL */
	float pull;                  /* back to those, where there are any */
	uint64_t seed;               /* another one: another random beginning, another order */
	FILE *progress;              /* one line a round, or NULL */
};

struct learn_options learn_defaults(void);

/* One network, or as many as there are to begin with. */
void learn_weights(const struct gold *g, const struct learn_options *o, struct weights *out);

#endif
