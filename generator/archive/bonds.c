#include "archive/bonds.h"

#include <stdlib.h>

#include "archive/shared.h"
#include "base/mem.h"
#include "text/utf8.h"

#define LEAST_SLOTS 65536
#define MOST_SLOTS  ((size_t)1 << 24)

void bonds_init(struct bonds *b, size_t headlines)
{
	size_t slots = LEAST_SLOTS;
	while (slots < headlines * 4 && slots < MOST_SLOTS)
		slots *= 2;
	b->mask = (uint32_t)(slots - 1);
	b->counts = mem_array(slots, sizeof(*b->counts));
}

void bonds_add(struct bonds *b, struct view headline)
{
	unsigned before = 0;
	for (size_t at = 0; at < headline.len;) {
		unsigned c = utf8_next(headline, &at);
		if (shared_is_han(before) && shared_is_han(c))
			bonds_count(b, bonds_hash(before, c));
		before = c;
	}
}

unsigned bonds_of(const struct bonds *b, unsigned first, unsigned second)
{
	return b->counts && first && second
	           ? bonds_rounded(b->counts[bonds_hash(first, second) & b->mask]) : 0;
}

void bonds_free(struct bonds *b)
{
	free(b->counts);
	*b = (struct bonds){ 0 };
}
