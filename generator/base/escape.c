#include "base/escape.h"

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

void escape_html(struct buf *out, struct view text)
{
	size_t done = 0;
	for (size_t i = 0; i < text.len; i++) {
		/* All five are at most '>': Han text takes this way out. */
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
