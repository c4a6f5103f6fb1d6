#include "input/articles_csv.h"

#include <string.h>

#include "input/articles.h"

enum { TOLD_MOST = 10 /* rows with a date that is none; of the others the number is told */ };

typedef ARRAY(struct view) csv_row;

struct csv_reading {
	struct view rest;
	char separator;
	size_t line;        /* where the next row begins */
	struct arena cells; /* of the row */
};

/* ── rows ── */

/* Of the marks between the first row's names, that which is there most often. */
static char find_separator(struct view bytes)
{
	static const char marks[] = { ',', ';', '\t' };
	size_t counts[sizeof(marks)] = { 0 }, best = 0;
	for (size_t i = 0; i < bytes.len && bytes.data[i] != '\n'; i++)
		for (size_t k = 0; k < sizeof(marks); k++)
			counts[k] += bytes.data[i] == marks[k];
	for (size_t k = 1; k < sizeof(marks); k++)
		best = counts[k] > counts[best] ? k : best;
	return marks[best];
}

/* A cell in quotes, of which *at is the first; a quote in it is written twice. */
static void read_quoted(struct csv_reading *c, size_t *at, struct buf *out)
{
	struct view v = c->rest;
	for (++*at; *at < v.len; ++*at) {
		bool quote = v.data[*at] == '"';
		if (quote && !(*at + 1 < v.len && v.data[*at + 1] == '"'))
			break;
		*at += quote;
		c->line += v.data[*at] == '\n';
		buf_putc(out, v.data[*at]);
	}
	*at += *at < v.len;
}

static bool ends_cell(const struct csv_reading *c, size_t at)
{
	return at == c->rest.len || c->rest.data[at] == c->separator || c->rest.data[at] == '\n';
}

/* The next row, in cells of its own; false at the end. */
static bool read_row(struct csv_reading *c, csv_row *row)
{
	struct buf cell = { 0 };
	size_t at = 0;
	row->len = 0;
	arena_reset(&c->cells);
	if (c->rest.len == 0)
		return false;
	for (;;) {
		buf_truncate(&cell, 0);
		if (at < c->rest.len && c->rest.data[at] == '"')
			read_quoted(c, &at, &cell);
		for (; !ends_cell(c, at); at++)
			buf_putc(&cell, c->rest.data[at]);
		*array_push(row) = cell.len > 0 ? arena_view(&c->cells, buf_view(&cell)) : VIEW("");
		if (at == c->rest.len || c->rest.data[at] == '\n')
			break;
		at++;
	}
	c->line++;
	c->rest = view_slice(c->rest, at + 1, c->rest.len);
	buf_free(&cell);
	return true;
}

/* ── columns ── */

/* Which column has which field, from 1; 0: none. */
struct csv_columns {
	size_t of[LANGUAGE_FIELDS];
};

static struct csv_columns find_columns(const csv_row *head)
{
	struct csv_columns columns = { { 0 } };
	enum language_field f;
	for (size_t i = 0; i < head->len; i++)
		if (articles_field_of(head->items[i], &f) && columns.of[f] == 0)
			columns.of[f] = i + 1;
	return columns;
}

static struct view cell_of(const csv_row *row, const struct csv_columns *columns,
                           enum language_field f)
{
	size_t at = columns->of[f];
	return at > 0 && at <= row->len ? row->items[at - 1] : VIEW_NULL;
}

static bool put_article(struct articles *a, const csv_row *row, const struct csv_columns *columns)
{
	bool dated = articles_begin(a, cell_of(row, columns, LANGUAGE_FIELD_DATE),
	                            cell_of(row, columns, LANGUAGE_FIELD_PAGE),
	                            cell_of(row, columns, LANGUAGE_FIELD_NEWSPAPER),
	                            cell_of(row, columns, LANGUAGE_FIELD_KIND));
	static const struct {
		enum language_field field;
		enum line_role role;
	} heads[] = { { LANGUAGE_FIELD_KICKER, LINE_ROLE_KICKER },
		          { LANGUAGE_FIELD_HEADLINE, LINE_ROLE_HEADLINE },
		          { LANGUAGE_FIELD_DECK, LINE_ROLE_DECK },
		          { LANGUAGE_FIELD_BYLINE, LINE_ROLE_BYLINE } };
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		articles_put(a, heads[i].role, cell_of(row, columns, heads[i].field));
	struct view body = cell_of(row, columns, LANGUAGE_FIELD_BODY);
	while (body.data)
		articles_put(a, LINE_ROLE_BODY, view_cut(&body, '\n'));
	return dated;
}

/* ── all of it ── */

/* Without carriage returns, which stand at the ends of lines. */
static void put_decoded(const struct text *t, struct buf *out)
{
	for (size_t i = 0; i < t->len; i++) {
		buf_put(out, t->lines[i]);
		buf_putc(out, '\n');
	}
}

static void read_rows(struct csv_reading *c, const struct csv_columns *columns, struct articles *a,
                      const char *path, struct report *r)
{
	csv_row row = { 0 };
	size_t undated = 0;
	for (size_t line = c->line; read_row(c, &row); line = c->line) {
		bool blank = true;
		for (size_t i = 0; i < row.len; i++)
			blank = blank && view_trim(row.items[i]).len == 0;
		if (blank || put_article(a, &row, columns))
			continue;
		if (undated++ < TOLD_MOST)
			report_warning(r, path, line, 0, "its date is none: write it as 2022-01-19");
	}
	if (undated > TOLD_MOST)
		report_warning(r, path, 0, 0, "… and %zu more rows with a date that is none",
		               undated - TOLD_MOST);
	array_free(&row);
}

static void read_table(struct view bytes, const char *path, struct input_pages *out,
                       struct report *r)
{
	struct csv_reading c = { .rest = bytes, .separator = find_separator(bytes), .line = 1 };
	csv_row head = { 0 };
	read_row(&c, &head);
	struct csv_columns columns = find_columns(&head);
	struct articles articles = { 0 };
	array_free(&head);
	if (columns.of[LANGUAGE_FIELD_BODY] > 0)
		read_rows(&c, &columns, &articles, path, r);
	articles_end(&articles, out);
	arena_free(&c.cells);
	if (columns.of[LANGUAGE_FIELD_BODY] == 0)
		report_warning(
			r, path, 1, 0,
			"is a table without a column of texts, and is not read: call that column "
			"body (and others headline, byline, date, page), or take the file out of the "
			"source folder");
	else if (out->len == 0)
		report_warning(r, path, 0, 0, "holds no article: take it out of the source folder");
}

bool articles_csv_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	const struct input_file *f = &s->files[0];
	struct text decoded;
	struct buf bytes = { 0 };
	bool ok = text_decode_as(f->bytes, f->path, s->encoding, &decoded, r);
	if (ok) {
		put_decoded(&decoded, &bytes);
		read_table(buf_view(&bytes), f->path, out, r);
	}
	text_free(&decoded);
	buf_free(&bytes);
	return ok && out->len > 0;
}
