#include "base/report.h"

#include <stdarg.h>

static void add(struct report *r, enum report_level level, const char *file, size_t line,
                size_t column, const char *format, va_list args)
{
	struct buf b = { 0 };
	if (file) {
		buf_puts(&b, file);
		if (line)
			buf_printf(&b, ":%zu", line);
		if (line && column)
			buf_printf(&b, ":%zu", column);
		buf_puts(&b, ": ");
	}
	if (level == REPORT_WARNING)
		buf_puts(&b, "warning: ");
	buf_vprintf(&b, format, args);
	struct report_message *m = array_push(&r->messages);
	m->level = level;
	m->text = buf_detach(&b);
	if (level == REPORT_ERROR)
		r->errors++;
	else
		r->warnings++;
}

void report_error(struct report *r, const char *file, size_t line, size_t column,
                  const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(r, REPORT_ERROR, file, line, column, format, args);
	va_end(args);
}

void report_warning(struct report *r, const char *file, size_t line, size_t column,
                    const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(r, REPORT_WARNING, file, line, column, format, args);
	va_end(args);
}

void report_again(struct report *r, struct view text)
{
	struct buf b = { 0 };
	buf_put(&b, text);
	buf_puts(&b, "");
	*array_push(&r->messages) = (struct report_message){ REPORT_WARNING, buf_detach(&b) };
	r->warnings++;
}

void report_append(struct report *to, struct report *from)
{
	for (size_t i = 0; i < from->messages.len; i++)
		*array_push(&to->messages) = from->messages.items[i];
	to->errors += from->errors;
	to->warnings += from->warnings;
	array_free(&from->messages);
	*from = (struct report){ 0 };
}

void report_print(const struct report *r, FILE *stream)
{
	for (size_t i = 0; i < r->messages.len; i++)
		fprintf(stream, "%s\n", r->messages.items[i].text);
}

void report_print_errors(const struct report *r, FILE *stream)
{
	for (size_t i = 0; i < r->messages.len; i++) {
		if (r->messages.items[i].level == REPORT_ERROR)
			fprintf(stream, "%s\n", r->messages.items[i].text);
	}
}

void report_free(struct report *r)
{
	for (size_t i = 0; i < r->messages.len; i++)
		free(r->messages.items[i].text);
	array_free(&r->messages);
	*r = (struct report){ 0 };
}
