#include "base/json.h"

static const char *short_escape(char c)
{
	switch (c) {
	case '"': return "\\\"";
	case '\\': return "\\\\";
	case '\b': return "\\b";
	case '\f': return "\\f";
	case '\n': return "\\n";
	case '\r': return "\\r";
	case '\t': return "\\t";
	default: return NULL;
	}
}

void json_put_string(struct buf *b, struct view v)
{
	if (v.data == NULL) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '"');
	size_t done = 0;
	for (size_t i = 0; i < v.len; i++) {
		char c = v.data[i];
		if ((unsigned char)c > '\\')
			continue; /* nearly all is */
		const char *escape = short_escape(c);
		if (!escape && (unsigned char)c >= 0x20)
			continue;
		buf_put(b, view_slice(v, done, i - done));
		if (escape)
			buf_puts(b, escape);
		else
			buf_printf(b, "\\u%04x", (unsigned char)c);
		done = i + 1;
	}
	buf_put(b, view_slice(v, done, v.len));
	buf_putc(b, '"');
}

void json_put_name(struct buf *b, const char *name)
{
	buf_put(b, VIEW(",\""));
	buf_puts(b, name);
	buf_put(b, VIEW("\":"));
}
