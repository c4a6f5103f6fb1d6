#include "page/memo.h"

#include <string.h>

static void *forget(struct page_memo *m)
{
	m->known = VIEW_NULL;
	return NULL;
}

/* Labels stand two in a byte. */
enum label *memo_take(struct page_memo *m, size_t blocks, struct arena *a)
{
	struct parcel p = { .left = m->known };
	if (!m->known.data)
		return NULL;
	bool same = parcel_number(&p) == blocks;
	struct view bytes = parcel_bytes(&p, (blocks + 1) / 2);
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

bool memo_take_confidence(struct page_memo *m, struct page *out)
{
	struct parcel p = { .left = m->known };
	bool same = parcel_number(&p) == out->article_count;
	for (size_t i = 0; same && i < out->article_count; i++) {
		uint64_t bits = parcel_fixed(&p);
		memcpy(&out->articles[i].confidence, &bits, sizeof(bits));
	}
	m->known = p.left;
	if (same && !p.bad)
		return true;
	forget(m);
	return false;
}

void memo_put(struct page_memo *m, const enum label *labels, size_t blocks, const struct page *p)
{
	parcel_put_number(m->made, blocks);
	for (size_t i = 0; i < blocks; i += 2) {
		unsigned second = i + 1 < blocks ? (unsigned)labels[i + 1] : 0;
		buf_putc(m->made, (char)((unsigned)labels[i] | second << 4));
	}
	parcel_put_number(m->made, p->article_count);
	for (size_t i = 0; i < p->article_count; i++) {
		uint64_t bits;
		memcpy(&bits, &p->articles[i].confidence, sizeof(bits));
		parcel_put_fixed(m->made, bits);
	}
}
