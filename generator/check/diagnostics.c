#include "check/diagnostics.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { TOLD_MOST = 50 }; /* messages a file */

void diagnostics_place(struct diagnostics *t, size_t at, size_t *line, size_t *column)
{
	if (at > t->text.len)
		at = t->text.len;
	if (at < t->place_at)
		t->line = t->place_at = t->column = 0;
	const char *p;
	while ((p = memchr(t->text.data + t->place_at, '\n', at - t->place_at)) != NULL) {
		t->place_at = (size_t)(p - t->text.data) + 1;
		t->line++;
		t->column = 0;
	}
	for (; t->place_at < at; t->place_at++)
		t->column += ((unsigned char)t->text.data[t->place_at] & 0xC0) != 0x80;
	*line = t->line + 1;
	*column = t->column + 1;
}

typedef void report_function(struct report *r, const char *file, size_t line, size_t column,
                             const char *format, ...);

static void tell(struct diagnostics *t, report_function *report, size_t line, size_t column,
                 const char *format, va_list args)
{
	struct buf message = { 0 };
	buf_vprintf(&message, format, args);
	report(t->report, t->path, line, column, "%s", message.data);
	buf_free(&message);
}

void diagnostics_error(struct diagnostics *t, size_t at, const char *format, ...)
{
	if (++t->count > TOLD_MOST)
		return;
	size_t line, column;
	diagnostics_place(t, at, &line, &column);
	va_list args;
	va_start(args, format);
	tell(t, report_error, line, column, format, args);
	va_end(args);
}

void diagnostics_error_at(struct diagnostics *t, size_t line, size_t column, const char *format,
                          ...)
{
	if (++t->count > TOLD_MOST)
		return;
	va_list args;
	va_start(args, format);
	tell(t, report_error, line, column, format, args);
	va_end(args);
}

void diagnostics_warning(struct diagnostics *t, size_t at, const char *format, ...)
{
	size_t line, column;
	diagnostics_place(t, at, &line, &column);
	va_list args;
	va_start(args, format);
	tell(t, report_warning, line, column, format, args);
	va_end(args);
}

void diagnostics_file_error(struct diagnostics *t, const char *format, ...)
{
	if (++t->count > TOLD_MOST)
		return;
	va_list args;
	va_start(args, format);
	tell(t, report_error, 0, 0, format, args);
	va_end(args);
}

void diagnostics_end(struct diagnostics *t)
{
	if (t->count > TOLD_MOST)
		report_error(t->report, t->path, 0, 0, "has %zu more faults, not told here",
		             t->count - TOLD_MOST);
}
