#include "text/glyph.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/bisect.h"

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
	       (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
	       (c >= 0xE0100 && c <= 0xE01EF);
}

static bool stands_below(const void *code, size_t i)
{
	return glyph_plain_rare[i].from < *(const uint32_t *)code;
}

/* What plain.txt says of a code point beyond U+3000 to U+9FFF. */
static uint32_t read_as(uint32_t c)
{
	size_t at = bisect(glyph_plain_rare_count, stands_below, &c);
	bool known = at < glyph_plain_rare_count && glyph_plain_rare[at].from == c;
	return known ? glyph_plain_rare[at].to : c;
}

uint32_t glyph_fold_other(uint32_t c)
{
	if (c < 0x80)
		return c <= ' ' || c == 0x7F ? ' ' : c;
	if (c == 0x3000 || is_rare_blank(c))
		return ' ';
	if (has_no_width(c))
		return 0;
	return c >= 0x2022 ? read_as(c) : c; /* the first that plain.txt names */
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

static bool is_latin(uint32_t c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

/* Whether a blank between these two is only of their setting, in a text so set. */
static bool sets_apart(uint32_t before, uint32_t after)
{
	return !(is_latin(before) && is_latin(after));
}

/*
 * Whether a text is set with blanks between its characters: most ideographs
 * with another after them have a single blank there. A few that stand apart
 * are names or the words of a headline.
 */
static bool is_set_apart(const uint32_t *code, size_t len)
{
	enum { FEWEST = 4 };
	size_t apart = 0, close = 0;
	for (size_t i = 0; i + 1 < len; i++) {
		if (!glyph_is_han(code[i]))
			continue;
		close += glyph_is_han(code[i + 1]);
		apart += i + 2 < len && code[i + 1] == ' ' && glyph_is_han(code[i + 2]);
	}
	return apart >= FEWEST && apart > 3 * close;
}

static size_t close_up(uint32_t *code, uint32_t *at, size_t len)
{
	size_t kept = 0;
	for (size_t i = 0; i < len; i++) {
		bool setting = code[i] == ' ' && kept > 0 && i + 1 < len &&
		               (code[i + 1] == ' ' || sets_apart(code[kept - 1], code[i + 1]));
		if (setting)
			continue;
		code[kept] = code[i];
		at[kept++] = at[i];
	}
	return kept;
}

struct glyphs glyph_read(struct view text, const struct language *language, struct arena *a)
{
	size_t most = count_codes(text), len = 0, blanks = 0;
	uint32_t *code = arena_room(a, most + 1, sizeof(*code));
	uint32_t *at = arena_room(a, most + 1, sizeof(*at));
	for (size_t i = 0; i < text.len;) {
		at[len] = (uint32_t)i;
		uint32_t c = glyph_fold(glyph_next(text, &i));
		code[len] = c;
		len += c != 0;
		blanks += c == ' ';
	}
	if (blanks >= 4 && blanks * 4 > len && is_set_apart(code, len))
		len = close_up(code, at, len);
	code[len] = 0;
	at[len] = (uint32_t)text.len;
	return (struct glyphs){ code, at, len, language };
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

static struct view without_blanks_behind(struct view v)
{
	while (v.len > 0 && glyph_fold(last_code(v)) == ' ') {
		size_t i = v.len;
		while (((unsigned char)v.data[--i] & 0xC0) == 0x80)
			continue;
		v.len = i;
	}
	return v;
}

static struct view without_blanks(struct view v)
{
	v = view_trim(v);
	while (v.len > 0 && glyph_fold(first_code(v)) == ' ') {
		size_t i = 0;
		glyph_next(v, &i);
		v = view_slice(v, i, v.len);
	}
	return without_blanks_behind(v);
}

struct view glyph_slice(struct view text, struct glyphs g, size_t from, size_t to)
{
	if (to > g.len)
		to = g.len;
	if (from >= to)
		return view_slice(text, g.at[to], 0);
	struct view v = view_slice(text, g.at[from], g.at[to] - g.at[from]);
	/* Blanks of the setting that glyph_read() left out stand behind the last of them. */
	return glyph_is_blank(g.code[to - 1]) ? v : without_blanks_behind(v);
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

bool glyph_is_bullet(uint32_t c)
{
	return glyph_is_of(c, U"●○■□▲△▼▽◆◇★☆※＊*·•◎→▶►♦");
}

bool glyph_text_blank(struct view text)
{
	for (size_t i = 0; i < text.len;)
		if (glyph_fold(glyph_next(text, &i)) != ' ')
			return false;
	return true;
}

/* A letter of an alphabet, whose words stand apart. */
static bool is_alphabetic(uint32_t c)
{
	return c < 0x1100 && glyph_is_letter(c);
}

/* What stands behind a word or in front of one, without a blank between. */
static bool is_behind_word(uint32_t c)
{
	return c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == ']' ||
	       c == '"' || c == 0xBB || c == 0x2019 || c == 0x201D;
}

static bool is_before_word(uint32_t c)
{
	return c == '(' || c == '[' || c == 0xAB || c == 0x201E;
}

/* Figures and addresses are torn where lines are full, words in small letters are not. */
static bool stand_apart(uint32_t left, uint32_t right)
{
	if (is_alphabetic(left))
		return is_alphabetic(right) || is_before_word(right) ||
		       (u_islower((UChar32)left) && glyph_is_digit(right));
	if (!is_alphabetic(right))
		return false;
	if (left == '.')
		return u_isupper((UChar32)right);
	return is_behind_word(left) || (glyph_is_digit(left) && u_islower((UChar32)right));
}

/*
 * Lines of a language whose words blanks part end between words; but a word may
 * be divided, and then has a hyphen or its mark at the line's end and goes on
 * with a small letter.
 */
static bool mend_divided(struct buf *b, uint32_t right)
{
	static const struct view hyphens[] = { { "-", 1 }, { "\xC2\xAD", 2 }, { "\xC2\xAC", 2 } };
	for (size_t i = 0; i < sizeof(hyphens) / sizeof(*hyphens); i++) {
		struct view v = buf_view(b);
		struct view stem =
			view_slice(v, 0, v.len - (v.len > hyphens[i].len ? hyphens[i].len : v.len));
		if (!view_ends(v, hyphens[i]) || stem.len == 0 || !is_alphabetic(last_code(stem)) ||
		    !u_islower((UChar32)right))
			continue;
		buf_truncate(b, stem.len);
		return true;
	}
	return false;
}

static bool part(struct buf *b, uint32_t right, bool spaced)
{
	uint32_t left = last_code(buf_view(b));
	if (!spaced)
		return stand_apart(left, right);
	return !mend_divided(b, right) && left != '-' && left != '/' && !glyph_is_han(right);
}

void glyph_join(struct buf *b, struct view next, bool spaced)
{
	next = without_blanks(next);
	if (next.len == 0)
		return;
	struct view before = without_blanks(buf_view(b));
	buf_truncate(b, before.len);
	if (b->len > 0 && part(b, first_code(next), spaced))
		buf_putc(b, ' ');
	buf_put(b, next);
}
