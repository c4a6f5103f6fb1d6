#include "archive/corrections_edit.h"

#include <unicode/utf8.h>

#include "base/conf.h"

/* Where the edit's section and key stand, in bytes of the file, or where they would. */
struct place {
	const struct corrections_edit *edit;
	struct buf *value; /* gets what the key has; or NULL */
	bool here;         /* while the section is read */
	bool found;        /* the section is there */
	bool known;        /* and the key in it */
	size_t head_from, head_to;
	size_t entries;                   /* of the section */
	size_t from, to, value_from;      /* of the key */
	size_t behind;                    /* the section's last entry, or its head */
	size_t *neighbour;                /* gets where the section that is read ends; or NULL */
	size_t behind_lesser, behind_any; /* sections of the same file; 0: there is none */
};

static bool comes_before(const struct corrections_head *a, const struct corrections_head *b)
{
	if (a->part != b->part && a->at == 0 && b->at == 0)
		return a->part < b->part;
	if (a->at != b->at)
		return a->at < b->at;
	return a->again != b->again ? a->again < b->again : a->until < b->until;
}

static void see_head(struct place *p, const struct conf_entry *e)
{
	struct corrections_head head;
	const struct corrections_head *mine = &p->edit->head;
	bool read = corrections_head_read(view_of(e->section), &head);
	p->neighbour = NULL;
	p->here = read && !p->found && corrections_head_same(&head, mine);
	if (p->here) {
		p->found = true;
		p->head_from = e->from;
		p->head_to = p->behind = e->to;
	} else if (read && view_eq(head.file, mine->file)) {
		p->neighbour = comes_before(&head, mine) ? &p->behind_lesser : &p->behind_any;
		*p->neighbour = e->to;
	}
}

static void see(void *context, const struct conf_entry *e, struct report *r)
{
	struct place *p = context;
	(void)r;
	if (!e->key) {
		see_head(p, e);
		return;
	}
	if (p->neighbour)
		*p->neighbour = e->to;
	if (!p->here)
		return;
	p->entries++;
	p->behind = e->to;
	if (p->known || !view_eq(view_of(e->key), p->edit->key))
		return;
	p->known = true;
	p->from = e->from;
	p->to = e->to;
	p->value_from = e->value_from;
	if (p->value)
		buf_puts(p->value, e->value);
}

/* --- Lines --- */

/* Where the line that holds the byte at offset ends, with its line end. */
static size_t line_to(struct view bytes, size_t at)
{
	ptrdiff_t end = view_find(bytes, VIEW("\n"), at);
	return end < 0 ? bytes.len : (size_t)end + 1;
}

static size_t line_from(struct view bytes, size_t at)
{
	while (at > 0 && bytes.data[at - 1] != '\n')
		at--;
	return at;
}

static bool is_empty_line(struct view bytes, size_t from, size_t to)
{
	return view_trim(view_slice(bytes, from, to - from)).len == 0;
}

/* As the file's first line has it. */
static const char *line_end(struct view bytes)
{
	ptrdiff_t end = view_find(bytes, VIEW("\n"), 0);
	return end > 0 && bytes.data[end - 1] == '\r' ? "\r\n" : "\n";
}

static void put_slice(struct buf *out, struct view bytes, size_t from, size_t to)
{
	buf_put(out, view_slice(bytes, from, to - from));
}

static void end_line(struct buf *out, const char *end)
{
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		buf_puts(out, end);
}

/* Of an entry's lines from an offset those that say nothing: comments between them stay. */
static void put_silent(struct buf *out, struct view bytes, size_t from, size_t to)
{
	while (from < to) {
		size_t next = line_to(bytes, from);
		struct view line = view_slice(bytes, from, next - from);
		if (conf_says_nothing(line))
			buf_put(out, line);
		from = next;
	}
}

/* --- Edits --- */

static void put_entry(struct buf *out, const struct corrections_edit *e, const char *end)
{
	buf_put(out, e->key);
	buf_puts(out, e->value.len > 0 ? " = " : " =");
	buf_put(out, e->value);
	buf_puts(out, end);
}

static void put_section(struct buf *out, const struct corrections_edit *e, const char *end)
{
	buf_putc(out, '[');
	corrections_head_put(out, &e->head);
	buf_putc(out, ']');
	buf_puts(out, end);
	put_entry(out, e, end);
}

/* The value stands on the entry's first line, whatever lines the old one had. */
static void replace_value(struct view bytes, const struct place *p, struct buf *out)
{
	size_t next = line_to(bytes, p->from);
	struct view line = view_trim(view_slice(bytes, p->from, next - p->from));
	size_t end = (size_t)(line.data - bytes.data) + line.len;
	size_t from = p->value_from < end ? p->value_from : end;
	put_slice(out, bytes, 0, from);
	if (from == end && p->edit->value.len > 0)
		buf_putc(out, ' ');
	buf_put(out, p->edit->value);
	put_slice(out, bytes, end, next);
	put_silent(out, bytes, next, p->to);
	put_slice(out, bytes, p->to, bytes.len);
}

