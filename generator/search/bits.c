#include "search/bits.h"

void bits_flush(struct bits *b)
{
	if (b->bytes.cap - b->bytes.len < 8)
		buf_reserve(&b->bytes, 64);
	b->count -= 32;
	uint32_t word = (uint32_t)(b->waiting >> b->count);
	unsigned char four[4] = { (unsigned char)(word >> 24), (unsigned char)(word >> 16),
		                      (unsigned char)(word >> 8), (unsigned char)word };
	memcpy(b->bytes.data + b->bytes.len, four, sizeof(four)); /* one store for the compiler */
	b->bytes.len += 4;
}

size_t bits_len(const struct bits *b)
{
	return b->bytes.len * 8 + b->count;
}

void bits_append(struct bits *b, const struct bits *from)
{
	const unsigned char *at = (const unsigned char *)from->bytes.data;
	for (size_t i = 0; i < from->bytes.len; i += 4)
		bits_put(b,
		         (uint32_t)at[i] << 24 | (uint32_t)at[i + 1] << 16 | (uint32_t)at[i + 2] << 8 |
		             at[i + 3],
		         32);
	bits_put(b, (uint32_t)from->waiting, from->count);
}

struct view bits_end(struct bits *b)
{
	while (b->count >= 8) {
		b->count -= 8;
		buf_putc(&b->bytes, (char)(b->waiting >> b->count));
	}
	if (b->count > 0)
		buf_putc(&b->bytes, (char)(b->waiting << (8 - b->count)));
	b->count = 0;
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
