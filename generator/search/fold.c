#include "search/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "search/fold_table.h"
#include "text/han.h"
#include "text/utf8.h"

/* A text in folding: what blanks become depends on both neighbours. */
struct folding {
	const struct fold *fold;
	struct fold_codes *out;
	size_t start; /* of this text in out */
	bool blank;   /* one is waiting */
};

static void emit(struct folding *f, uint32_t code)
{
	if (code == ' ') {
		f->blank = true;
		return;
	}
	if (f->blank && f->out->codes.len > f->start) {
		uint32_t last = *array_last(&f->out->codes);
		if (!han_is(last) && !han_is(code))
			*array_push(&f->out->codes) = ' ';
	}
	f->blank = false;
	*array_push(&f->out->codes) = code;
}

/* entry: of the character, in the table. */
static void emit_folded(struct folding *f, uint32_t entry)
{
	if (!(entry & FOLD_MANY)) {
		emit(f, entry & FOLD_VALUE);
		return;
	}
	const uint32_t *many = f->fold->many.items + (entry & FOLD_VALUE);
	for (uint32_t i = 1; i <= many[0]; i++)
		emit(f, many[i]);
}

/* Characters that may become one: normalized together, then folded one by one. */
static void emit_segment(struct folding *f, struct view segment)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t room = (int32_t)segment.len + 1, len = 0;
	UChar *text = mem_array((size_t)room, sizeof(*text));
	for (size_t at = 0; at < segment.len;) {
		UChar32 code = (UChar32)utf8_next(segment, &at);
		U16_APPEND_UNSAFE(text, len, code);
	}
	int32_t most = len * 18 + 16; /* the longest that NFKC makes of one unit */
	UChar *normal = mem_array((size_t)most, sizeof(*normal));
	int32_t made = unorm2_normalize(f->fold->nfkc, text, len, normal, most, &status);
	for (int32_t i = 0; U_SUCCESS(status) && i < made;) {
		UChar32 code;
		U16_NEXT(normal, i, made, code);
		emit_folded(f, fold_table_entry(f->fold, (uint32_t)code));
	}
	free(text);
	free(normal);
}

size_t fold_text(const struct fold *fold, struct view text, struct fold_codes *out)
{
	struct folding f = { fold, out, out->codes.len, false };
	size_t at = 0, next = 0;
	uint32_t entry = text.len ? fold_table_entry(fold, utf8_next(text, &next)) : 0;
	while (at < text.len) {
		/* One segment: a character and all that may join it. */
		size_t end = next, alone = next;
		uint32_t following = 0;
		while (next < text.len) {
			following = fold_table_entry(fold, utf8_next(text, &next));
			if (!(following & FOLD_JOINS))
				break;
			end = next;
		}
		if (end == alone)
			emit_folded(&f, entry);
		else
			emit_segment(&f, view_slice(text, at, end - at));
		at = end;
		entry = following;
	}
	return out->codes.len - f.start;
}
