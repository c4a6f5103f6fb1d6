#include "commands/usage.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "commands/version.h"

#define JOBS_MAX 256

static int hint(const char *command)
{
	fprintf(stderr, "Try \"%s --help\".\n", command);
	return USAGE_WRONG;
}

bool usage_answered(int option, const char *command, const char *usage, int *status)
{
	*status = USAGE_DONE;
	switch (option) {
	case 'h': fputs(usage, stdout); return true;
	case USAGE_VERSION: usage_print_version(); return true;
	case '?': *status = hint(command); return true;
	default: return false;
	}
}

int usage_wrong(const char *command, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fprintf(stderr, "%s: ", command);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	return hint(command);
}

bool usage_jobs(const char *command, const char *text, size_t *out)
{
	char *end;
	long n = strtol(text, &end, 10);
	*out = (size_t)n;
	if (*text && !*end && n >= 1 && n <= JOBS_MAX)
		return true;
	usage_wrong(command, "-j needs a number from 1 to %d, not '%s'", JOBS_MAX, text);
	return false;
}

void usage_print_version(void)
{
	puts("broadsheet " VERSION);
}
