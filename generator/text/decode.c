#include "text/decode.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "base/mem.h"
#include "text/encoding.h"
#include "text/legacy.h"
#include "text/utf8.h"

enum { CHUNK = 8 * 1024 };

/* What the callback writes for a fault: a noncharacter, so that it is told
 * from a U+FFFD that the source itself holds. */
static const UChar FAULT_MARK = 0xFFFF;

static bool has_line_end(struct view v)
{
	return v.len && (memchr(v.data, '\n', v.len) || memchr(v.data, '\r', v.len));
}

/* Writes U+FFFD and notes the fault, or counts it with the one of its line. */
static void put_fault(struct decoded *d, size_t offset, size_t len)
{
	struct view since = view_slice(buf_view(&d->text), d->searched, d->text.len);
	d->searched = d->text.len;
	d->fault_count++;
	if (d->faults.len > 0 && !has_line_end(since))
		array_last(&d->faults)->more++;
	else
		*array_push(&d->faults) = (struct fault){ d->text.len, offset, len, 0 };
	buf_put_code(&d->text, 0xFFFD);
}

void decode_utf8(struct view bytes, struct decoded *out)
{
	buf_reserve(&out->text, bytes.len);
	size_t good = 0; /* what was found well formed and is not yet copied */
	for (size_t at = 0; at < bytes.len;) {
		size_t start = at;
		if (utf8_next(bytes, &at) != UTF8_INVALID)
			continue;
		buf_put(&out->text, view_slice(bytes, good, start - good));
		put_fault(out, start, at - start);
		good = at;
	}
	buf_put(&out->text, view_slice(bytes, good, bytes.len));
}

static UConverter *open_converter(const char *encoding)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!encoding_offered(encoding))
		return NULL;
	UConverter *c = ucnv_open(encoding, &status);
	return U_SUCCESS(status) ? c : NULL;
}

/* Writes code at to; returns what follows it. */
static char *put_code(char *to, UChar32 code)
{
	int32_t i = 0;
	U8_APPEND_UNSAFE(to, i, code);
	return to + i;
}

static bool is_control(UChar32 code)
{
	return code >= 0x80 && code <= 0x9F;
}

/* Appends whole UTF-16; a pair that a chunk cut is kept in *cut for the next. */
static void put_units(struct decoded *d, const UChar *units, size_t len, UChar *cut)
{
	/* A pair of units is four bytes, half a pair, which no sound converter gives, three. */
	buf_reserve(&d->text, 3 * len + 8);
	char *to = d->text.data + d->text.len;
	for (size_t i = 0; i < len; i++) {
		UChar32 code = units[i];
		UChar lead = *cut;
		*cut = 0;
		if (lead && U16_IS_TRAIL(code))
			code = U16_GET_SUPPLEMENTARY(lead, code);
		else if (lead)
			to = put_code(to, 0xFFFD);
		if (U16_IS_LEAD(code)) {
			*cut = units[i];
			continue;
		}
		bool is_private = code >= 0xE000 && code <= 0xF8FF && !legacy_character((uint32_t)code);
		d->private_count += is_private || is_control(code);
		to = put_code(to, U_IS_SURROGATE(code) ? 0xFFFD : code);
	}
	*to = '\0';
	d->text.len = (size_t)(to - d->text.data);
}

static bool convert_strict(UConverter *c, struct view bytes, struct decoded *out)
{
	UErrorCode status = U_ZERO_ERROR;
	ucnv_setToUCallBack(c, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	UChar chunk[CHUNK] = { 0 };
	UChar cut = 0;
	const char *source = bytes.data;
	const char *end = bytes.data + bytes.len;
	do {
		UChar *target = chunk;
		status = U_ZERO_ERROR;
		ucnv_toUnicode(c, &target, chunk + CHUNK, &source, end, NULL, true, &status);
		put_units(out, chunk, (size_t)(target - chunk), &cut);
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	return U_SUCCESS(status);
}

bool decode_strict(struct view bytes, const char *encoding, struct decoded *out)
{
	UConverter *c = open_converter(encoding);
	if (c == NULL)
		return false;
	buf_reserve(&out->text, bytes.len + bytes.len / 2);
	bool ok = bytes.len == 0 || convert_strict(c, bytes, out);
	ucnv_close(c);
	return ok;
}

static void mark_fault(const void *context, UConverterToUnicodeArgs *args, const char *bytes,
                       int32_t len, UConverterCallbackReason reason, UErrorCode *status)
{
	(void)context, (void)bytes, (void)len;
	if (reason > UCNV_IRREGULAR)
		return; /* the converter is reset or closed */
	*status = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, &FAULT_MARK, 1, 0, status);
}

/* UTF-16 with the source's byte offset of each unit. */
struct units {
	UChar *units;
	int32_t *offsets;
	size_t len, cap;
};

/* What converters make of a byte that has no character: a mark of theirs, or U+0080 for 0x80. */
static bool is_fault(UChar unit, bool unicode)
{
	return unit == FAULT_MARK ||
	       (!unicode && ((unit >= 0xF8F0 && unit <= 0xF8F8) || is_control(unit)));
}

static void put_marked(struct decoded *d, const struct units *u, size_t source_len, bool unicode)
{
	size_t whole = 0; /* units already written */
	UChar cut = 0;
	for (size_t i = 0; i < u->len; i++) {
		if (!is_fault(u->units[i], unicode))
			continue;
		size_t offset = (size_t)u->offsets[i];
		size_t next = i + 1 < u->len ? (size_t)u->offsets[i + 1] : source_len;
		put_units(d, u->units + whole, i - whole, &cut);
		put_fault(d, offset, next > offset ? next - offset : 1);
		whole = i + 1;
	}
	put_units(d, u->units + whole, u->len - whole, &cut);
}

static void convert_lenient(UConverter *c, struct view bytes, struct units *u)
{
	UErrorCode status = U_ZERO_ERROR;
	ucnv_setToUCallBack(c, mark_fault, NULL, NULL, NULL, &status);
	const char *source = bytes.data;
	do {
		u->cap = u->cap ? 2 * u->cap : bytes.len + 16;
		u->units = mem_grow(u->units, u->cap, sizeof(*u->units));
		u->offsets = mem_grow(u->offsets, u->cap, sizeof(*u->offsets));
		UChar *target = u->units + u->len;
		int32_t base = (int32_t)(source - bytes.data);
		status = U_ZERO_ERROR;
		ucnv_toUnicode(c, &target, u->units + u->cap, &source, bytes.data + bytes.len,
		               u->offsets + u->len, true, &status);
		for (; u->units + u->len < target; u->len++) {
			/* -1: it waited in the converter while the room was grown */
			int32_t *offset = &u->offsets[u->len];
			*offset = *offset < 0 ? base : base + *offset;
		}
	} while (status == U_BUFFER_OVERFLOW_ERROR);
}

bool decode_lenient(struct view bytes, const char *encoding, struct decoded *out)
{
	UConverter *c = open_converter(encoding);
	if (c == NULL)
		return false;
	struct units u = { 0 };
	if (bytes.len > 0)
		convert_lenient(c, bytes, &u);
	if (u.len > 0)
		put_marked(out, &u, bytes.len, strncasecmp(encoding, "UTF", 3) == 0);
	free(u.units);
	free(u.offsets);
	ucnv_close(c);
	return true;
}

void decoded_free(struct decoded *d)
{
	buf_free(&d->text);
	array_free(&d->faults);
	*d = (struct decoded){ 0 };
}
