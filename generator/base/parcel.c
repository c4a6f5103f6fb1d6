#include "base/parcel.h"

#include <string.h>

void parcel_put_number(struct buf *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_putc(b, (char)(n | 0x80));
	buf_putc(b, (char)n);
}

void parcel_put_fixed(struct buf *b, uint64_t n)
{
	buf_put(b, (struct view){ (const char *)&n, sizeof(n) });
}

void parcel_put_view(struct buf *b, struct view v)
{
	parcel_put_number(b, v.data ? v.len + 1 : 0);
	if (v.data)
		buf_put(b, v);
}

static uint64_t fail(struct parcel *p)
{
	p->bad = true;
	p->left = VIEW("");
	return 0;
}

struct view parcel_bytes(struct parcel *p, size_t len)
{
	if (len > p->left.len) {
		fail(p);
		return VIEW_NULL;
	}
	struct view v = { p->left.data, len };
	p->left = (struct view){ p->left.data + len, p->left.len - len };
	return v;
}

uint64_t parcel_number(struct parcel *p)
{
	uint64_t n = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		struct view v = parcel_bytes(p, 1);
		if (!v.data)
			return 0;
		unsigned char c = (unsigned char)v.data[0];
		n |= (uint64_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return n;
	}
	return fail(p);
}

uint64_t parcel_fixed(struct parcel *p)
{
	uint64_t n = 0;
	struct view v = parcel_bytes(p, sizeof(n));
	if (v.data)
		memcpy(&n, v.data, sizeof(n));
	return n;
}

struct view parcel_view(struct parcel *p)
{
	uint64_t len = parcel_number(p);
	return len ? parcel_bytes(p, len - 1) : VIEW_NULL;
}

size_t parcel_count(struct parcel *p)
{
	uint64_t n = parcel_number(p);
	return n <= p->left.len ? n : fail(p);
}
