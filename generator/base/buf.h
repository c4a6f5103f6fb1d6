#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/view.h"

/*
 * A text that owns its bytes and grows. data is always NUL-terminated once
 * something was put in; a zeroed struct is an empty buffer. Growing by half
 * makes a long series of small puts linear.
 */
struct buf {
	char *data;
	size_t len;
	size_t cap;
};

/* Room for at least extra more bytes. */
void buf_reserve(struct buf *b, size_t extra);

static inline void buf_putc(struct buf *b, char c)
{
	if (b->len + 2 > b->cap)
		buf_reserve(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

/* For the one below, where there is no room. */
void buf_put_growing(struct buf *b, struct view v);

/* v may be a view of the buffer itself. */
static inline void buf_put(struct buf *b, struct view v)
{
	if (v.len >= b->cap - b->len) {
		buf_put_growing(b, v);
		return;
	}
	if (v.len)
		memcpy(b->data + b->len, v.data, v.len);
	b->len += v.len;
	b->data[b->len] = '\0';
}

void buf_puts(struct buf *b, const char *s);

/* One Unicode code point as UTF-8; what is no scalar value becomes U+FFFD. */
void buf_put_code(struct buf *b, unsigned code);

/* A number in decimal digits, with zeros in front if it has fewer than digits. */
void buf_put_number(struct buf *b, uint64_t number, unsigned digits);

void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args);

/* Shortens to len bytes; the memory is kept for the next use. */
void buf_truncate(struct buf *b, size_t len);

/* A view of what is in the buffer, valid until the buffer changes. */
struct view buf_view(const struct buf *b);

/* Hands the terminated bytes to the caller, who frees them; b is empty. */
char *buf_detach(struct buf *b);

void buf_free(struct buf *b);

#endif
