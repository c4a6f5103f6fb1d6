#include "text/binary.h"

#include <stdint.h>
#include <string.h>

struct format {
	struct view start;
	const char *name;
};

const char *binary_format(struct view bytes)
{
	static const struct format formats[] = {
		{ { "%PDF-", 5 }, "a PDF document" },
		{ { "{\\rtf", 5 }, "an RTF document" },
		{ { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 }, "an old Office document" },
		{ { "PK\x03\x04", 4 }, "a ZIP archive or an Office document" },
		{ { "PK\x05\x06", 4 }, "a ZIP archive" },
		{ { "Rar!\x1A\x07", 6 }, "a RAR archive" },
		{ { "7z\xBC\xAF\x27\x1C", 6 }, "a 7z archive" },
		{ { "\x1F\x8B\x08", 3 }, "a gzip archive" },
		{ { "\x89PNG\r\n\x1A\n", 8 }, "a PNG picture" },
		{ { "\xFF\xD8\xFF", 3 }, "a JPEG picture" },
		{ { "GIF87a", 6 }, "a GIF picture" },
		{ { "GIF89a", 6 }, "a GIF picture" },
		{ { "II*\0", 4 }, "a TIFF picture" },
		{ { "MM\0*", 4 }, "a TIFF picture" },
		{ { "AT&TFORM", 8 }, "a DjVu document" },
	};
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (view_starts(bytes, formats[i].start))
			return formats[i].name;
	return NULL;
}

static size_t count_controls(const char *s, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		count += (c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F;
	}
	return count;
}

/* Whether one of eight bytes is below the blank or 0x7F; never wrong where it says no. */
static bool may_hold_control(const char *s)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t w;
	memcpy(&w, s, sizeof(w));
	uint64_t last = w ^ ones * 0x7F;
	return (((w - ones * 0x20) & ~w) | ((last - ones) & ~last)) & ones * 0x80;
}

bool binary_controls(struct view bytes)
{
	size_t count = 0, i = 0;
	for (; i + 8 <= bytes.len; i += 8)
		if (may_hold_control(bytes.data + i))
			count += count_controls(bytes.data + i, 8);
	if (i < bytes.len)
		count += count_controls(bytes.data + i, bytes.len - i);
	/* Random bytes have one in nine; a short text may have a few. */
	return count > bytes.len / 16 + 4;
}
