#include "base/conf.h"

#include <ini.h>
#include <stdarg.h>
#include <string.h>
#include <unicode/utf8.h>

#include "base/buf.h"
#include "base/file.h"

/*
 * inih reads lines into a small buffer of its own, cuts names short, and does
 * not tell where it is. So the lines are handed to it here: an overlong one in
 * pieces, which inih takes for continued lines; and what it calls back with is
 * put together again, with the place it came from.
 */
struct reading {
	const char *path;
	struct view rest; /* what inih has not asked for */
	struct view line; /* the line it is in */
	struct view left; /* of that line, what was not handed over yet */
	size_t number;
	bool piece; /* the last piece handed over goes on with a line */
	struct buf section;
	struct buf key; /* empty: no entry is waiting */
	struct buf value;
	size_t key_line, key_column, value_column;
	conf_handler *handle;
	void *context;
	struct report *report;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static size_t blanks(struct view v, size_t from)
{
	while (from < v.len && is_blank(v.data[from]))
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

/* Hands over the entry that was waiting for continued lines. */
static void deliver(struct reading *c)
{
	if (c->key.len == 0)
		return;
	struct conf_entry e = { c->path,     string(&c->section), string(&c->key), string(&c->value),
		                    c->key_line, c->key_column,       c->value_column };
	c->handle(c->context, &e, c->report);
	buf_truncate(&c->key, 0);
}

static void begin_section(struct reading *c, struct view name, size_t offset)
{
	deliver(c);
	set(&c->section, view_trim(name));
	size_t column = column_at(c->line, offset);
	struct conf_entry e = { c->path, string(&c->section), NULL, "", c->number, column, column };
	c->handle(c->context, &e, c->report);
}

/*
 * Where to cut a line that is longer than room: between characters, and where
 * neither side begins or ends with a blank, which inih would take away, or
 * with a sign that begins a comment.
 */
static size_t cut(struct view v, size_t room)
{
	if (v.len <= room)
		return v.len;
	for (size_t i = room; i > room / 2; i--) {
		char next = v.data[i];
		if (!U8_IS_TRAIL(next) && !is_blank(next) && !is_blank(v.data[i - 1]) && next != ';' &&
		    next != '#')
			return i;
	}
	return room;
}

/* The line without a comment that follows a blank and a semicolon. */
static struct view without_comment(struct view v)
{
	size_t start = blanks(v, 0);
	if (start < v.len && (v.data[start] == '#' || v.data[start] == ';'))
		return view_slice(v, 0, 0);
	for (size_t i = 1; i < v.len; i++) {
		if (v.data[i] == ';' && is_blank(v.data[i - 1]))
			return view_slice(v, 0, i);
	}
	return v;
}

static void next_line(struct reading *c)
{
	c->line = view_cut(&c->rest, '\n');
	c->left = without_comment(c->line);
	c->number++;
	c->piece = false;
	size_t start = blanks(c->line, 0);
	bool continues = start > 0 && c->key.len > 0;
	ptrdiff_t end = view_find(c->left, VIEW("]"), start);
	if (continues || start >= c->left.len || c->left.data[start] != '[' || end < 0)
		return;
	begin_section(c, view_slice(c->left, start + 1, (size_t)end - start - 1), start);
	c->left = VIEW("[section]");
}

/* inih's fgets: at most room - 1 bytes of the next line or piece of a line. */
static char *next_piece(char *out, int room, void *context)
{
	struct reading *c = context;
	size_t at = 0;
	if (c->left.len > 0) {
		c->piece = true;
		out[at++] = ' ';
	} else if (c->rest.data == NULL || (c->rest.len == 0 && c->number > 0)) {
		return NULL;
	} else {
		next_line(c);
	}
	size_t len = cut(c->left, (size_t)room - 3);
	memcpy(out + at, c->left.data ? c->left.data : "", len);
	out[at + len] = '\n';
	out[at + len + 1] = '\0';
	c->left = view_slice(c->left, len, c->left.len);
	return out;
}

static void begin_entry(struct reading *c, const char *name, const char *value)
{
	deliver(c);
	set(&c->key, view_of(name));
	set(&c->value, view_of(value));
	size_t start = blanks(c->line, 0), sign = start;
	while (sign < c->line.len && c->line.data[sign] != '=' && c->line.data[sign] != ':')
		sign++;
	c->key_line = c->number;
	c->key_column = column_at(c->line, start);
	c->value_column = column_at(c->line, blanks(c->line, sign + 1));
}

static int take(void *context, const char *section, const char *name, const char *value)
{
	(void)section;
	struct reading *c = context;
	if (c->key.len > 0 && c->piece) {
		buf_puts(&c->value, value);
	} else if (c->key.len > 0 && blanks(c->line, 0) > 0) {
		if (c->value.len > 0)
			buf_putc(&c->value, ' ');
		buf_puts(&c->value, value);
	} else {
		begin_entry(c, name, value);
	}
	return 1;
}

/* Lines that inih will stumble over are told here, where their number is known. */
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

/* The first line that has no = and is no section, as inih counts its lines. */
static bool check_lines(const char *path, struct view text, struct report *r)
{
	size_t number = 0;
	bool ok = true, entry = false;
	while (text.data) {
		struct view line = view_cut(&text, '\n');
		struct view v = without_comment(line);
		number++;
		size_t start = blanks(v, 0);
		if (start == v.len || (start > 0 && entry))
			continue;
		bool section = v.data[start] == '[';
		ptrdiff_t sign = section ? view_find(v, VIEW("]"), start) : view_find(v, VIEW("="), start);
		if (!section && sign < 0)
			sign = view_find(v, VIEW(":"), start);
		entry = !section;
		if (sign >= 0 && sign != (ptrdiff_t)start)
			continue;
		report_error(r, path, number, column_at(line, start),
		             section ? "a section has no closing ]: write [name]"
		                     : "this is neither [section] nor key = value: "
		                       "put # before a comment");
		ok = false;
	}
	return ok;
}

static struct view skip_mark(struct view text)
{
	return view_starts(text, VIEW("\xEF\xBB\xBF")) ? view_slice(text, 3, text.len) : text;
}

bool conf_read(const char *path, conf_handler *handle, void *context, struct report *r)
{
	size_t errors = r->errors;
	struct buf bytes = { 0 };
	if (file_read(path, &bytes, r)) {
		struct view text = skip_mark(buf_view(&bytes));
		struct reading c = {
			.path = path, .rest = text, .handle = handle, .context = context, .report = r
		};
		if (check_text(path, text, r) && check_lines(path, text, r)) {
			if (ini_parse_stream(next_piece, &c, take, &c) != 0 && r->errors == errors)
				report_error(r, path, 0, 0, "cannot be understood as an INI file");
			deliver(&c);
		}
		buf_free(&c.section);
		buf_free(&c.key);
		buf_free(&c.value);
	}
	buf_free(&bytes);
	return r->errors == errors;
}

static void entry_error(struct report *r, const struct conf_entry *e, size_t column,
                        const char *format, va_list args)
{
	struct buf b = { 0 };
	buf_vprintf(&b, format, args);
	report_error(r, e->file, e->line, column, "%s", string(&b));
	buf_free(&b);
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
