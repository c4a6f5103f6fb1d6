#include "base/url.h"

#include <string.h>

#include "base/ascii.h"

bool url_decode(struct buf *out, struct view text)
{
	bool sound = true;
	while (text.len > 0) {
		const char *sign = memchr(text.data, '%', text.len);
		size_t plain = sign ? (size_t)(sign - text.data) : text.len;
		buf_put(out, view_slice(text, 0, plain));
		text = view_slice(text, plain, text.len);
		if (text.len == 0)
			break;
		int high = text.len > 2 ? ascii_hex((unsigned char)text.data[1]) : -1;
		int low = text.len > 2 ? ascii_hex((unsigned char)text.data[2]) : -1;
		bool escape = high >= 0 && low >= 0;
		buf_putc(out, escape ? (char)(high * 16 + low) : '%');
		text = view_slice(text, escape ? 3 : 1, text.len);
		sound = sound && escape;
	}
	return sound;
}
