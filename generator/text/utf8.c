#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

#include "text/legacy.h"

/* What a lead byte promises. low and high bound the second byte. */
struct lead {
	unsigned char len; /* 0: not a lead byte */
	unsigned char bits;
	unsigned char low, high;
};

static struct lead lead_of(unsigned char c)
{
	if (c < 0x80)
		return (struct lead){ 1, c, 0, 0 };
	if (c < 0xC2 || c > 0xF4)
		return (struct lead){ 0, 0, 0, 0 };
	if (c < 0xE0)
		return (struct lead){ 2, c & 0x1F, 0x80, 0xBF };
	if (c < 0xF0)
		return (struct lead){ 3, c & 0x0F, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF };
	return (struct lead){ 4, c & 0x07, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF };
}

unsigned utf8_next_other(struct view v, size_t *at)
{
	const unsigned char *s = (const unsigned char *)v.data + *at;
	size_t left = v.len - *at;
	struct lead lead = lead_of(s[0]);
	unsigned code = lead.bits;
	size_t n = 1;
	while (n < lead.len && n < left) {
		if (n == 1 ? s[1] < lead.low || s[1] > lead.high : (s[n] & 0xC0) != 0x80)
			break;
		code = code << 6 | (s[n] & 0x3F);
		n++;
	}
	*at += n;
	return n == lead.len ? code : UTF8_INVALID;
}

bool utf8_allowed(unsigned code)
{
	if (code < 0x20)
		return code == '\t' || code == '\n' || code == '\r';
	if (code < 0xA0)
		return code < 0x7F;
	return (code & 0xFFFE) != 0xFFFE && (code < 0xFDD0 || code > 0xFDEF);
}

bool utf8_stays(unsigned code)
{
	if (code >= LEGACY_FIRST && code <= LEGACY_LAST)
		return legacy_character(code) == 0;
	return code != 0xFEFF && utf8_allowed(code);
}

/* Whether eight bytes are all from blank to tilde: no high bit, no control. */
static bool is_plain_word(const char *s)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t w;
	memcpy(&w, s, sizeof(w));
	uint64_t high = w | (w - ones * 0x20) | (w + ones);
	return (high & ones * 0x80) == 0;
}

/* A three-byte character whose second byte may be any: U+1000 to U+CFFF, and full-width forms. */
static bool is_common(const unsigned char *s)
{
	bool lead = (s[0] >= 0xE1 && s[0] <= 0xEC) || (s[0] == 0xEF && s[1] == 0xBC);
	return lead && ((s[1] & 0xC0) | (s[2] & 0xC0) << 8) == 0x8080;
}

/* Nearly all of a Chinese page. */
static size_t skip_common(struct view v, size_t at)
{
	const unsigned char *s = (const unsigned char *)v.data;
	while (at + 3 <= v.len && is_common(s + at))
		at += 3;
	while (at + 8 <= v.len && is_plain_word(v.data + at))
		at += 8;
	return at;
}

struct utf8_scan utf8_scan(struct view v)
{
	struct utf8_scan scan = { true, true };
	size_t at = skip_common(v, 0);
	while (at < v.len) {
		unsigned code = utf8_next(v, &at);
		if (code == UTF8_INVALID)
			return (struct utf8_scan){ false, false };
		if (!utf8_stays(code))
			scan.clean = false;
		at = skip_common(v, at);
	}
	return scan;
}
