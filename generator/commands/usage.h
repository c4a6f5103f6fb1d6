#ifndef COMMANDS_USAGE_H
#define COMMANDS_USAGE_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * What all commands have in common: -h, --help and --version, and the answer
 * to a wrong command line. A command's loop over its options:
 *
 *	static const struct option options[] = {
 *		{ "output", required_argument, NULL, 'o' },
 *		USAGE_OPTIONS,
 *	};
 *	int c, status;
 *	while ((c = getopt_long(argc, argv, "o:h", options, NULL)) != -1) {
 *		if (usage_answered(c, argv[0], usage, &status))
 *			return status;
 *		...
 *	}
 */
enum { USAGE_VERSION = 256 };

#define USAGE_OPTIONS                                                                    \
	{ "help", no_argument, NULL, 'h' }, { "version", no_argument, NULL, USAGE_VERSION }, \
	{                                                                                    \
		NULL, 0, NULL, 0                                                                 \
	}

/* Exit statuses: done; the input or the site is at fault; the command line is. */
enum { USAGE_DONE = 0, USAGE_FAILED = 1, USAGE_WRONG = 2 };

/*
 * Whether what getopt_long returned is one of the shared options, or an error
 * it has told of: it is answered then, and the command ends with *status.
 * command is "broadsheet NAME", as a command finds it in argv[0].
 */
bool usage_answered(int option, const char *command, const char *usage, int *status);

/* Tells what is wrong with the command line (printf's arguments); USAGE_WRONG. */
int usage_wrong(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What -j names: how many are done at a time. False, told of, if it is no number that will do. */
bool usage_jobs(const char *command, const char *text, size_t *out);

void usage_print_version(void);

#endif
