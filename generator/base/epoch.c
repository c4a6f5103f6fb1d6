#include "base/epoch.h"

#include <stdlib.h>

#include "base/ascii.h"

#define LAST 253402300799 /* 9999-12-31T23:59:59Z */

static bool read_seconds(const char *text, int64_t *out)
{
	int64_t n = 0;
	const char *p = text;
	for (; ascii_is_digit(*p) && n <= LAST; p++)
		n = n * 10 + (*p - '0');
	*out = n;
	return p > text && *p == '\0' && n <= LAST;
}

/* Empty counts as not set, as for most programs. */
static const char *epoch_text(void)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	return text && *text ? text : NULL;
}

bool epoch_check(struct report *r)
{
	int64_t seconds;
	const char *text = epoch_text();
	if (!text || read_seconds(text, &seconds))
		return true;
	report_error(r, NULL, 0, 0,
	             "SOURCE_DATE_EPOCH '%.40s' is no time: set it to the seconds since 1970, "
	             "as date +%%s prints them, or unset it",
	             text);
	return false;
}

bool epoch_find(int64_t *seconds)
{
	const char *text = epoch_text();
	return text && read_seconds(text, seconds);
}
