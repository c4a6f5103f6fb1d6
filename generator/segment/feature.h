#ifndef SEGMENT_FEATURE_H
#define SEGMENT_FEATURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "segment/facts.h"

/*
 * The features that the network sees of a block: one table, each with a name
 * and the reason why it tells something. A feature has a value at each block,
 * or is silent there.
 */

struct feature {
	const char *name;
	const char *reason;
	int values; /* it takes 0 to values - 1, or -1: silent */
	int (*value)(const struct facts *facts, size_t i, size_t len);
};

size_t feature_count(void);

/* Whether it tells where a block stands or how large it is set, which few sources do. */
bool feature_is_geometry(size_t f);

/* Whether it tells of words of the language that the weights were learned in. */
bool feature_is_wording(size_t f);

const struct feature *feature_get(size_t f);

/* What speaks at one block, in the order of the table. */
struct feature_seen {
	uint16_t feature;
	uint16_t value;
};

struct feature_set {
	struct feature_seen *seen;
	size_t len;
};

/* One set a block, in the arena. */
struct feature_set *feature_find(const struct facts *facts, size_t len, struct arena *a);

#endif
