#include "base/escape.h"

#include <stdint.h>
#include <string.h>

/* What stands for c in HTML text and attributes, or NULL for c itself. */
static const char *reference(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

/* Behind i and what follows of it that is beyond ASCII, eight bytes at a time. */
static size_t skip_beyond_ascii(struct view text, size_t i)
{
	uint64_t eight;
	for (; i + sizeof(eight) <= text.len; i += sizeof(eight)) {
		memcpy(&eight, text.data + i, sizeof(eight));
		if ((eight & 0x8080808080808080u) != 0x8080808080808080u)
			break;
	}
	return i;
}

void escape_html(struct buf *out, struct view text)
{
	size_t done = 0;
	for (size_t i = skip_beyond_ascii(text, 0); i < text.len; i++) {
		if ((unsigned char)text.data[i] >= 0x80)
			i = skip_beyond_ascii(text, i);
		if (i >= text.len)
			break;
		/* All five are at most '>'. */
		if ((unsigned char)text.data[i] > '>')
			continue;
		const char *r = reference(text.data[i]);
		if (r == NULL)
			continue;
		buf_put(out, view_slice(text, done, i - done));
		buf_puts(out, r);
		done = i + 1;
	}
	buf_put(out, view_slice(text, done, text.len));
}

/* How many bytes of rest, which begins with "&#", are a reference; none if it is none. */
static size_t put_number(struct buf *out, struct view rest)
{
	bool hex = rest.len > 2 && (rest.data[2] | 0x20) == 'x';
	size_t i = hex ? 3 : 2;
	unsigned code = 0;
	size_t from = i;
	for (; i < rest.len && i < from + 8; i++) {
		char c = rest.data[i];
		unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
		                 : hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
		                     ? (unsigned)((c | 0x20) - 'a') + 10
		                     : 16;
		if (digit == 16)
			break;
		code = code * (hex ? 16 : 10) + digit;
	}
	if (i == from)
		return 0;
	buf_put_code(out, code);
	return i < rest.len && rest.data[i] == ';' ? i + 1 : i;
}

static size_t put_named(struct buf *out, struct view rest)
{
	static const struct {
		const char *name;
		char c;
	} known[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' },
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (!view_starts(rest, view_of(known[i].name)))
			continue;
		buf_putc(out, known[i].c);
		return strlen(known[i].name);
	}
	return 0;
}

void unescape_html(struct buf *out, struct view text)
{
	while (text.len > 0) {
		const char *p = memchr(text.data, '&', text.len);
		size_t plain = p ? (size_t)(p - text.data) : text.len;
		buf_put(out, view_slice(text, 0, plain));
		text = view_slice(text, plain, text.len);
		if (text.len == 0)
			return;
		size_t used =
			text.len > 2 && text.data[1] == '#' ? put_number(out, text) : put_named(out, text);
		if (used == 0) {
			buf_putc(out, '&');
			used = 1;
		}
		text = view_slice(text, used, text.len);
	}
}
