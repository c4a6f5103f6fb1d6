#include "segment/label_cache.h"

#include <string.h>

static void *forget(struct label_cache *m)
{
	m->known = VIEW_NULL;
	return NULL;
}

/* Labels stand two in a byte. */
enum label *label_cache_take(struct label_cache *m, size_t blocks, struct arena *a)
{
	struct serialized p = { .left = m->known };
	if (!m->known.data)
		return NULL;
	bool same = serialize_number(&p) == blocks;
	struct view bytes = serialize_bytes(&p, (blocks + 1) / 2);
	if (!same || p.bad)
		return forget(m);
	enum label *labels = arena_array(a, blocks, sizeof(*labels));
	for (size_t i = 0; i < blocks; i++) {
		unsigned label = (unsigned char)bytes.data[i / 2] >> (i % 2 ? 4 : 0) & 0xF;
		if (label >= LABEL_COUNT)
			return forget(m);
		labels[i] = (enum label)label;
	}
	m->known = p.left;
	return labels;
}

bool label_cache_take_confidence(struct label_cache *m, struct page *out)
{
	struct serialized p = { .left = m->known };
	bool same = serialize_number(&p) == out->article_count;
	for (size_t i = 0; same && i < out->article_count; i++) {
		uint64_t bits = serialize_fixed(&p);
		memcpy(&out->articles[i].confidence, &bits, sizeof(bits));
	}
	m->known = p.left;
	if (same && !p.bad)
		return true;
	forget(m);
	return false;
}

void label_cache_put(struct label_cache *m, const enum label *labels, size_t blocks,
                     const struct page *p)
{
	serialize_put_number(m->made, blocks);
	for (size_t i = 0; i < blocks; i += 2) {
		unsigned second = i + 1 < blocks ? (unsigned)labels[i + 1] : 0;
		buf_putc(m->made, (char)((unsigned)labels[i] | second << 4));
	}
	serialize_put_number(m->made, p->article_count);
	for (size_t i = 0; i < p->article_count; i++) {
		uint64_t bits;
		memcpy(&bits, &p->articles[i].confidence, sizeof(bits));
		serialize_put_fixed(m->made, bits);
	}
}
