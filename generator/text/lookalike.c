#include "text/lookalike.h"

#include <stdlib.h>
#include <unicode/unorm.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "text/utf8.h"

#define CODES_MOST 8 /* of each name; more cannot be compared by eye */

static bool continues(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* What is left of two names, in whole characters, without what they begin and end with alike. */
static void differing_parts(struct view *a, struct view *b)
{
	size_t less = a->len < b->len ? a->len : b->len, from = 0, tail = 0;
	while (from < less && a->data[from] == b->data[from])
		from++;
	while (from > 0 && ((from < a->len && continues(a->data[from])) ||
	                    (from < b->len && continues(b->data[from]))))
		from--;
	while (tail < less - from && a->data[a->len - tail - 1] == b->data[b->len - tail - 1])
		tail++;
	while (tail > 0 && continues(a->data[a->len - tail]))
		tail--;
	*a = view_slice(*a, from, a->len - tail - from);
	*b = view_slice(*b, from, b->len - tail - from);
}

static void put_codes(struct buf *b, struct view part)
{
	size_t count = 0;
	for (size_t at = 0; at < part.len && count < CODES_MOST; count++)
		buf_printf(b, "%sU+%04X", count ? " " : "", utf8_next(part, &at));
	if (count == 0)
		buf_puts(b, "nothing");
}

static bool is_ascii(struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		if ((unsigned char)v.data[i] >= 0x80)
			return false;
	}
	return true;
}

void lookalike_put(struct buf *b, struct view name, struct view other)
{
	differing_parts(&name, &other);
	if (is_ascii(name) && is_ascii(other))
		return;
	buf_puts(b, " (which may look alike: this one has ");
	put_codes(b, name);
	buf_puts(b, " where the other has ");
	put_codes(b, other);
	buf_putc(b, ')');
}

static UChar *utf16_of(struct view v, int32_t *len, UErrorCode *status)
{
	UChar *text = mem_array(v.len + 1, sizeof(*text));
	u_strFromUTF8(text, (int32_t)v.len + 1, len, v.data, (int32_t)v.len, status);
	return text;
}

bool lookalike_same(struct view name, struct view other)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t len = 0, other_len = 0;
	UChar *a = utf16_of(name, &len, &status), *b = utf16_of(other, &other_len, &status);
	bool same = U_SUCCESS(status) && unorm_compare(a, len, b, other_len, 0, &status) == 0;
	free(a);
	free(b);
	return same && U_SUCCESS(status);
}
