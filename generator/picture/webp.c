#include "picture/webp.h"

#include <string.h>

/* A number of so many bytes, the least first. */
static uint32_t number_at(const unsigned char *b, size_t bytes)
{
	uint32_t n = 0;
	for (size_t i = bytes; i > 0; i--)
		n = n << 8 | b[i - 1];
	return n;
}

enum {
	HEAD = 20 /* RIFF, its length, WEBP, the chunk's name and its length */,
	NEEDED = HEAD + 10
};

bool webp_size(struct view bytes, uint32_t *width, uint32_t *height)
{
	const unsigned char *b = (const unsigned char *)bytes.data + HEAD;
	if (bytes.len < NEEDED || memcmp(bytes.data, "RIFF", 4) != 0 ||
	    memcmp(bytes.data + 8, "WEBP", 4) != 0)
		return false;
	const char *chunk = bytes.data + 12;
	if (memcmp(chunk, "VP8 ", 4) == 0 && b[3] == 0x9D && b[4] == 0x01 && b[5] == 0x2A) {
		*width = number_at(b + 6, 2) & 0x3FFF;
		*height = number_at(b + 8, 2) & 0x3FFF;
	} else if (memcmp(chunk, "VP8L", 4) == 0 && b[0] == 0x2F) {
		uint32_t bits = number_at(b + 1, 4);
		*width = (bits & 0x3FFF) + 1;
		*height = (bits >> 14 & 0x3FFF) + 1;
	} else if (memcmp(chunk, "VP8X", 4) == 0) {
		*width = number_at(b + 4, 3) + 1;
		*height = number_at(b + 7, 3) + 1;
	} else {
		return false;
	}
	return *width > 0 && *height > 0;
}
