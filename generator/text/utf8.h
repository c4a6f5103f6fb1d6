#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/view.h"

/*
 * UTF-8 as the Unicode Standard defines it: no surrogates, no overlong forms,
 * nothing above U+10FFFF.
 */

enum { UTF8_INVALID = 0x110000 }; /* beyond the last code point */

/*
 * The code point at *at, which moves behind it. Where the bytes are not well
 * formed, returns UTF8_INVALID and moves over the longest part that could have
 * begun a character, at least one byte: what one U+FFFD stands for. *at must be
 * less than v.len.
 */
static inline unsigned utf8_next(struct view v, size_t *at);

/* For utf8_next(): all but the characters of three bytes that a Chinese page is made of. */
unsigned utf8_next_other(struct view v, size_t *at);

/* Whether the three bytes at s are a character from U+1000 to U+CFFF. */
static inline bool utf8_is_common(const unsigned char *s)
{
	return s[0] >= 0xE1 && s[0] <= 0xEC && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80;
}

static inline unsigned utf8_next(struct view v, size_t *at)
{
	const unsigned char *s = (const unsigned char *)v.data + *at;
	if (v.len - *at < 3 || !utf8_is_common(s)) {
		/* A copy, so that the caller's own can stay in a register. */
		size_t next = *at;
		unsigned code = utf8_next_other(v, &next);
		*at = next;
		return code;
	}
	*at += 3;
	return (s[0] & 0x0FU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
}

struct utf8_scan {
	bool valid; /* all of it is well formed */
	bool clean; /* and holds nothing that utf8_stays() refuses */
};

struct utf8_scan utf8_scan(struct view v);

/*
 * Whether a character may stand in a text: all but the control characters
 * (tab, line feed and carriage return may) and the noncharacters such as
 * U+FFFE, which neither HTML nor XML can carry.
 */
bool utf8_allowed(unsigned code);

/* The same, and it is neither a byte-order mark nor of those that legacy.h knows. */
bool utf8_stays(unsigned code);

#endif
