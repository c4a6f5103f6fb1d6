#include "archive/cohesion.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/han.h"
#include "text/utf8.h"

#define LEAST_SLOTS 65536
#define MOST_SLOTS  ((size_t)1 << 24)

void cohesion_init(struct cohesion *b, size_t headlines)
{
	size_t slots = LEAST_SLOTS;
	while (slots < headlines * 4 && slots < MOST_SLOTS)
		slots *= 2;
	b->mask = (uint32_t)(slots - 1);
	b->counts = mem_array(slots, sizeof(*b->counts));
}

void cohesion_add(struct cohesion *b, struct view headline)
{
	unsigned before = 0;
	for (size_t at = 0; at < headline.len;) {
		unsigned c = utf8_next(headline, &at);
		if (han_is(before) && han_is(c))
			cohesion_count(b, cohesion_hash(before, c));
		before = c;
	}
}

unsigned cohesion_of(const struct cohesion *b, unsigned first, unsigned second)
{
	return b->counts && first && second
	           ? cohesion_rounded(b->counts[cohesion_hash(first, second) & b->mask])
	           : 0;
}

void cohesion_free(struct cohesion *b)
{
	free(b->counts);
	*b = (struct cohesion){ 0 };
}
