#include "check/data.h"

#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "text/utf8.h"

void data_check_json(struct diagnostics *t, struct view json, size_t at)
{
	json_error_t error;
	json_t *value = json_loadb(json.data ? json.data : "", json.len,
	                           JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL |
	                               JSON_DECODE_INT_AS_REAL,
	                           &error); /* digits are not counted */
	if (!value) {
		size_t offset = error.position > 0 ? (size_t)error.position - 1 : 0;
		diagnostics_error(t, at + (offset < json.len ? offset : json.len), "is no JSON: %s",
		                  error.text);
	}
	json_decref(value);
}

void data_check_lines(struct diagnostics *t)
{
	struct view rest = t->text;
	while (rest.len > 0) {
		struct view line = view_cut(&rest, '\n');
		if (view_trim(line).len > 0)
			data_check_json(t, line, (size_t)(line.data - t->text.data));
	}
}

static void check_url(struct reference_file *f, struct view text, size_t *at, char close)
{
	while (*at < text.len && strchr(" \t\n\r", text.data[*at]))
		++*at;
	if (*at < text.len && (text.data[*at] == '"' || text.data[*at] == '\''))
		close = text.data[(*at)++];
	else if (close == 0)
		return;
	size_t from = *at;
	while (*at < text.len && text.data[*at] != close && text.data[*at] != '\n')
		++*at;
	struct view link = view_trim(view_slice(text, from, *at - from));
	if (link.len > 0 && link.data[0] != '#')
		reference_check(f, link, from, REFERENCE_RESOURCE);
}

void data_check_style(struct reference_file *f)
{
	struct view text = f->told->text;
	for (size_t i = 0; i < text.len; i++) {
		const char *here = text.data + i;
		size_t left = text.len - i;
		if (left > 1 && here[0] == '/' && here[1] == '*') {
			ptrdiff_t end = view_find(text, VIEW("*/"), i + 2);
			if (end < 0) {
				diagnostics_error(f->told, i, "this comment is never closed: end it with */");
				return;
			}
			i = (size_t)end + 1;
		} else if (left > 4 && strncasecmp(here, "url(", 4) == 0) {
			i += 4;
			check_url(f, text, &i, ')');
		} else if (left > 8 && strncasecmp(here, "@import ", 8) == 0) {
			size_t at = i + 8;
			check_url(f, text, &at, 0);
			i += 7;
		}
	}
}

void data_check_text(struct diagnostics *t)
{
	struct utf8_scan scan = utf8_scan(t->text);
	if (scan.valid && scan.clean)
		return;
	for (size_t at = 0; at < t->text.len;) {
		size_t from = at;
		unsigned code = utf8_next(t->text, &at);
		if (code == UTF8_INVALID)
			diagnostics_error(t, from, "holds a byte that is not UTF-8: save the file as UTF-8");
		else if (!utf8_allowed(code))
			diagnostics_error(
				t, from, "holds the character U+%04X, which no page may have: take it away", code);
		else
			continue;
		return;
	}
}
