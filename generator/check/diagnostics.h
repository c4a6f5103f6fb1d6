#ifndef CHECK_DIAGNOSTICS_H
#define CHECK_DIAGNOSTICS_H

#include <stddef.h>

#include "base/report.h"
#include "base/view.h"

/*
 * What is told of one file, by places in its text. A file that is wrong from
 * end to end is told of up to a number of places, and then how many more.
 */
struct diagnostics {
	struct report *report;
	const char *path;
	struct view text;
	size_t place_at, line, column; /* of the last place, from 0 */
	size_t count;
};

/* at is an offset in the text. */
void diagnostics_error(struct diagnostics *t, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with line and column, where the text is there no more. */
void diagnostics_error_at(struct diagnostics *t, size_t line, size_t column, const char *format,
                          ...) __attribute__((format(printf, 4, 5)));

/* What is no fault, but better otherwise. */
void diagnostics_warning(struct diagnostics *t, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Of the file as a whole. */
void diagnostics_file_error(struct diagnostics *t, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Line and column from 1; the column counts characters. */
void diagnostics_place(struct diagnostics *t, size_t at, size_t *line, size_t *column);

/* Says how much was not told. */
void diagnostics_end(struct diagnostics *t);

#endif
