#include "base/part.h"

#include <ctype.h>
#include <stdlib.h>

static bool read_number(const char **text, size_t *out)
{
	char *end;
	if (!isdigit((unsigned char)**text))
		return false;
	unsigned long n = strtoul(*text, &end, 10);
	*text = end;
	*out = n;
	return n >= 1 && n <= PART_MOST;
}

bool part_read(const char *text, struct part *out)
{
	return read_number(&text, &out->number) && *text++ == '/' && read_number(&text, &out->count) &&
	       !*text && out->number <= out->count;
}
