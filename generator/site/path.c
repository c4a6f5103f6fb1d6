#include "site/path.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/ascii.h"
#include "base/mem.h"

#define NAME_MAX_BYTES 120 /* leaves room for -line.html below 255, also in UTF-16 */

static bool is_letter_or_digit(unsigned char c)
{
	return ascii_is_digit(c) || ascii_is_letter(c);
}

static bool is_safe(unsigned char c)
{
	return c >= 0x80 || is_letter_or_digit(c) || strchr("-_.,+@=()", c);
}

/* A device's name on Windows, where no file may have it. */
static bool is_device(struct view name)
{
	static const char *const devices[] = { "con", "prn", "aux", "nul", "com", "lpt" };
	size_t stem = 0;
	while (stem < name.len && name.data[stem] != '.')
		stem++;
	for (int i = 0; i < 6; i++) {
		bool numbered = i >= 4;
		if (stem == (numbered ? 4u : 3u) && strncasecmp(name.data, devices[i], 3) == 0)
			return !numbered || (name.data[3] >= '1' && name.data[3] <= '9');
	}
	return false;
}

/* -12, as the pages of a list end. */
static bool ends_numbered(struct view name)
{
	size_t i = name.len;
	while (i > 0 && name.data[i - 1] >= '0' && name.data[i - 1] <= '9')
		i--;
	return i < name.len && i > 0 && name.data[i - 1] == '-';
}

/* FNV-1a, mixed. It stays what it is, as addresses that were given away hold it. */
static uint64_t address_hash(struct view name)
{
	uint64_t h = 0xCBF29CE484222325u;
	for (size_t i = 0; i < name.len; i++)
		h = (h ^ (unsigned char)name.data[i]) * 0x100000001B3u;
	h ^= h >> 32;
	h *= 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

/*
 * ~ is written for itself as ~7E, so what stands after it is never part of the
 * name: a lone ~ at the end keeps a name apart from the site's own files.
 */
void path_put_name(struct buf *b, struct view name)
{
	size_t start = b->len;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.data[i];
		bool edge = c == '.' && (i == 0 || i + 1 == name.len);
		if (is_safe(c) && !edge)
			buf_putc(b, (char)c);
		else
			buf_printf(b, "~%02X", c);
	}
	if (b->len - start > NAME_MAX_BYTES) {
		size_t end = start + NAME_MAX_BYTES - 20;
		while (end > start && ((unsigned char)b->data[end] & 0xC0) == 0x80)
			end--;
		buf_truncate(b, end);
		buf_printf(b, "~~%016llx", (unsigned long long)address_hash(name));
	} else if (is_device(name) || ends_numbered(name) || view_eq(name, VIEW("index")) ||
	           name.len == 0) {
		buf_putc(b, '~');
	}
}

void path_put_url(struct buf *b, struct view path)
{
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.data[i];
		if (is_letter_or_digit(c) || (c && strchr("-._~/", c)))
			buf_putc(b, (char)c);
		else
			buf_printf(b, "%%%02X", c);
	}
}

static bool is_ascii(struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		if ((unsigned char)v.data[i] >= 0x80)
			return false;
	}
	return true;
}

/* NFKC with case folded by ICU; false if it could not. */
static bool put_normal(struct buf *b, struct view path)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&status);
	int32_t len = 0, folded_len = 0;
	int32_t room = (int32_t)path.len * 18 + 1; /* the longest that one code unit becomes */
	UChar *text = mem_array(path.len + 1, sizeof(*text));
	UChar *folded = mem_array((size_t)room, sizeof(*folded));
	u_strFromUTF8(text, (int32_t)path.len + 1, &len, path.data, (int32_t)path.len, &status);
	folded_len = U_SUCCESS(status) ? unorm2_normalize(fold, text, len, folded, room, &status) : 0;
	if (U_SUCCESS(status)) {
		int32_t size = 0;
		buf_reserve(b, (size_t)folded_len * 3 + 1);
		u_strToUTF8(b->data + b->len, folded_len * 3 + 1, &size, folded, folded_len, &status);
		if (U_SUCCESS(status))
			b->len += (size_t)size;
	}
	free(text);
	free(folded);
	return U_SUCCESS(status);
}

void path_put_folded(struct buf *b, struct view path)
{
	if (!is_ascii(path) && put_normal(b, path))
		return;
	size_t from = b->len;
	buf_put(b, path);
	for (size_t i = from; i < b->len; i++) {
		char c = b->data[i];
		b->data[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
}

void path_put_root(struct buf *b, struct view path)
{
	for (size_t i = 0; i < path.len; i++) {
		if (path.data[i] == '/')
			buf_puts(b, "../");
	}
}

bool path_is_below(struct view path)
{
	for (size_t i = 0; i < path.len; i++) {
		if ((unsigned char)path.data[i] < 0x20)
			return false;
	}
	if (path.len == 0)
		return false;
	for (struct view rest = path; rest.data;) {
		struct view part = view_cut(&rest, '/');
		if (part.len == 0 || view_eq(part, VIEW(".")) || view_eq(part, VIEW("..")))
			return false;
	}
	return true;
}
