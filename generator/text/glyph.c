#include "text/glyph.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

uint32_t glyph_next_other(struct view text, size_t *at)
{
	size_t left = text.len - *at;
	const uint8_t *s = (const uint8_t *)text.data + *at;
	if (s[0] < 0x80) {
		(*at)++;
		return s[0];
	}
	int32_t i = 0;
	UChar32 c;
	U8_NEXT_OR_FFFD(s, i, (int32_t)(left > 8 ? 8 : left), c);
	*at += (size_t)i;
	return (uint32_t)c;
}

/* White space beyond U+0080 other than the ideographic blank. */
static bool is_rare_blank(uint32_t c)
{
	return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
	       c == 0x2029 || c == 0x202F || c == 0x205F;
}

static bool has_no_width(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

uint32_t glyph_fold_other(uint32_t c)
{
	if (c < 0x80)
		return c <= ' ' || c == 0x7F ? ' ' : c;
	if (c == 0x3000 || is_rare_blank(c))
		return ' ';
	return has_no_width(c) ? 0 : c;
}

/* Bytes that go on with a character, of eight: 10xxxxxx. */
static size_t count_inner(const char *s)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t w;
	memcpy(&w, s, sizeof(w));
	return (size_t)(((w >> 7 & ~(w >> 6) & ones) * ones) >> 56);
}

static size_t count_codes(struct view text)
{
	size_t n = text.len, i = 0;
	for (; i + 8 <= text.len; i += 8)
		n -= count_inner(text.data + i);
	for (; i < text.len; i++)
		n -= ((unsigned char)text.data[i] & 0xC0) == 0x80;
	return n;
}

struct glyphs glyph_read(struct view text, const struct language *language, struct arena *a)
{
	size_t most = count_codes(text), len = 0;
	uint32_t *code = arena_room(a, most + 1, sizeof(*code));
	uint32_t *at = arena_room(a, most + 1, sizeof(*at));
	for (size_t i = 0; i < text.len;) {
		at[len] = (uint32_t)i;
		uint32_t c = glyph_fold(glyph_next(text, &i));
		code[len] = c;
		len += c != 0;
	}
	code[len] = 0;
	at[len] = (uint32_t)text.len;
	return (struct glyphs){ code, at, len, language };
}

struct view glyph_slice(struct view text, struct glyphs g, size_t from, size_t to)
{
	if (to > g.len)
		to = g.len;
	if (from >= to)
		return view_slice(text, g.at[to], 0);
	return view_slice(text, g.at[from], g.at[to] - g.at[from]);
}

bool glyph_is_letter(uint32_t c)
{
	if (c < 0x80)
		return ascii_is_letter(c);
	return !glyph_is_han(c) && u_isalpha((UChar32)c);
}

ptrdiff_t glyph_find(struct glyphs g, const char32_t *word, size_t from)
{
	for (size_t i = from; i < g.len; i++)
		if (g.code[i] == word[0] && glyph_at(g, i, word))
			return (ptrdiff_t)i;
	return -1;
}

bool glyph_starts(struct glyphs g, const char32_t *word)
{
	return glyph_at(g, 0, word);
}

bool glyph_ends(struct glyphs g, const char32_t *word)
{
	size_t n = glyph_length(word);
	return n <= g.len && glyph_at(g, g.len - n, word);
}

bool glyph_text_blank(struct view text)
{
	for (size_t i = 0; i < text.len;)
		if (glyph_fold(glyph_next(text, &i)) != ' ')
			return false;
	return true;
}

/* The first and last visible code points of a text, 0 where there is none. */
static uint32_t first_code(struct view v)
{
	size_t i = 0;
	return v.len ? glyph_next(v, &i) : 0;
}

static uint32_t last_code(struct view v)
{
	size_t i = v.len;
	while (i > 0 && ((unsigned char)v.data[--i] & 0xC0) == 0x80)
		continue;
	return v.len ? glyph_next(v, &i) : 0;
}

static struct view without_blanks(struct view v)
{
	v = view_trim(v);
	while (v.len > 0 && glyph_fold(first_code(v)) == ' ') {
		size_t i = 0;
		glyph_next(v, &i);
		v = view_slice(v, i, v.len);
	}
	while (v.len > 0 && glyph_fold(last_code(v)) == ' ') {
		size_t i = v.len;
		while (((unsigned char)v.data[--i] & 0xC0) == 0x80)
			continue;
		v.len = i;
	}
	return v;
}

void glyph_join(struct buf *b, struct view next)
{
	next = without_blanks(next);
	if (next.len == 0)
		return;
	struct view before = without_blanks(buf_view(b));
	buf_truncate(b, before.len);
	if (b->len > 0) {
		uint32_t left = last_code(before), right = first_code(next);
		if (left < 0x80 && right < 0x80 && glyph_is_letter(left) && glyph_is_letter(right))
			buf_putc(b, ' ');
	}
	buf_put(b, next);
}