static void add_entry(struct view bytes, const struct place *p, struct buf *out)
{
	const char *end = line_end(bytes);
	put_slice(out, bytes, 0, p->behind);
	end_line(out, end);
	put_entry(out, p->edit, end);
	put_slice(out, bytes, p->behind, bytes.len);
}

/* Comments that stand directly below a section's last entry belong to it, unless the next one follows them. */
static size_t skip_comments(struct view bytes, size_t at)
{
	size_t to = at;
	while (to < bytes.len) {
		size_t next = line_to(bytes, to);
		if (is_empty_line(bytes, to, next))
			return to;
		if (!conf_says_nothing(view_slice(bytes, to, next - to)))
			return at;
		to = next;
	}
	return to;
}

static void add_section(struct view bytes, const struct place *p, struct buf *out)
{
	const char *end = line_end(bytes);
	size_t at = p->behind_lesser ? p->behind_lesser : p->behind_any;
	at = at ? skip_comments(bytes, at) : bytes.len;
	size_t before = out->len;
	put_slice(out, bytes, 0, at);
	end_line(out, end);
	size_t last = at > 0 ? line_from(bytes, at - 1) : 0;
	bool marked = bytes.len == 3 && view_eq(bytes, VIEW("\xEF\xBB\xBF"));
	if (marked)
		buf_truncate(out, before + 3);
	else if (at > 0 && !is_empty_line(bytes, last, at))
		buf_puts(out, end);
	put_section(out, p->edit, end);
	if (at < bytes.len && !is_empty_line(bytes, at, line_to(bytes, at)))
		buf_puts(out, end);
	put_slice(out, bytes, at, bytes.len);
}

static void remove_entry(struct view bytes, const struct place *p, struct buf *out)
{
	put_slice(out, bytes, 0, p->from);
	put_silent(out, bytes, p->from, p->to);
	put_slice(out, bytes, p->to, bytes.len);
}

/* With the empty line that parted it from what stands above. */
static void remove_section(struct view bytes, const struct place *p, struct buf *out)
{
	size_t from = p->head_from;
	size_t above = from > 0 ? line_from(bytes, from - 1) : 0;
	bool silent = p->to == bytes.len || is_empty_line(bytes, p->to, line_to(bytes, p->to));
	if (silent && from > 0 && is_empty_line(bytes, above, from))
		from = above;
	put_slice(out, bytes, 0, from);
	put_silent(out, bytes, p->head_to, p->to);
	put_slice(out, bytes, p->to, bytes.len);
}

/* --- What can be written --- */

static bool is_line(struct view text)
{
	for (int32_t i = 0; i < (int32_t)text.len;) {
		UChar32 code;
		U8_NEXT(text.data, i, (int32_t)text.len, code);
		if (code < 0 || (code < 0x20 && code != '\t') || code == 0x7F)
			return false;
	}
	return view_trim(text).len == text.len;
}

static bool is_key(struct view key)
{
	for (size_t i = 0; i < key.len; i++)
		if (key.data[i] < 'a' || key.data[i] > 'z')
			return false;
	return key.len > 0;
}

static bool check(const char *path, const struct corrections_edit *e, struct report *r)
{
	struct buf name = { 0 };
	struct corrections_head again;
	corrections_head_put(&name, &e->head);
	bool ok = is_line(buf_view(&name)) && corrections_head_read(buf_view(&name), &again) &&
	          corrections_head_same(&again, &e->head);
	if (!ok)
		report_error(r, path, 0, 0, "no section can be called [%.*s]", VIEW_ARG(buf_view(&name)));
	buf_free(&name);
	if (ok && !is_key(e->key)) {
		report_error(r, path, 0, 0, "no key can be called '%.*s'", VIEW_ARG(e->key));
		return false;
	}
	if (ok && !is_line(e->value)) {
		report_error(r, path, 0, 0,
		             "the value of '%.*s' is more than one line, or has characters that cannot be "
		             "written: write one line without blanks around it",
		             VIEW_ARG(e->key));
		return false;
	}
	return ok;
}

bool corrections_edit(const char *path, struct view bytes, const struct corrections_edit *e,
                      struct buf *out, struct report *r)
{
	struct place p = { .edit = e };
	if (!check(path, e, r) || !conf_read_bytes(path, bytes, see, &p, r))
		return false;
	if (e->value.data && p.known)
		replace_value(bytes, &p, out);
	else if (e->value.data && p.found)
		add_entry(bytes, &p, out);
	else if (e->value.data)
		add_section(bytes, &p, out);
	else if (p.known && p.entries == 1)
		remove_section(bytes, &p, out);
	else if (p.known)
		remove_entry(bytes, &p, out);
	else
		buf_put(out, bytes);
	return true;
}

bool corrections_edit_find(struct view bytes, const struct corrections_head *head, struct view key,
                           struct buf *out)
{
	struct corrections_edit e = { *head, key, VIEW_NULL };
	struct place p = { .edit = &e, .value = out };
	struct report ignored = { 0 };
	bool ok = conf_read_bytes("", bytes, see, &p, &ignored) && p.known;
	report_free(&ignored);
	return ok;
}
