#include "edits.h"

#include <string.h>

bool edits_next(struct view *bytes, struct edit *out)
{
	if (bytes->len < EDIT_BYTES)
		return false;
	const unsigned char *b = (const unsigned char *)bytes->data;
	out->what = b[0];
	out->which = b[1];
	memcpy(&out->at, b + 2, sizeof(out->at));
	memcpy(&out->value, b + 6, sizeof(out->value));
	*bytes = view_slice(*bytes, EDIT_BYTES, bytes->len);
	return true;
}

/* Numbers at the edges of what they may be. */
static uint64_t extreme(uint32_t value)
{
	static const uint64_t extremes[] = { 0,          1,          0x7F,          0x80,
		                                 0xFF,       0xFFFF,     0x10000,       0x7FFFFFFF,
		                                 0x80000000, UINT32_MAX, 1ULL << 32,    INT64_MAX,
		                                 1ULL << 63, UINT64_MAX, UINT64_MAX - 7 };
	return extremes[value % (sizeof(extremes) / sizeof(*extremes))];
}

static void set(struct buf *b, size_t at, uint64_t value, size_t len)
{
	if (len > b->len - at)
		len = b->len - at;
	memcpy(b->data + at, &value, len);
}

static void erase(struct buf *b, size_t at, size_t len)
{
	if (len > b->len - at)
		len = b->len - at;
	memmove(b->data + at, b->data + at + len, b->len - at - len);
	buf_truncate(b, b->len - len);
}

static void insert(struct buf *b, size_t at, const char *bytes, size_t len)
{
	size_t behind = b->len - at;
	buf_reserve(b, len);
	memmove(b->data + at + len, b->data + at, behind);
	memcpy(b->data + at, bytes, len);
	b->len += len;
}

void edits_apply(const struct edit *e, struct buf *b)
{
	if (b->len == 0)
		return;
	size_t at = e->at % b->len;
	switch (e->what % 8) {
	case 0: set(b, at, e->value, 1); break;
	case 1: set(b, at, e->value, 4); break;
	case 2: set(b, at, extreme(e->value), 4); break;
	case 3: set(b, at & ~(size_t)7, extreme(e->value), 8); break;
	case 4: b->data[at] = (char)(b->data[at] ^ 1 << e->value % 8); break;
	case 5: erase(b, at, 1 + e->value % 64); break;
	case 6: insert(b, at, (const char *)&e->value, sizeof(e->value)); break;
	default: buf_truncate(b, at); break;
	}
}
