#include "text/encoding.h"

#include <stddef.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum {
	BYTES_ASKED = 64 * 1024, /* of a file: its language does not change further down */
	SURE = 30,               /* of 100: below, ICU found too few characters to go by */
};

static const struct {
	const char *name, *wider;
} candidates[] = {
	{ "GB18030", NULL },
	{ "Big5", "Big5-HKSCS" },
	{ "Shift_JIS", "windows-31j" },
	{ "EUC-KR", "windows-949" },
};

#define CANDIDATES (sizeof(candidates) / sizeof(*candidates))

static const char *candidate(const char *name)
{
	for (size_t i = 0; i < CANDIDATES; i++)
		if (strcmp(name, candidates[i].name) == 0)
			return candidates[i].name;
	return NULL;
}

/* Best first, others than the candidates among them. */
static const char *first_candidate(const UCharsetMatch **matches, int32_t count)
{
	for (int32_t i = 0; i < count; i++) {
		UErrorCode status = U_ZERO_ERROR;
		const char *name = candidate(ucsdet_getName(matches[i], &status));
		if (name)
			return ucsdet_getConfidence(matches[i], &status) >= SURE ? name : NULL;
	}
	return NULL;
}

const char *encoding_detect(struct view bytes)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *d = ucsdet_open(&status);
	int32_t count = 0;
	bytes = view_slice(bytes, 0, BYTES_ASKED);
	ucsdet_setText(d, bytes.data, (int32_t)bytes.len, &status);
	const UCharsetMatch **matches = ucsdet_detectAll(d, &count, &status);
	const char *found = U_SUCCESS(status) ? first_candidate(matches, count) : NULL;
	ucsdet_close(d);
	return found;
}

const char *encoding_wider(const char *encoding)
{
	for (size_t i = 0; i < CANDIDATES; i++)
		if (strcmp(encoding, candidates[i].name) == 0)
			return candidates[i].wider;
	return NULL;
}

/* \ and ~ differ in encodings of Japanese. */
static bool holds_ascii(UConverter *c)
{
	for (char byte = '\n'; byte < '~'; byte = (char)(byte == '\n' ? ' ' : byte + 1)) {
		UErrorCode status = U_ZERO_ERROR;
		UChar unit[4] = { 0 };
		int32_t len = ucnv_toUChars(c, unit, 4, &byte, 1, &status);
		if (byte != '\\' && (U_FAILURE(status) || len != 1 || unit[0] != (UChar)byte))
			return false;
	}
	return true;
}

bool encoding_offered(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	if (name == NULL || name[0] == '\0')
		return false; /* ICU would take the system's own */
	UConverter *c = ucnv_open(name, &status);
	if (U_FAILURE(status))
		return false;
	bool offered = false;
	switch (ucnv_getType(c)) {
	case UCNV_UTF16:
	case UCNV_UTF16_BigEndian:
	case UCNV_UTF16_LittleEndian: offered = true; break;
	case UCNV_UTF8:
	case UCNV_SBCS:
	case UCNV_MBCS:
	case UCNV_LATIN_1:
	case UCNV_US_ASCII: offered = holds_ascii(c); break;
	default: break;
	}
	ucnv_close(c);
	return offered;
}
