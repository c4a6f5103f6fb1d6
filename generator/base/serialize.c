#include "base/serialize.h"

#include <string.h>

void serialize_put_number(struct buf *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_putc(b, (char)(n | 0x80));
	buf_putc(b, (char)n);
}

void serialize_put_fixed(struct buf *b, uint64_t n)
{
	buf_put(b, (struct view){ (const char *)&n, sizeof(n) });
}

void serialize_put_view(struct buf *b, struct view v)
{
	serialize_put_number(b, v.data ? v.len + 1 : 0);
	if (v.data)
		buf_put(b, v);
}

static uint64_t fail(struct serialized *p)
{
	p->bad = true;
	p->left = VIEW("");
	return 0;
}

struct view serialize_bytes(struct serialized *p, size_t len)
{
	if (len > p->left.len) {
		fail(p);
		return VIEW_NULL;
	}
	struct view v = { p->left.data, len };
	p->left = view_slice(p->left, len, p->left.len - len);
	return v;
}

uint64_t serialize_number(struct serialized *p)
{
	uint64_t n = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		struct view v = serialize_bytes(p, 1);
		if (!v.data)
			return 0;
		unsigned char c = (unsigned char)v.data[0];
		n |= (uint64_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return n;
	}
	return fail(p);
}

uint64_t serialize_fixed(struct serialized *p)
{
	uint64_t n = 0;
	struct view v = serialize_bytes(p, sizeof(n));
	if (v.data)
		memcpy(&n, v.data, sizeof(n));
	return n;
}

struct view serialize_view(struct serialized *p)
{
	uint64_t len = serialize_number(p);
	return len ? serialize_bytes(p, len - 1) : VIEW_NULL;
}

size_t serialize_count(struct serialized *p)
{
	uint64_t n = serialize_number(p);
	return n <= p->left.len ? n : fail(p);
}
