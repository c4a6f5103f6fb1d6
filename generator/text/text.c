#include "text/text.h"

#include "base/file.h"
#include "text/binary.h"
#include "text/decode.h"
#include "text/lines.h"
#include "text/utf8.h"

/* One reading of the bytes. text looks into decoded, or at the bytes themselves. */
struct reading {
	struct decoded decoded;
	struct view text;
	const char *encoding;
	bool clean; /* as in struct utf8_scan */
};

static void take_decoded(struct reading *g, const char *encoding)
{
	g->encoding = encoding;
	g->text = buf_view(&g->decoded.text);
	g->clean = utf8_scan(g->text).clean;
}

static bool take_valid_utf8(struct reading *g, struct view bytes)
{
	struct utf8_scan scan = utf8_scan(bytes);
	g->encoding = "UTF-8";
	g->text = bytes;
	g->clean = scan.clean;
	return scan.valid;
}

static void take_utf8(struct reading *g, struct view bytes)
{
	if (take_valid_utf8(g, bytes))
		return;
	decode_utf8(bytes, &g->decoded);
	take_decoded(g, "UTF-8");
}

/* Whether the bytes are the encoding's without an error; nothing kept if not. */
static bool take_strict(struct reading *g, struct view bytes, const char *encoding)
{
	decoded_free(&g->decoded);
	bool ok = decode_strict(bytes, encoding, &g->decoded);
	if (ok)
		take_decoded(g, encoding);
	else
		decoded_free(&g->decoded);
	return ok;
}

static bool take_lenient(struct reading *g, struct view bytes, const char *encoding)
{
	decoded_free(&g->decoded);
	bool ok = decode_lenient(bytes, encoding, &g->decoded);
	if (ok)
		take_decoded(g, encoding);
	return ok;
}

/* Reads what follows a byte-order mark; returns the mark's length, or 0. */
static size_t take_marked(struct reading *g, struct view bytes)
{
	static const struct {
		struct view mark;
		const char *encoding;
	} marks[] = {
		{ { "\xEF\xBB\xBF", 3 }, NULL },
		{ { "\xFF\xFE", 2 }, "UTF-16LE" },
		{ { "\xFE\xFF", 2 }, "UTF-16BE" },
	};
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t len = marks[i].mark.len;
		if (!view_starts(bytes, marks[i].mark))
			continue;
		if (marks[i].encoding == NULL)
			take_utf8(g, view_slice(bytes, len, bytes.len));
		else
			take_lenient(g, view_slice(bytes, len, bytes.len), marks[i].encoding);
		return len;
	}
	return 0;
}

/* Whether bytes that are not UTF-8 look like UTF-8 that was damaged. */
static bool is_nearly_utf8(struct view bytes)
{
	size_t good = 0;
	size_t bad = 0;
	for (size_t at = 0; at < bytes.len;) {
		size_t start = at;
		if (utf8_next(bytes, &at) == UTF8_INVALID)
			bad++;
		else
			good += at - start > 1;
	}
	return good > 4 * bad;
}

static bool take_unmarked(struct reading *g, struct view bytes, const char *name,
                          const char *fallback, struct report *r)
{
	if (take_valid_utf8(g, bytes))
		return true;
	bool is_gb = take_strict(g, bytes, "GB18030");
	size_t private_count = g->decoded.private_count;
	if (is_gb && private_count == 0)
		return true;
	if (fallback && take_strict(g, bytes, fallback))
		return true;
	if (is_gb && !is_nearly_utf8(bytes)) {
		report_warning(r, name, 0, 0,
		               "read as GB18030, with %zu characters of "
		               "private use; if its text is wrong, name its encoding "
		               "in site.conf",
		               private_count);
		return take_strict(g, bytes, "GB18030");
	}
	decoded_free(&g->decoded);
	if (fallback == NULL) {
		take_utf8(g, bytes);
		return true;
	}
	if (take_lenient(g, bytes, fallback))
		return true;
	report_error(r, name, 0, 0,
	             "its encoding \"%s\" is not known; use a name such "
	             "as Big5 or GBK",
	             fallback);
	return false;
}

static bool refuse_binary(struct view bytes, const char *name, struct report *r)
{
	const char *format = binary_format(bytes);
	if (format)
		report_error(r, name, 0, 0,
		             "is %s, not a text; put its text into a text "
		             "file, or take it out of the source folder",
		             format);
	else if (binary_controls(bytes))
		report_error(r, name, 0, 0,
		             "is no text, for it is full of control "
		             "characters; take it out of the source folder, or save it "
		             "as UTF-8 (UTF-16 needs a byte-order mark)");
	else
		return false;
	return true;
}

static bool is_utf16(struct view bytes)
{
	return view_starts(bytes, VIEW("\xFF\xFE")) || view_starts(bytes, VIEW("\xFE\xFF"));
}

static bool decode(struct reading *g, struct view bytes, const char *fallback, struct text *out,
                   struct report *r)
{
	if (!is_utf16(bytes) && refuse_binary(bytes, out->name, r))
		return false;
	size_t mark = take_marked(g, bytes);
	if (mark == 0 && !take_unmarked(g, bytes, out->name, fallback, r))
		return false;
	if (is_utf16(bytes) && refuse_binary(g->text, out->name, r))
		return false;
	for (size_t i = 0; i < g->decoded.faults.len; i++)
		g->decoded.faults.items[i].offset += mark;
	out->encoding = arena_string(&out->arena, view_of(g->encoding));
	lines_cut(g->text, &g->decoded, bytes, g->clean, out, r);
	return true;
}

bool text_decode(struct view bytes, const char *name, const char *fallback, struct text *out,
                 struct report *r)
{
	*out = (struct text){ 0 };
	out->name = arena_string(&out->arena, view_of(name));
	struct reading g = { 0 };
	bool ok = decode(&g, bytes, fallback, out, r);
	decoded_free(&g.decoded);
	return ok;
}

bool text_read(const char *path, const char *name, const char *fallback, struct text *out,
               struct report *r)
{
	*out = (struct text){ 0 };
	struct buf bytes = { 0 };
	bool ok = file_read(path, &bytes, r) && text_decode(buf_view(&bytes), name, fallback, out, r);
	buf_free(&bytes);
	return ok;
}

bool text_encoding_known(const char *name)
{
	return decode_known(name);
}

void text_free(struct text *t)
{
	arena_free(&t->arena);
	*t = (struct text){ 0 };
}
