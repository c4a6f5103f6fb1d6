#include "base/hashset.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

uint64_t hashset_hash(struct view text)
{
	uint64_t hash = hash_view(text);
	return hash ? hash : 1;
}

/* The slot that has the hash, or the free one where it would go. */
static uint64_t *find(const struct hashset *s, uint64_t hash)
{
	size_t i = hash & (s->size - 1);
	while (s->slots[i] && s->slots[i] != hash)
		i = (i + 1) & (s->size - 1);
	return &s->slots[i];
}

bool hashset_has(const struct hashset *s, uint64_t hash)
{
	return s->size > 0 && *find(s, hash) != 0;
}

/* At most two thirds of the slots are taken, so that a probe is short. */
static void make_room(struct hashset *s)
{
	if ((s->len + 1) * 3 <= s->size * 2)
		return;
	struct hashset old = *s;
	s->size = old.size ? old.size * 2 : 256;
	s->slots = mem_array(s->size, sizeof(*s->slots));
	for (size_t i = 0; i < old.size; i++) {
		if (old.slots[i])
			*find(s, old.slots[i]) = old.slots[i];
	}
	free(old.slots);
}

bool hashset_add(struct hashset *s, uint64_t hash)
{
	make_room(s);
	uint64_t *slot = find(s, hash);
	if (*slot)
		return false;
	*slot = hash;
	s->len++;
	return true;
}

void hashset_free(struct hashset *s)
{
	free(s->slots);
	*s = (struct hashset){ 0 };
}
