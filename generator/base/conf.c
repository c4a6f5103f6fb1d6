#include "base/conf.h"

#include <stdarg.h>
#include <unicode/utf8.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/file.h"

struct reading {
	const char *path;
	struct view bytes; /* of the whole file */
	struct view line;
	size_t number; /* of the line, from 1 */
	struct buf section;
	struct buf key;
	struct buf value;
	bool waiting; /* for more lines of an entry */
	size_t key_line, key_column, value_column;
	size_t from, to, value_from;
	conf_handler *handle; /* NULL: only what is wrong is told */
	void *context;
	struct report *report;
};

static size_t blanks(struct view v, size_t from)
{
	while (from < v.len && ascii_is_blank(v.data[from]))
		from++;
	return from;
}

/* Column, in characters from 1, of the byte at offset. */
static size_t column_at(struct view line, size_t offset)
{
	size_t column = 1;
	for (size_t i = 0; i < offset && i < line.len; i++)
		column += !U8_IS_TRAIL(line.data[i]);
	return column;
}

static void set(struct buf *b, struct view v)
{
	buf_truncate(b, 0);
	buf_put(b, v);
	buf_puts(b, "");
}

static const char *string(const struct buf *b)
{
	return b->data ? b->data : "";
}

static size_t line_from(const struct reading *c)
{
	return (size_t)(c->line.data - c->bytes.data);
}

/* Behind the line's end, which the last line may lack. */
static size_t line_to(const struct reading *c)
{
	size_t end = line_from(c) + c->line.len;
	return end < c->bytes.len ? end + 1 : end;
}

static void give(struct reading *c, const char *key, const char *value)
{
	struct conf_entry e = { c->path,       string(&c->section), key,     value, c->key_line,
		                    c->key_column, c->value_column,     c->from, c->to, c->value_from };
	if (c->handle)
		c->handle(c->context, &e, c->report);
}

/* Hands over the entry that was waiting for more lines. */
static void deliver(struct reading *c)
{
	if (c->waiting)
		give(c, string(&c->key), string(&c->value));
	c->waiting = false;
}

/* Where the section or key is that begins with the line's byte at start, and its value. */
static void set_place(struct reading *c, size_t start, size_t value)
{
	c->key_line = c->number;
	c->key_column = column_at(c->line, start);
	c->value_column = column_at(c->line, value);
	c->from = line_from(c);
	c->to = line_to(c);
	c->value_from = c->from + value;
}

/* Up to the last ] of the line, so that names may hold one. */
static const char *begin_section(struct reading *c, struct view text, size_t start)
{
	deliver(c);
	if (!view_ends(text, VIEW("]")))
		return view_find(text, VIEW("]"), 0) < 0
		           ? "a section has no closing ]: write [name]"
		           : "something stands behind the section's closing ]: write it into the next line";
	set(&c->section, view_trim(view_slice(text, 1, text.len - 2)));
	set_place(c, start, start);
	give(c, NULL, "");
	return NULL;
}

static const char *begin_entry(struct reading *c, size_t start)
{
	size_t sign = start;
	while (sign < c->line.len && c->line.data[sign] != '=' && c->line.data[sign] != ':')
		sign++;
	deliver(c);
	if (sign == c->line.len || sign == start)
		return "this is neither [section] nor key = value: put # before a comment";
	set(&c->key, view_trim(view_slice(c->line, start, sign - start)));
	set(&c->value, view_trim(view_slice(c->line, sign + 1, c->line.len)));
	set_place(c, start, blanks(c->line, sign + 1));
	c->waiting = true;
	return NULL;
}

static void go_on(struct reading *c, struct view text)
{
	if (c->value.len > 0)
		buf_putc(&c->value, ' ');
	buf_put(&c->value, text);
	c->to = line_to(c);
}

bool conf_says_nothing(struct view line)
{
	struct view text = view_trim(line);
	return text.len == 0 || text.data[0] == '#' || text.data[0] == ';';
}

