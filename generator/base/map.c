#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

struct map_entry {
	char *key;
	size_t len;
	uint64_t hash;
	union map_value value;
};

/* The slot that holds key, or the free one where it would go. */
static uint32_t *find_slot(const struct map *m, struct view key, uint64_t hash)
{
	size_t mask = m->nslots - 1;
	for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &m->slots[i];
		if (*slot == 0)
			return slot;
		const struct map_entry *e = &m->entries[*slot - 1];
		if (e->hash == hash && view_eq((struct view){ e->key, e->len }, key))
			return slot;
	}
}

/* Slots stay at most two thirds full, so that a probe is short. */
static void make_slots(struct map *m)
{
	if (m->nslots != 0 && (m->len + 1) * 3 <= m->nslots * 2)
		return;
	m->nslots = m->nslots ? m->nslots * 2 : 16;
	free(m->slots);
	m->slots = mem_array(m->nslots, sizeof(*m->slots));
	for (size_t i = 0; i < m->len; i++) {
		const struct map_entry *e = &m->entries[i];
		*find_slot(m, (struct view){ e->key, e->len }, e->hash) = (uint32_t)i + 1;
	}
}

union map_value *map_get(const struct map *m, struct view key)
{
	if (m->len == 0)
		return NULL;
	uint32_t slot = *find_slot(m, key, hash_view(key));
	return slot ? &m->entries[slot - 1].value : NULL;
}

union map_value *map_put(struct map *m, struct view key, bool *fresh)
{
	make_slots(m);
	uint64_t hash = hash_view(key);
	uint32_t *slot = find_slot(m, key, hash);
	if (fresh)
		*fresh = *slot == 0;
	if (*slot)
		return &m->entries[*slot - 1].value;
	if (m->len == m->cap) {
		m->cap = m->cap ? m->cap + m->cap / 2 : 8;
		m->entries = mem_grow(m->entries, m->cap, sizeof(*m->entries));
	}
	struct map_entry *e = &m->entries[m->len++];
	*e = (struct map_entry){ mem_alloc(key.len + 1), key.len, hash, { 0 } };
	if (key.len)
		memcpy(e->key, key.data, key.len);
	*slot = (uint32_t)m->len;
	return &e->value;
}

struct view map_key(const struct map *m, size_t i)
{
	return (struct view){ m->entries[i].key, m->entries[i].len };
}

union map_value *map_at(const struct map *m, size_t i)
{
	return &m->entries[i].value;
}

void map_free(struct map *m)
{
	for (size_t i = 0; i < m->len; i++)
		free(m->entries[i].key);
	free(m->entries);
	free(m->slots);
	*m = (struct map){ 0 };
}
