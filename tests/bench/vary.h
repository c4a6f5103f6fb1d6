#ifndef BENCH_VARY_H
#define BENCH_VARY_H

#include <stdint.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/view.h"

/*
 * A printed page as another day's paper could have it: as long, as wide and
 * built like the one it comes from, in other words. Names, places, numbers and
 * days are exchanged, sentences come from other articles, and now and then two
 * characters from elsewhere stand in for a word. The same seed gives the same
 * page.
 */
typedef ARRAY(struct view) vary_views;

struct vary_pool {
	vary_views sentences; /* of all texts, each with its full stop */
	vary_views pairs;     /* two Han characters that stood side by side in a short line */
};

struct vary_page {
	const struct vary_pool *pool;
	const vary_views *names; /* of people in the page */
	struct date from;        /* the day of the page */
	struct date to;          /* the day that it is to be of */
	uint64_t seed;
	uint64_t begins[64]; /* of vary_begin(): with which characters something known may begin */
};

/* Adds what stands in a line to the pool; the line must outlive it. */
void vary_learn(struct vary_pool *pool, struct view line);

/* To be called once the other fields are set. */
void vary_begin(struct vary_page *p);

/* Puts one line, without its end. */
void vary_line(const struct vary_page *p, uint32_t number, struct view line, struct buf *out);

void vary_free(struct vary_pool *pool);

#endif
