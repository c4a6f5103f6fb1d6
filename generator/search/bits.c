#include "search/bits.h"

unsigned bits_log2(uint32_t n)
{
	return n ? 31u - (unsigned)__builtin_clz(n) : 0;
}

static inline void flush(struct bits *b)
{
	buf_reserve(&b->bytes, 8);
	while (b->count >= 8) {
		b->count -= 8;
		b->bytes.data[b->bytes.len++] = (char)(b->waiting >> b->count);
	}
}

void bits_put(struct bits *b, uint32_t value, unsigned count)
{
	uint64_t mask = ((uint64_t)1 << count) - 1;
	b->waiting = b->waiting << count | (value & mask);
	b->count += count;
	if (b->count >= 8)
		flush(b);
}

void bits_put_number(struct bits *b, uint32_t value, unsigned k)
{
	uint32_t x = value + ((uint32_t)1 << k);
	unsigned top = bits_log2(x);
	if (top > k)
		bits_put(b, 0, top - k);
	bits_put(b, x, top + 1);
}

unsigned bits_of_number(uint32_t value, unsigned k)
{
	return 2 * bits_log2(value + ((uint32_t)1 << k)) - k + 1;
}

size_t bits_len(const struct bits *b)
{
	return b->bytes.len * 8 + b->count;
}

void bits_append(struct bits *b, const struct bits *from)
{
	for (size_t i = 0; i < from->bytes.len; i++)
		bits_put(b, (unsigned char)from->bytes.data[i], 8);
	bits_put(b, (uint32_t)from->waiting, from->count);
}

struct view bits_end(struct bits *b)
{
	if (b->count > 0)
		bits_put(b, 0, 8 - b->count);
	return buf_view(&b->bytes);
}

void bits_reset(struct bits *b)
{
	buf_truncate(&b->bytes, 0);
	b->waiting = 0;
	b->count = 0;
}

void bits_free(struct bits *b)
{
	buf_free(&b->bytes);
	*b = (struct bits){ 0 };
}
