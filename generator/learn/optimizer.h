#ifndef LEARN_OPTIMIZER_H
#define LEARN_OPTIMIZER_H

#include "segment/network.h"

/*
 * Steps of Adam (Kingma and Ba 2015) over the parameters of a network, with
 * rows of its tables stepping only where a page has used them, and the average
 * of the later steps (Polyak and Juditsky 1992).
 */
struct optimizer {
	struct weights *w;            /* what is learned */
	struct weights gradient;      /* add to it, then step */
	struct weights first, second; /* moments of the gradients */
	struct weights average;
	const struct weights *anchor; /* what the parameters are pulled back to, or NULL */
	float pull;                   /* how strongly, a step */
	unsigned char *touched;       /* of the tables: a row has a gradient */
	size_t steps, averaged;
};

/* w stays the caller's. */
void optimizer_begin(struct optimizer *o, struct weights *w);

/* Notes that the gradients of these rows are not all zero. */
void optimizer_touch(struct optimizer *o, const struct network_block *blocks, size_t len);

/* Steps against the gradient, taken times scale, and forgets it. */
void optimizer_step(struct optimizer *o, float rate, float scale);

/* Counts the parameters as they are in the average. */
void optimizer_average(struct optimizer *o);

/* Puts the average in place of the parameters, if there is one. */
void optimizer_take_average(struct optimizer *o);

void optimizer_end(struct optimizer *o);

#endif
