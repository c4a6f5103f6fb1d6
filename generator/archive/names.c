#include "archive/names.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "text/utf8.h"

struct sorting {
	struct archive_name name;
	uint32_t number; /* before sorting */
	char *key;       /* compares by bytes as the collation has it */
};

struct letters {
	UCollator *collator;
	char *bounds[26]; /* where each letter begins among Han characters */
};

static char *sort_key(const UCollator *collator, const UChar *text, int32_t len)
{
	int32_t size = ucol_getSortKey(collator, text, len, NULL, 0);
	char *key = mem_alloc((size_t)size + 1);
	ucol_getSortKey(collator, text, len, (uint8_t *)key, size);
	return key;
}

static char *name_key(const UCollator *collator, struct view name)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar *text = mem_array(name.len + 1, sizeof(*text));
	int32_t len = 0;
	u_strFromUTF8WithSub(text, (int32_t)name.len + 1, &len, name.data, (int32_t)name.len, 0xFFFD,
	                     NULL, &status);
	char *key = sort_key(collator, text, len);
	free(text);
	return key;
}

/* The collation has U+FDD0 and a letter where that letter's syllables begin. */
static bool letters_open(struct letters *l, struct report *r)
{
	UErrorCode status = U_ZERO_ERROR;
	l->collator = ucol_open("zh@collation=pinyin", &status);
	if (U_FAILURE(status)) {
		report_error(r, NULL, 0, 0,
		             "ICU has no order of names by pinyin (%s): "
		             "install its full data",
		             u_errorName(status));
		return false;
	}
	for (int i = 0; i < 26; i++) {
		UChar mark[2] = { 0xFDD0, (UChar)('A' + i) };
		l->bounds[i] = sort_key(l->collator, mark, 2);
	}
	return true;
}

static void letters_close(struct letters *l)
{
	for (int i = 0; i < 26; i++)
		free(l->bounds[i]);
	ucol_close(l->collator);
}

static char letter_of(const struct letters *l, struct view name, const char *key)
{
	size_t at = 0;
	unsigned first = name.len ? utf8_next(name, &at) : 0;
	if ((first | 0x20) >= 'a' && (first | 0x20) <= 'z')
		return (char)(first & ~0x20u);
	if (first < 0x3000)
		return '#';
	char letter = '#';
	for (int i = 0; i < 26; i++) {
		/* No syllable begins with these, so they have no place in the order. */
		bool none = strchr("IUV", 'A' + i) != NULL;
		if (!none && strcmp(key, l->bounds[i]) >= 0)
			letter = (char)('A' + i);
	}
	return letter;
}

static int compare(const void *a, const void *b)
{
	const struct sorting *x = a, *y = b;
	if (x->name.letter != y->name.letter) {
		if (x->name.letter == '#' || y->name.letter == '#')
			return x->name.letter == '#' ? 1 : -1;
		return x->name.letter - y->name.letter;
	}
	int order = strcmp(x->key, y->key);
	return order ? order : view_cmp(x->name.text, y->name.text);
}

bool names_order(struct archive_name *all, size_t count, uint32_t *now, struct report *r)
{
	struct letters letters = { 0 };
	if (count == 0)
		return true;
	if (!letters_open(&letters, r))
		return false;
	struct sorting *names = mem_array(count, sizeof(*names));
	for (size_t i = 0; i < count; i++) {
		struct sorting *s = &names[i];
		s->name = all[i];
		s->number = (uint32_t)i;
		s->key = name_key(letters.collator, s->name.text);
		s->name.letter = letter_of(&letters, s->name.text, s->key);
	}
	qsort(names, count, sizeof(*names), compare);
	for (size_t i = 0; i < count; i++) {
		now[names[i].number] = (uint32_t)i;
		all[i] = names[i].name;
		free(names[i].key);
	}
	free(names);
	letters_close(&letters);
	return true;
}

bool names_sort(struct archive *a, struct report *r)
{
	uint32_t *now = mem_array(a->names.len, sizeof(*now));
	bool ok = names_order(a->names.items, a->names.len, now, r);
	for (size_t i = 0; ok && i < a->credits.len; i++)
		a->credits.items[i].name = now[a->credits.items[i].name];
	free(now);
	return ok;
}

#define STROKES_MOST 64
#define STROKES_MARK 0x2800 /* the collation has U+FDD0 and U+2801 before one stroke, … */

struct stroked {
	struct name_by_strokes name;
	struct view text;
	char *key;
};

static int compare_stroked(const void *a, const void *b)
{
	const struct stroked *x = a, *y = b;
	/* 0 goes last. */
	uint32_t n = x->name.strokes - 1, k = y->name.strokes - 1;
	if (n != k)
		return n < k ? -1 : 1;
	int order = strcmp(x->key, y->key);
	return order ? order : view_cmp(x->text, y->text);
}

static uint32_t strokes_of(char *const bounds[STROKES_MOST], struct view name, const char *key)
{
	size_t at = 0;
	unsigned first = name.len ? utf8_next(name, &at) : 0;
	uint32_t strokes = 0;
	while (first >= 0x3400 && strokes < STROKES_MOST && strcmp(key, bounds[strokes]) >= 0)
		strokes++;
	/* What has no place in the order stands behind all marks. */
	return strokes < STROKES_MOST ? strokes : 0;
}

static void sort_stroked(const struct archive *a, const UCollator *collator,
                         struct name_by_strokes *out)
{
	char *bounds[STROKES_MOST];
	for (int i = 0; i < STROKES_MOST; i++) {
		UChar mark[2] = { 0xFDD0, (UChar)(STROKES_MARK + 1 + i) };
		bounds[i] = sort_key(collator, mark, 2);
	}
	struct stroked *names = mem_array(a->names.len, sizeof(*names));
	for (uint32_t i = 0; i < a->names.len; i++) {
		struct view text = a->names.items[i].text;
		char *key = name_key(collator, text);
		names[i] = (struct stroked){ { i, strokes_of(bounds, text, key) }, text, key };
	}
	qsort(names, a->names.len, sizeof(*names), compare_stroked);
	for (size_t i = 0; i < a->names.len; i++) {
		out[i] = names[i].name;
		free(names[i].key);
	}
	free(names);
	for (int i = 0; i < STROKES_MOST; i++)
		free(bounds[i]);
}

bool names_by_strokes(const struct archive *a, struct name_by_strokes *out, struct report *r)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *collator = ucol_open("zh@collation=stroke", &status);
	if (U_FAILURE(status)) {
		report_error(r, NULL, 0, 0,
		             "ICU has no order of names by strokes (%s): "
		             "install its full data",
		             u_errorName(status));
		return false;
	}
	if (a->names.len > 0)
		sort_stroked(a, collator, out);
	ucol_close(collator);
	return true;
}
