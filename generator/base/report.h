#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/array.h"
#include "base/buf.h"

/*
 * What went wrong, in the order it was met. Messages read
 *	file:line:column: what is wrong, and what to do
 * with line or column 0 left out. A stage writes into the report it is given;
 * work that runs in threads gets one report a job, and the jobs' reports are
 * appended in the order of the jobs, so messages never depend on timing. A
 * message is one line: control characters in it are shown as \xNN.
 */
enum report_level {
	REPORT_WARNING,
	REPORT_FAULT, /* of one file, that costs the others nothing: what is asked for is done without it */
	REPORT_ERROR, /* what is asked for cannot be done */
};

struct report_message {
	enum report_level level;
	char *text; /* owned by the report */
};

struct report {
	ARRAY(struct report_message) messages;
	size_t errors;
	size_t faults;
	size_t warnings;
};

/* file may be NULL: the message then stands alone. line and column count from 1. */
void report_error(struct report *r, const char *file, size_t line, size_t column,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));
void report_fault(struct report *r, const char *file, size_t line, size_t column,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));
void report_warning(struct report *r, const char *file, size_t line, size_t column,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* A message with the words of one that was given before, file and line included. */
void report_again(struct report *r, enum report_level level, struct view text);

/* All errors were those of one file, and become faults. */
void report_spare(struct report *r);

/* Moves all messages of from to the end of to; from is empty afterwards. */
void report_append(struct report *to, struct report *from);

/*
 * Of the warnings and faults from number from on that have these words in them, leaves
 * the first so many and takes the others away; returns how many these were.
 */
size_t report_thin(struct report *r, size_t from, const char *words, size_t most);

/* Prints "broadsheet: " less messages, one a line; a warning is marked as one. */
void report_print(const struct report *r, FILE *stream);

/* Those alone that are at least so grave. */
void report_print_from(const struct report *r, enum report_level level, FILE *stream);

void report_free(struct report *r);

#endif
