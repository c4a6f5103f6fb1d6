#include "site/format.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "base/mem.h"

#define TEXT_MAX 128 /* UTF-16 units of a formatted date or number */

struct format {
	UDateFormat *dates[FORMAT_STYLES];
	UNumberFormat *number;
	UNumberFormat *decimal;
	UNumberFormat *percent;
	UBreakIterator *sentences;
	UBreakIterator *lines;
	int first_weekday;
	const char *ellipsis; /* six points in Chinese */
};

/* In Chinese the month is a number; other languages spell it out. */
static const char *const chinese[FORMAT_STYLES] = { NULL,  NULL,   "MMMd", "y",    "MMM",
	                                                "LLL", "yMMM", "EEEE", "EEEEE" };
static const char *const other[FORMAT_STYLES] = { NULL,  NULL,    "MMMMd", "y",     "LLLL",
	                                              "LLL", "yMMMM", "EEEE",  "EEEEEE" };

static UDateFormat *open_dates(const char *locale, enum format_style style, UErrorCode *status)
{
	static const UChar utc[] = { 'U', 'T', 'C', 0 };
	if (style == FORMAT_LONG || style == FORMAT_PLAIN)
		return udat_open(UDAT_NONE, style == FORMAT_LONG ? UDAT_FULL : UDAT_LONG, locale, utc, 3,
		                 NULL, 0, status);
	const char *wanted = (strncmp(locale, "zh", 2) == 0 ? chinese : other)[style];
	UChar skeleton[16], pattern[TEXT_MAX];
	u_uastrcpy(skeleton, wanted);
	int32_t len = u_strlen(skeleton);
	/* A weekday or month alone is its own pattern. */
	bool alone = style == FORMAT_WEEKDAY || style == FORMAT_WEEKDAY_SHORT || wanted[0] == 'L';
	if (alone) {
		u_strcpy(pattern, skeleton);
	} else {
		UDateTimePatternGenerator *g = udatpg_open(locale, status);
		len = udatpg_getBestPattern(g, skeleton, len, pattern, TEXT_MAX, status);
		udatpg_close(g);
	}
	return udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, 3, pattern, len, status);
}

/*
 * Days are those of the Gregorian calendar however early they are, as
 * everywhere else here; ICU would go over to the Julian one before 1582.
 */
static void keep_gregorian(struct format *f, UCalendar *calendar, UErrorCode *status)
{
	double first = (double)date_to_days((struct date){ 1, 1, 1 }) * 86400000.0;
	ucal_setGregorianChange(calendar, first, status);
	for (int i = 0; U_SUCCESS(*status) && i < FORMAT_STYLES; i++)
		udat_setCalendar(f->dates[i], calendar);
}

static void open_all(struct format *f, const char *locale, UErrorCode *status)
{
	for (int i = 0; i < FORMAT_STYLES; i++)
		f->dates[i] = open_dates(locale, (enum format_style)i, status);
	f->number = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, status);
	f->decimal = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, status);
	f->percent = unum_open(UNUM_PERCENT, NULL, 0, locale, NULL, status);
	f->sentences = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, status);
	f->lines = ubrk_open(UBRK_LINE, locale, NULL, 0, status);
	static const UChar utc[] = { 'U', 'T', 'C', 0 };
	UCalendar *calendar = ucal_open(utc, 3, locale, UCAL_GREGORIAN, status);
	if (U_FAILURE(*status))
		return;
	keep_gregorian(f, calendar, status);
	unum_setAttribute(f->decimal, UNUM_MIN_FRACTION_DIGITS, 1);
	unum_setAttribute(f->decimal, UNUM_MAX_FRACTION_DIGITS, 1);
	f->first_weekday = ucal_getAttribute(calendar, UCAL_FIRST_DAY_OF_WEEK) - UCAL_SUNDAY;
	ucal_close(calendar);
}

struct format *format_new(struct view language, struct report *r)
{
	struct format *f = mem_alloc(sizeof(*f));
	char locale[32] = "";
	memcpy(locale, language.data, language.len < 31 ? language.len : 31);
	/* Without a region ICU begins the week of Chinese on a Sunday. */
	if (strcmp(locale, "zh-Hans") == 0)
		strcpy(locale, "zh_Hans_CN");
	UErrorCode status = U_ZERO_ERROR;
	f->ellipsis = strncmp(locale, "zh", 2) == 0 ? "……" : "…";
	open_all(f, locale, &status);
	if (U_SUCCESS(status))
		return f;
	report_error(r, NULL, 0, 0,
	             "ICU has no dates and numbers for the language %.*s (%s): "
	             "install its full data",
	             VIEW_ARG(language), u_errorName(status));
	format_free(f);
	return NULL;
}

static void put_utf16(struct buf *b, const UChar *text, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t size = 0;
	buf_reserve(b, (size_t)len * 3 + 1);
	u_strToUTF8(b->data + b->len, len * 3 + 1, &size, text, len, &status);
	if (U_SUCCESS(status))
		b->len += (size_t)size;
}

void format_put_date(struct format *f, struct buf *b, struct date d, enum format_style style)
{
	UChar text[TEXT_MAX];
	UErrorCode status = U_ZERO_ERROR;
	double time = (double)date_to_days(d) * 86400000.0;
	int32_t len = udat_format(f->dates[style], time, text, TEXT_MAX, NULL, &status);
	if (U_SUCCESS(status) && len <= TEXT_MAX)
		put_utf16(b, text, len);
}

