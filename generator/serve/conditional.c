#include "serve/conditional.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"

static const char *const months = "JanFebMarAprMayJunJulAugSepOctNovDec";

void conditional_put_date(char out[CONDITIONAL_DATE], time_t time)
{
	static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	long days = (long)(time / 86400), seconds = (long)(time % 86400);
	struct date d = date_from_days(days);
	snprintf(out, CONDITIONAL_DATE, "%s, %02u %.3s %04u %02u:%02u:%02u GMT",
	         weekdays[date_weekday(d)], (unsigned)d.day % 100, months + (size_t)(d.month - 1) * 3,
	         (unsigned)d.year % 10000, (unsigned)(seconds / 3600) % 24,
	         (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60));
}

static bool read_date(const char *text, time_t *out)
{
	char month[4];
	int day, year, hour, minute, second, used = 0;
	if (sscanf(text, "%*3c, %2d %3s %4d %2d:%2d:%2d GMT%n", &day, month, &year, &hour, &minute,
	           &second, &used) != 6 ||
	    used == 0)
		return false;
	const char *at = strstr(months, month);
	struct date d = { year, at ? (int)((at - months) / 3) + 1 : 0, day };
	if (!at || !date_valid(d))
		return false;
	*out = (time_t)date_to_days(d) * 86400 + hour * 3600L + minute * 60L + second;
	return true;
}

/* Whether the list of tags holds this one; W/ makes no difference here. */
static bool list_has(const char *list, const char *tag)
{
	size_t len = strlen(tag);
	for (const char *p = list; *p; p++) {
		if (*p == '*')
			return true;
		if (*p != '"')
			continue;
		if (strncmp(p, tag, len) == 0)
			return true;
		p = strchr(p + 1, '"');
		if (!p)
			return false;
	}
	return false;
}

bool conditional_is_known(const struct conditional_request *q, const struct conditional_file *f)
{
	time_t since;
	if (q->if_none_match)
		return list_has(q->if_none_match, f->tag);
	return q->if_modified_since && read_date(q->if_modified_since, &since) && f->modified <= since;
}

static bool still_the_same(const struct conditional_request *q, const struct conditional_file *f)
{
	time_t time;
	if (!q->if_range)
		return true;
	if (q->if_range[0] == '"')
		return strcmp(q->if_range, f->tag) == 0;
	return read_date(q->if_range, &time) && time == f->modified;
}

/* Digits alone, as strtoull would also take signs and blanks. */
static bool read_number(const char **p, uint64_t *out)
{
	if (**p < '0' || **p > '9')
		return false;
	char *end;
	*out = strtoull(*p, &end, 10);
	*p = end;
	return true;
}

enum conditional_range conditional_range(const struct conditional_request *q,
                                         const struct conditional_file *f, uint64_t *from,
                                         uint64_t *len)
{
	uint64_t first = 0, last = UINT64_MAX;
	*from = 0;
	*len = f->size;
	if (!q->range || strncasecmp(q->range, "bytes=", 6) != 0 || strchr(q->range, ',') ||
	    !still_the_same(q, f))
		return CONDITIONAL_WHOLE;
	const char *p = q->range + 6;
	bool has_first = read_number(&p, &first);
	if (*p++ != '-')
		return CONDITIONAL_OUTSIDE;
	bool has_last = read_number(&p, &last);
	if (*p || (!has_first && !has_last) || (has_first && has_last && last < first))
		return CONDITIONAL_OUTSIDE;
	if (!has_first) {
		first = last < f->size ? f->size - last : 0;
		if (last == 0)
			return CONDITIONAL_OUTSIDE;
		last = UINT64_MAX;
	}
	if (first >= f->size)
		return CONDITIONAL_OUTSIDE;
	*from = first;
	*len = (last >= f->size ? f->size : last + 1) - first;
	return CONDITIONAL_PART;
}
