#include "text/text.h"

#include <strings.h>

#include "base/ascii.h"
#include "base/file.h"
#include "text/binary.h"
#include "text/decode.h"
#include "text/encoding.h"
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
	struct utf8_scan scan = utf8_scan(buf_view(&g->decoded.text));
	if (!scan.valid) { /* whatever a converter gives, text is UTF-8 */
		struct decoded sound = { 0 };
		decode_utf8(buf_view(&g->decoded.text), &sound);
		decoded_free(&g->decoded);
		g->decoded = sound;
		scan = utf8_scan(buf_view(&g->decoded.text));
	}
	g->encoding = encoding;
	g->text = buf_view(&g->decoded.text);
	g->clean = scan.clean;
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

/*
 * Whether bytes that are not UTF-8 look like UTF-8 that was damaged. Characters
 * of three bytes hardly ever come about by chance in other encodings.
 */
static bool is_nearly_utf8(struct view bytes)
{
	size_t good = 0;
	size_t bad = 0;
	for (size_t at = 0; at < bytes.len;) {
		size_t start = at;
		if (utf8_next(bytes, &at) == UTF8_INVALID)
			bad++;
		else
			good += at - start > 2;
	}
	return good > bad;
}

/* What may be tried, the likeliest first. */
struct candidates {
	const char *names[3];
	size_t count;
};

static void add(struct candidates *c, const char *name)
{
	for (size_t i = 0; name && i < c->count; i++)
		if (strcasecmp(c->names[i], name) == 0)
			return;
	if (name)
		c->names[c->count++] = name;
}

/* The first that fits without an error and without characters of private use. */
static bool take_sound(struct reading *g, struct view bytes, const struct candidates *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (take_strict(g, bytes, c->names[i]) && g->decoded.private_count == 0)
			return true;
	decoded_free(&g->decoded);
	return false;
}

/* Where none fits, the one that loses least; of equal ones the likeliest. */
static const char *least_damage(struct view bytes, const struct candidates *c)
{
	const char *best = NULL;
	size_t least = 0;
	for (size_t i = 0; i < c->count; i++) {
		struct decoded d = { 0 };
		if (!decode_lenient(bytes, c->names[i], &d))
			continue;
		size_t lost = d.fault_count + d.private_count;
		decoded_free(&d);
		if (best == NULL || lost < least) {
			best = c->names[i];
			least = lost;
		}
	}
	return best;
}

static void warn_private(const struct reading *g, const char *name, struct report *r)
{
	if (g->decoded.private_count > 0)
		report_warning(r, name, 0, 0,
		               "read as %s, with %zu characters of private use; if its text is wrong, "
		               "name its encoding below its section in corrections.conf",
		               g->encoding, g->decoded.private_count);
}

static bool take_named(struct reading *g, struct view bytes, const char *name, const char *encoding,
                       struct report *r)
{
	if (take_lenient(g, bytes, encoding)) {
		warn_private(g, name, r);
		return true;
	}
	report_error(r, name, 0, 0, "its encoding \"%s\" is not known; use a name such as Big5 or GBK",
	             encoding);
	return false;
}

static bool take_unmarked(struct reading *g, struct view bytes, const char *name,
                          const char *fallback, struct report *r)
{
	if (take_valid_utf8(g, bytes))
		return true;
	if (is_nearly_utf8(bytes)) {
		take_utf8(g, bytes);
		return true;
	}
	const char *detected = encoding_detect(bytes);
	struct candidates own = { { NULL }, 0 }, all = { { NULL }, 0 };
	add(&own, detected);
	add(&own, detected ? encoding_wider(detected) : NULL);
	if (take_sound(g, bytes, &own))
		return true;
	/* Without a word from ICU, what is sound GB 18030 is that, or what the configuration says. */
	add(&all, "GB18030");
	add(&all, fallback);
	add(&all, "Big5");
	if (!detected && take_sound(g, bytes, &all))
		return true;
	return take_named(g, bytes, name, least_damage(bytes, detected ? &own : &all), r);
}

static bool refuse_binary(struct view bytes, const char *name, struct report *r)
{
	const char *format = binary_format(bytes);
	if (format)
		report_fault(r, name, 0, 0,
		             "is %s, not a text; put its text into a text "
		             "file, or take it out of the source folder",
		             format);
	else if (binary_controls(bytes))
		report_fault(r, name, 0, 0,
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

/* Where a UTF-16 text is meant, its bytes are full of what would be control characters. */
static bool is_named_utf16(const char *encoding)
{
	return encoding && strncasecmp(encoding, "UTF-16", 6) == 0;
}

static bool decode(struct reading *g, struct view bytes, const struct text_encoding *e,
                   struct text *out, struct report *r)
{
	bool wide = is_utf16(bytes) || is_named_utf16(e->named);
	if (!wide && refuse_binary(bytes, out->name, r))
		return false;
	size_t mark = take_marked(g, bytes);
	bool ok = mark > 0   ? true
	          : e->named ? take_named(g, bytes, out->name, e->named, r)
	                     : take_unmarked(g, bytes, out->name, e->fallback, r);
	if (!ok || (wide && refuse_binary(g->text, out->name, r)))
		return false;
	for (size_t i = 0; i < g->decoded.faults.len; i++)
		g->decoded.faults.items[i].offset += mark;
	out->encoding = arena_string(&out->arena, view_of(g->encoding));
	lines_cut(g->text, &g->decoded, bytes, g->clean, out, r);
	return true;
}

bool text_decode_as(struct view bytes, const char *name, const struct text_encoding *encoding,
                    struct text *out, struct report *r)
{
	*out = (struct text){ 0 };
	out->name = arena_string(&out->arena, view_of(name));
	struct reading g = { 0 };
	bool ok = decode(&g, bytes, encoding, out, r);
	decoded_free(&g.decoded);
	return ok;
}

bool text_decode(struct view bytes, const char *name, const char *fallback, struct text *out,
                 struct report *r)
{
	struct text_encoding encoding = { .fallback = fallback };
	return text_decode_as(bytes, name, &encoding, out, r);
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
	return encoding_offered(name);
}

struct view text_page_number(struct view v, struct arena *a)
{
	if (v.len == 1 && ascii_is_digit((unsigned char)v.data[0]))
		return arena_printf(a, "0%c", v.data[0]);
	return v.len > 0 ? arena_view(a, v) : VIEW_NULL;
}

void text_free(struct text *t)
{
	arena_free(&t->arena);
	*t = (struct text){ 0 };
}
