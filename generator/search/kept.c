#include "search/kept.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/serialize.h"

/* How many of the starts, from the first on, are of characters below the end. */
static size_t count_below(const shards_starts *starts, size_t first, uint64_t end)
{
	size_t n = 0;
	while (first + n < starts->len && starts->items[first + n].key.first < end)
		n++;
	return n;
}

static void put_start(const struct shards_start *s, struct buf *out)
{
	serialize_put_number(out, s->key.first);
	serialize_put_number(out, s->key.second);
	serialize_put_number(out, s->doc);
	serialize_put_number(out, s->hash);
}

void kept_put(const struct merge_stretch *stretches, size_t count, const shards_starts *starts,
              struct buf *out)
{
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		uint64_t end = i + 1 < count ? stretches[i + 1].first : UINT64_MAX;
		size_t n = count_below(starts, at, end);
		serialize_put_number(out, stretches[i].first);
		serialize_put_fixed(out, stretches[i].print);
		serialize_put_number(out, n);
		for (size_t k = 0; k < n; k++)
			put_start(&starts->items[at + k], out);
		at += n;
	}
}

static void take_start(struct serialized *p, shards_starts *known)
{
	struct shards_start *s = array_push(known);
	s->key.first = (uint32_t)serialize_number(p);
	s->key.second = (uint32_t)serialize_number(p);
	s->doc = (uint32_t)serialize_number(p);
	s->hash = (uint32_t)serialize_number(p);
}

/* Whether such shards may be of the stretch, and their keys ascend: a note may be forged. */
static bool are_of(const shards_starts *known, size_t first, const struct merge_stretch *s,
                   uint64_t end)
{
	bool fine = known->len > first;
	for (size_t i = first; fine && i < known->len; i++) {
		const struct shards_key *key = &known->items[i].key;
		fine = key->first >= s->first && key->first < end && key->second <= SHARDS_DOCS_END &&
		       (i == first || known->items[i - 1].key.first <= key->first);
	}
	return fine;
}

/* The stretch that begins with the character, from number at on, or count. */
static size_t find_stretch(const struct merge_stretch *stretches, size_t count, size_t at,
                           uint64_t first)
{
	while (at < count && stretches[at].first < first)
		at++;
	return at < count && stretches[at].first == first ? at : count;
}

void kept_find(struct view note, struct merge_stretch *stretches, size_t count, struct sink *sink,
               shards_starts *known)
{
	struct serialized p = { .left = note };
	size_t *from = mem_array(count + 1, sizeof(*from)), at = 0;
	while (p.left.len > 0 && !p.bad) {
		uint64_t first = serialize_number(&p), print = serialize_fixed(&p);
		size_t n = serialize_count(&p), begin = known->len;
		for (size_t k = 0; k < n; k++)
			take_start(&p, known);
		size_t i = find_stretch(stretches, count, at, first);
		uint64_t end = i + 1 < count ? stretches[i + 1].first : UINT64_MAX;
		if (p.bad || i == count || stretches[i].kept_count > 0 || stretches[i].print != print ||
		    !are_of(known, begin, &stretches[i], end) ||
		    !shards_stand(known->items + begin, n, sink)) {
			known->len = begin;
			continue;
		}
		from[i] = begin;
		stretches[i].kept_count = n;
		at = i;
	}
	for (size_t i = 0; i < count; i++)
		stretches[i].kept = stretches[i].kept_count > 0 ? known->items + from[i] : NULL;
	free(from);
}
