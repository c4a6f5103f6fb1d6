#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void buf_reserve(struct buf *b, size_t extra)
{
	if (extra >= SIZE_MAX - b->len)
		mem_array(SIZE_MAX, 2); /* ends the program with the one message */
	size_t need = b->len + extra + 1;
	if (need <= b->cap)
		return;
	size_t cap = b->cap + b->cap / 2;
	if (cap < need)
		cap = need;
	if (cap < 64)
		cap = 64;
	if (b->len == 0) { /* what is there is nothing, and need not be moved */
		free(b->data);
		b->data = NULL;
	}
	b->data = mem_grow(b->data, cap, 1);
	b->data[b->len] = '\0';
	b->cap = cap;
}

/* Where in its own bytes v begins, or SIZE_MAX if it is of others. */
static size_t own_offset(const struct buf *b, struct view v)
{
	uintptr_t start = (uintptr_t)b->data, at = (uintptr_t)v.data;
	return b->data && at >= start && at - start < b->cap ? at - start : SIZE_MAX;
}

void buf_put_growing(struct buf *b, struct view v)
{
	size_t own = own_offset(b, v);
	buf_reserve(b, v.len);
	if (own != SIZE_MAX)
		v.data = b->data + own;
	buf_put(b, v);
}

void buf_puts(struct buf *b, const char *s)
{
	buf_put(b, view_of(s));
}

void buf_put_code(struct buf *b, unsigned code)
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = 0xFFFD;
	char out[4];
	size_t len;
	if (code < 0x80) {
		out[0] = (char)code;
		len = 1;
	} else if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		len = 2;
	} else if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		len = 3;
	} else {
		out[0] = (char)(0xF0 | code >> 18);
		out[1] = (char)(0x80 | (code >> 12 & 0x3F));
		out[2] = (char)(0x80 | (code >> 6 & 0x3F));
		out[3] = (char)(0x80 | (code & 0x3F));
		len = 4;
	}
	buf_put(b, (struct view){ out, len });
}

void buf_put_number(struct buf *b, uint64_t number, unsigned digits)
{
	char out[24];
	size_t at = sizeof(out);
	do {
		out[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0 || (sizeof(out) - at < digits && at > 0));
	buf_put(b, (struct view){ out + at, sizeof(out) - at });
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
	enum { USUAL = 64 }; /* room that is mostly enough: formatting twice takes twice the time */
	va_list again;
	va_copy(again, args);
	buf_reserve(b, USUAL);
	size_t room = b->cap - b->len;
	int len = vsnprintf(b->data + b->len, room, format, args);
	if (len > 0 && (size_t)len >= room) {
		buf_reserve(b, (size_t)len);
		vsnprintf(b->data + b->len, (size_t)len + 1, format, again);
	}
	if (len > 0)
		b->len += (size_t)len;
	b->data[b->len] = '\0';
	va_end(again);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vprintf(b, format, args);
	va_end(args);
}

void buf_truncate(struct buf *b, size_t len)
{
	if (len < b->len) {
		b->len = len;
		b->data[len] = '\0';
	}
}

struct view buf_view(const struct buf *b)
{
	return (struct view){ b->data ? b->data : "", b->len };
}

char *buf_detach(struct buf *b)
{
	buf_reserve(b, 0);
	char *data = b->data;
	data[b->len] = '\0';
	*b = (struct buf){ 0 };
	return data;
}

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}