static void read_line(struct reading *c)
{
	size_t start = blanks(c->line, 0);
	struct view text = view_trim(c->line);
	if (conf_says_nothing(text))
		return;
	if (start > 0 && c->waiting) {
		go_on(c, text);
		return;
	}
	const char *fault = text.data[0] == '[' ? begin_section(c, text, start) : begin_entry(c, start);
	if (fault)
		report_error(c->report, c->path, c->number, column_at(c->line, start), "%s", fault);
}

static void read_lines(struct reading *c, struct view text)
{
	c->number = 0;
	while (text.data) {
		c->line = view_cut(&text, '\n');
		c->number++;
		read_line(c);
	}
	deliver(c);
	buf_truncate(&c->section, 0);
}

/* The first byte that is no character, or NUL. */
static bool check_text(const char *path, struct view text, struct report *r)
{
	size_t line = 1, start = 0;
	for (int32_t i = 0; i < (int32_t)text.len;) {
		int32_t before = i;
		UChar32 code;
		U8_NEXT(text.data, i, (int32_t)text.len, code);
		if (code <= 0) {
			struct view shown = view_slice(text, start, (size_t)before - start);
			report_error(r, path, line, column_at(shown, shown.len),
			             "this byte is no character in UTF-8: save the file as UTF-8");
			return false;
		}
		if (code == '\n') {
			line++;
			start = (size_t)i;
		}
	}
	return true;
}

static struct view skip_mark(struct view text)
{
	return view_starts(text, VIEW("\xEF\xBB\xBF")) ? view_slice(text, 3, text.len) : text;
}

/* What is wrong with lines is told before anything is handed over. */
bool conf_read_bytes(const char *path, struct view bytes, conf_handler *handle, void *context,
                     struct report *r)
{
	size_t errors = r->errors;
	struct view text = skip_mark(bytes);
	struct reading c = { .path = path, .bytes = bytes, .context = context, .report = r };
	if (check_text(path, text, r))
		read_lines(&c, text);
	c.handle = handle;
	if (r->errors == errors)
		read_lines(&c, text);
	buf_free(&c.section);
	buf_free(&c.key);
	buf_free(&c.value);
	return r->errors == errors;
}

bool conf_read(const char *path, conf_handler *handle, void *context, struct report *r)
{
	struct buf bytes = { 0 };
	bool ok =
		file_read(path, &bytes, r) && conf_read_bytes(path, buf_view(&bytes), handle, context, r);
	buf_free(&bytes);
	return ok;
}

static void entry_error(struct report *r, const struct conf_entry *e, size_t column,
                        const char *format, va_list args)
{
	struct buf b = { 0 };
	buf_vprintf(&b, format, args);
	report_error(r, e->file, e->line, column, "%s", string(&b));
	buf_free(&b);
}

/* How many bytes the comma at p has, 0 if none is there. */
static size_t comma_at(const char *p)
{
	if (*p == ',')
		return 1;
	return strncmp(p, "\xEF\xBC\x8C", 3) == 0 || strncmp(p, "\xE3\x80\x81", 3) == 0 ? 3 : 0;
}

size_t conf_list(const char *value, struct arena *a, struct view **out)
{
	size_t most = 1, count = 0;
	for (const char *p = value; *p; p++)
		most += comma_at(p) > 0;
	*out = arena_array(a, most, sizeof(**out));
	while (*value) {
		size_t len = 0;
		while (value[len] && !comma_at(value + len))
			len++;
		struct view part = view_trim((struct view){ value, len });
		if (part.len > 0)
			(*out)[count++] = arena_view(a, part);
		value += len + comma_at(value + len);
	}
	return count;
}

void conf_key_error(struct report *r, const struct conf_entry *e, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	entry_error(r, e, e->column, format, args);
	va_end(args);
}

void conf_value_error(struct report *r, const struct conf_entry *e, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	entry_error(r, e, e->value_column, format, args);
	va_end(args);
}
