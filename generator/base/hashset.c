#include "base/hashset.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

uint64_t hashset_hash(struct view text)
{
	uint64_t hash = map_hash(text);
	return hash ? hash : 1;
}

bool hashset_has(const struct hashset *s, uint64_t hash)
{
	if (s->size == 0)
		return false;
	for (size_t i = hash & (s->size - 1); s->slots[i]; i = (i + 1) & (s->size - 1)) {
		if (s->slots[i] == hash)
			return true;
	}
	return false;
}

static void put(struct hashset *s, uint64_t hash)
{
	size_t i = hash & (s->size - 1);
	while (s->slots[i])
		i = (i + 1) & (s->size - 1);
	s->slots[i] = hash;
	s->len++;
}

/* At most two thirds of the slots are taken, so that a probe is short. */
static void make_room(struct hashset *s)
{
	if ((s->len + 1) * 3 <= s->size * 2)
		return;
	struct hashset old = *s;
	s->size = old.size ? old.size * 2 : 256;
	s->slots = mem_array(s->size, sizeof(*s->slots));
	s->len = 0;
	for (size_t i = 0; i < old.size; i++) {
		if (old.slots[i])
			put(s, old.slots[i]);
	}
	free(old.slots);
}

bool hashset_add(struct hashset *s, uint64_t hash)
{
	if (hashset_has(s, hash))
		return false;
	make_room(s);
	put(s, hash);
	return true;
}

void hashset_free(struct hashset *s)
{
	free(s->slots);
	*s = (struct hashset){ 0 };
}