void format_put_number(struct format *f, struct buf *b, uint64_t n)
{
	UChar text[TEXT_MAX];
	UErrorCode status = U_ZERO_ERROR;
	if (n < 1000) {
		buf_put_number(b, n, 1); /* the most frequent case, without ICU */
		return;
	}
	int32_t len = unum_formatInt64(f->number, (int64_t)n, text, TEXT_MAX, NULL, &status);
	if (U_SUCCESS(status))
		put_utf16(b, text, len);
}

static void put_double(UNumberFormat *format, struct buf *b, double value)
{
	UChar text[TEXT_MAX];
	UErrorCode status = U_ZERO_ERROR;
	int32_t len = unum_formatDouble(format, value, text, TEXT_MAX, NULL, &status);
	if (U_SUCCESS(status))
		put_utf16(b, text, len);
}

void format_put_percent(struct format *f, struct buf *b, double part)
{
	put_double(f->percent, b, part);
}

void format_put_size(struct format *f, struct buf *b, uint64_t bytes)
{
	static const char *const units[] = { " kB", " MB", " GB" };
	double size = (double)bytes / 1000.0;
	int unit = 0;
	for (; size >= 999.95 && unit < 2; unit++)
		size /= 1000.0;
	put_double(f->decimal, b, size < 0.1 ? 0.1 : size);
	buf_puts(b, units[unit]);
}

int format_first_weekday(const struct format *f)
{
	return f->first_weekday;
}

/* The byte offset behind the first most characters, or the length. */
static size_t offset_after(struct view text, size_t most)
{
	size_t at = 0;
	for (size_t n = 0; at < text.len && n < most; n++) {
		at++;
		while (at < text.len && ((unsigned char)text.data[at] & 0xC0) == 0x80)
			at++;
	}
	return at;
}

/* The last boundary that is not behind limit, or the first behind it; 0 if there is none. */
static size_t boundary(UBreakIterator *breaks, struct view text, size_t limit, bool behind)
{
	UErrorCode status = U_ZERO_ERROR;
	UText *opened = utext_openUTF8(NULL, text.data, (int64_t)text.len, &status);
	int32_t at = UBRK_DONE;
	ubrk_setUText(breaks, opened, &status);
	if (U_SUCCESS(status))
		at = behind ? ubrk_following(breaks, (int32_t)limit)
		            : ubrk_preceding(breaks, (int32_t)limit + 1);
	utext_close(opened);
	return at == UBRK_DONE ? 0 : (size_t)at;
}

static struct view without_trailing(struct view v)
{
	static const char *const signs[] = { "，", "、", "；", "：", "—",  "“", "‘", "（", "《", "〈",
		                                 "「", "『", "【", "〔", "　", ",", ";", ":",  "(",  " " };
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs);) {
		struct view sign = view_of(signs[i]);
		if (v.len > sign.len && view_ends(v, sign)) {
			v.len -= sign.len;
			i = 0;
		} else {
			i++;
		}
	}
	return v;
}

/* Whether a clause ends at end; a comma of ASCII also stands in numbers, but not before Han. */
static bool ends_clause(struct view text, size_t end)
{
	static const char *const signs[] = { "，", "；", "：", "。" };
	struct view before = view_slice(text, 0, end);
	bool half = view_ends(before, VIEW(",")) || view_ends(before, VIEW(";"));
	if (half)
		return end < text.len && (text.data[end] & 0x80);
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (view_ends(before, view_of(signs[i])))
			return true;
	}
	return false;
}

/* The end of the last clause before limit; 0 if that is in the first half. */
static size_t end_of_clause(struct view text, size_t limit)
{
	for (size_t end = limit; end > limit / 2; end--) {
		if (ends_clause(text, end))
			return end;
	}
	return 0;
}

/* Beyond the limit only enough is looked at to know a boundary on it. */
static struct view seen(struct view text, size_t most)
{
	return view_slice(text, 0, offset_after(text, most + 8));
}

void format_put_cut(struct format *f, struct buf *b, struct view text, size_t most)
{
	text = view_trim(text);
	size_t limit = offset_after(text, most);
	if (limit == text.len) {
		buf_put(b, text);
		return;
	}
	size_t end = boundary(f->lines, seen(text, most), limit, false);
	buf_put(b, without_trailing(view_slice(text, 0, end ? end : limit)));
	buf_puts(b, f->ellipsis);
}

/* Where the first sentences end that fit, or the one that takes up to twice the room; or 0. */
static size_t end_of_sentence(struct format *f, struct view text, size_t most, size_t limit)
{
	size_t end = boundary(f->sentences, seen(text, most), limit, false);
	if (end > 0)
		return end;
	end = boundary(f->sentences, seen(text, most * 2), limit, true);
	return end <= offset_after(text, most * 2) ? end : 0;
}

void format_put_excerpt(struct format *f, struct buf *b, struct view text, size_t most)
{
	text = view_trim(text);
	size_t limit = offset_after(text, most);
	size_t end = limit == text.len ? 0 : end_of_sentence(f, text, most, limit);
	size_t clause = end > 0 || limit == text.len ? 0 : end_of_clause(text, limit);
	/* To ICU an opening bracket behind a full stop belongs to what ends. */
	if (end > 0 || clause > 0)
		buf_put(b, without_trailing(view_slice(text, 0, end > 0 ? end : clause)));
	else
		format_put_cut(f, b, text, most);
	buf_puts(b, clause > 0 ? f->ellipsis : "");
}

void format_free(struct format *f)
{
	if (!f)
		return;
	for (int i = 0; i < FORMAT_STYLES; i++)
		udat_close(f->dates[i]);
	unum_close(f->number);
	unum_close(f->decimal);
	unum_close(f->percent);
	ubrk_close(f->sentences);
	ubrk_close(f->lines);
	free(f);
}
