#include "page/memo.h"

#include <stdint.h>
#include <string.h>

/* Numbers in sevens of bits, the lowest first; labels two in a byte. */
static void put_number(struct buf *b, size_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_putc(b, (char)(n | 0x80));
	buf_putc(b, (char)n);
}

static bool take_number(struct view *v, size_t *out)
{
	*out = 0;
	for (unsigned shift = 0; v->len > 0 && shift < 42; shift += 7) {
		unsigned char c = (unsigned char)v->data[0];
		*v = view_slice(*v, 1, v->len);
		*out |= (size_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return true;
	}
	return false;
}

static void *forget(struct page_memo *m)
{
	m->known = VIEW_NULL;
	return NULL;
}

enum label *memo_take(struct page_memo *m, size_t blocks, struct arena *a)
{
	size_t count, bytes = (blocks + 1) / 2;
	if (!m->known.data)
		return NULL;
	if (!take_number(&m->known, &count) || count != blocks || m->known.len < bytes)
		return forget(m);
	enum label *labels = arena_array(a, blocks, sizeof(*labels));
	for (size_t i = 0; i < blocks; i++) {
		unsigned label = (unsigned char)m->known.data[i / 2] >> (i % 2 ? 4 : 0) & 0xF;
		if (label >= LABEL_COUNT)
			return forget(m);
		labels[i] = (enum label)label;
	}
	m->known = view_slice(m->known, bytes, m->known.len);
	return labels;
}

bool memo_take_confidence(struct page_memo *m, struct page *p)
{
	size_t count;
	if (!take_number(&m->known, &count) || count != p->article_count ||
	    m->known.len < count * sizeof(double)) {
		forget(m);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		memcpy(&p->articles[i].confidence, m->known.data + i * sizeof(double), sizeof(double));
	m->known = view_slice(m->known, count * sizeof(double), m->known.len);
	return true;
}

void memo_put(struct page_memo *m, const enum label *labels, size_t blocks, const struct page *p)
{
	put_number(m->made, blocks);
	for (size_t i = 0; i < blocks; i += 2) {
		unsigned second = i + 1 < blocks ? (unsigned)labels[i + 1] : 0;
		buf_putc(m->made, (char)((unsigned)labels[i] | second << 4));
	}
	put_number(m->made, p->article_count);
	for (size_t i = 0; i < p->article_count; i++)
		buf_put(m->made, (struct view){ (const char *)&p->articles[i].confidence, sizeof(double) });
}
