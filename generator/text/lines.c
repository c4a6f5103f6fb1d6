#include "text/lines.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "text/legacy.h"
#include "text/utf8.h"

/* Lines told of one file; what is wrong with a hundred is wrong with all. */
enum { TOLD = 10 };

struct cutter {
	const struct decoded *decoded;
	struct view bytes;
	struct text *out;
	struct report *report;
	size_t next_fault; /* index of the next that was not met yet */
	ARRAY(uint32_t) breaks;
	size_t told;
	size_t untold;
};

/* The end of the line that begins at start: where its CR or LF stands. */
static size_t line_end(struct view text, size_t start, bool has_cr)
{
	if (!has_cr) {
		const char *lf = memchr(text.data + start, '\n', text.len - start);
		return lf ? (size_t)(lf - text.data) : text.len;
	}
	while (start < text.len && text.data[start] != '\n' && text.data[start] != '\r')
		start++;
	return start;
}

static size_t after_line_end(struct view text, size_t end)
{
	if (end + 1 < text.len && text.data[end] == '\r' && text.data[end + 1] == '\n')
		return end + 2;
	return end + 1;
}

static size_t count_line_ends(struct view text, bool has_cr)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len; count++)
		at = after_line_end(text, line_end(text, at, has_cr));
	return count;
}

/* Whether this line's warnings are among those that are told. */
static bool may_tell(struct cutter *c)
{
	if (c->told < TOLD)
		return c->told++, true;
	c->untold++;
	return false;
}

static void tell_fault(struct cutter *c, size_t line, const struct fault *f)
{
	struct buf b = { 0 };
	buf_puts(&b, f->len == 1 ? "byte" : "bytes");
	for (size_t i = 0; i < f->len && f->offset + i < c->bytes.len; i++)
		buf_printf(&b, " 0x%02X", (unsigned char)c->bytes.data[f->offset + i]);
	buf_printf(&b, " at offset %zu", f->offset);
	if (f->more)
		buf_printf(&b, " and %zu more on this line", f->more);
	report_warning(c->report, c->out->name, line, 0,
	               "%s: no character in %s, shown as U+FFFD; mend the file, or name "
	               "its encoding below its section in corrections.conf",
	               b.data, c->out->encoding);
	buf_free(&b);
}

/* What stands for a character that is not allowed. */
static struct view substitute(unsigned code)
{
	if (code == 0xFEFF) /* a mark of files that were joined */
		return VIEW("");
	if (code == '\f' || code == '\v')
		return VIEW(" ");
	return code < 0xA0 ? VIEW("") : VIEW("\xEF\xBF\xBD");
}

struct removal {
	unsigned code; /* the first that was not allowed */
	size_t count;
};

/* The line in b as it is to be: without what is not allowed, with characters in place of leftovers. */
static struct removal put_clean(struct buf *b, struct view line)
{
	struct removal removal = { 0, 0 };
	for (size_t at = 0; at < line.len;) {
		size_t start = at;
		unsigned code = utf8_next(line, &at);
		uint32_t meant = legacy_character(code);
		if (utf8_stays(code)) {
			buf_put(b, view_slice(line, start, at - start));
		} else if (meant) {
			buf_put_code(b, meant);
		} else {
			if (code != 0xFEFF && removal.count++ == 0)
				removal.code = code;
			buf_put(b, substitute(code));
		}
	}
	return removal;
}

static struct removal clean_line(struct text *t, struct view *line)
{
	struct buf b = { 0 };
	if (utf8_scan(*line).clean)
		return (struct removal){ 0, 0 };
	struct removal removal = put_clean(&b, *line);
	*line = b.len > 0 ? arena_view(&t->arena, buf_view(&b)) : view_slice(*line, 0, 0);
	buf_free(&b);
	return removal;
}

static void tell_removal(struct cutter *c, size_t line, struct removal removal)
{
	struct view by = substitute(removal.code);
	char more[64] = "";
	if (removal.count > 1)
		snprintf(more, sizeof(more), " and %zu more on this line", removal.count - 1);
	report_warning(c->report, c->out->name, line, 0, "%s U+%04X%s %s",
	               removal.code < 0xA0 ? "control character" : "noncharacter", removal.code, more,
	               by.len == 0   ? "taken out"
	               : by.len == 1 ? "shown as a blank"
	                             : "shown as U+FFFD");
}

/*
 * Takes form feeds from both ends of a line, and blanks around them, and notes
 * that a page begins with it, or with the next one.
 */
static void take_form_feeds(struct cutter *c, uint32_t place)
{
	struct view *line = &c->out->lines[place];
	size_t from = 0, to = line->len, first = 0, last = to, behind = 0;
	for (; from < line->len && ascii_is_blank(line->data[from]); from++) {
		if (line->data[from] != '\f')
			continue;
		first = from + 1;
		*array_push(&c->breaks) = place;
	}
	for (; to > from && ascii_is_blank(line->data[to - 1]); to--) {
		if (line->data[to - 1] != '\f')
			continue;
		last = to - 1;
		behind++;
	}
	for (; behind > 0; behind--)
		*array_push(&c->breaks) = place + 1;
	*line = view_slice(*line, first, last > first ? last - first : 0);
}

static void finish_line(struct cutter *c, size_t number, size_t end, bool clean)
{
	struct view *line = &c->out->lines[number - 1];
	const struct fault *fault = NULL;
	if (c->next_fault < c->decoded->faults.len && c->decoded->faults.items[c->next_fault].at < end)
		fault = &c->decoded->faults.items[c->next_fault++];
	struct removal removal = { 0, 0 };
	if (!clean && line->len > 0 && memchr(line->data, '\f', line->len))
		take_form_feeds(c, (uint32_t)number - 1);
	if (!clean)
		removal = clean_line(c->out, line);
	if ((fault == NULL && removal.count == 0) || !may_tell(c))
		return;
	if (fault)
		tell_fault(c, number, fault);
	if (removal.count)
		tell_removal(c, number, removal);
}

void lines_cut(struct view text, const struct decoded *d, struct view bytes, bool clean,
               struct text *out, struct report *r)
{
	struct cutter c = { .decoded = d, .bytes = bytes, .out = out, .report = r };
	text = arena_view(&out->arena, text);
	bool has_cr = text.len && memchr(text.data, '\r', text.len) != NULL;
	out->len = count_line_ends(text, has_cr);
	out->lines = arena_array(&out->arena, out->len, sizeof(*out->lines));
	size_t at = 0;
	for (size_t number = 1; number <= out->len; number++) {
		size_t end = line_end(text, at, has_cr);
		out->lines[number - 1] = view_slice(text, at, end - at);
		finish_line(&c, number, end, clean);
		at = after_line_end(text, end);
	}
	out->break_count = c.breaks.len;
	uint32_t *breaks = arena_array(&out->arena, c.breaks.len, sizeof(*breaks));
	for (size_t i = 0; i < c.breaks.len; i++)
		breaks[i] = c.breaks.items[i];
	out->breaks = breaks;
	array_free(&c.breaks);
	if (c.untold)
		report_warning(r, out->name, 0, 0,
		               "… and %zu more %s with bytes or "
		               "characters that cannot be shown",
		               c.untold, c.untold == 1 ? "line" : "lines");
}
