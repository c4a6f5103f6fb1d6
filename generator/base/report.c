#include "base/report.h"

#include <stdarg.h>
#include <string.h>

/* Bytes of a character that ends lines, moves the cursor or turns text round; 0: it does not. */
static size_t control_length(const unsigned char *p)
{
	if (p[0] < 0x20 || p[0] == 0x7F)
		return 1;
	if (p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0)
		return 2;
	bool lines = p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9);
	bool turns = p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE;
	bool isolates = p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9;
	return lines || turns || isolates ? 3 : 0;
}

/* Words of pages and names of files stand in messages: none may look like another message. */
static void hide_controls(struct buf *b)
{
	struct buf shown = { 0 };
	size_t kept = 0;
	for (size_t i = 0; i < b->len;) {
		size_t n = control_length((const unsigned char *)b->data + i);
		if (n > 0) {
			buf_put(&shown, view_slice(buf_view(b), kept, i - kept));
			for (size_t k = i; k < i + n; k++)
				buf_printf(&shown, "\\x%02X", (unsigned char)b->data[k]);
			kept = i + n;
		}
		i += n > 0 ? n : 1;
	}
	if (kept == 0)
		return;
	buf_put(&shown, view_slice(buf_view(b), kept, b->len - kept));
	buf_free(b);
	*b = shown;
}

static size_t *count_of(struct report *r, enum report_level level)
{
	return level == REPORT_ERROR ? &r->errors : level == REPORT_FAULT ? &r->faults : &r->warnings;
}

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
	hide_controls(&b);
	struct report_message *m = array_push(&r->messages);
	m->level = level;
	m->text = buf_detach(&b);
	*count_of(r, level) += 1;
}

void report_error(struct report *r, const char *file, size_t line, size_t column,
                  const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(r, REPORT_ERROR, file, line, column, format, args);
	va_end(args);
}

void report_fault(struct report *r, const char *file, size_t line, size_t column,
                  const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(r, REPORT_FAULT, file, line, column, format, args);
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

void report_again(struct report *r, enum report_level level, struct view text)
{
	struct buf b = { 0 };
	buf_put(&b, text);
	buf_puts(&b, "");
	*array_push(&r->messages) = (struct report_message){ level, buf_detach(&b) };
	*count_of(r, level) += 1;
}

void report_spare(struct report *r)
{
	for (size_t i = 0; i < r->messages.len; i++)
		if (r->messages.items[i].level == REPORT_ERROR)
			r->messages.items[i].level = REPORT_FAULT;
	r->faults += r->errors;
	r->errors = 0;
}

size_t report_thin(struct report *r, size_t from, const char *words, size_t most)
{
	size_t kept = from, found = 0;
	for (size_t i = from; i < r->messages.len; i++) {
		struct report_message *m = &r->messages.items[i];
		bool has = m->level < REPORT_ERROR && strstr(m->text, words) != NULL;
		found += has;
		if (has && found > most) {
			free(m->text);
			*count_of(r, m->level) -= 1;
			continue;
		}
		r->messages.items[kept++] = *m;
	}
	r->messages.len = kept < r->messages.len ? kept : r->messages.len;
	return found > most ? found - most : 0;
}

void report_append(struct report *to, struct report *from)
{
	for (size_t i = 0; i < from->messages.len; i++)
		*array_push(&to->messages) = from->messages.items[i];
	to->errors += from->errors;
	to->faults += from->faults;
	to->warnings += from->warnings;
	array_free(&from->messages);
	*from = (struct report){ 0 };
}

void report_print(const struct report *r, FILE *stream)
{
	report_print_from(r, REPORT_WARNING, stream);
}

void report_print_from(const struct report *r, enum report_level level, FILE *stream)
{
	for (size_t i = 0; i < r->messages.len; i++) {
		if (r->messages.items[i].level >= level)
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
