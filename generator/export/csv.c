#include <string.h>

#include "export/export_format.h"

/*
 * CSV (RFC 4180) for spreadsheets: an article a line, without its text. Unless
 * csv_bom is off, a file begins with a byte-order mark, without which Excel in
 * Chinese takes UTF-8 for GBK. What a spreadsheet would take for a formula has
 * an apostrophe before it, which it takes for the sign of a text.
 */
#define FORMULA_SIGNS "=+-@\t\r"

static const struct {
	const char *name, *type;
} columns[] = {
	{ "url", "string" },       { "date", "date" },          { "page", "string" },
	{ "source", "string" },    { "first_line", "integer" }, { "kind", "string" },
	{ "kicker", "string" },    { "headline", "string" },    { "headline_source", "string" },
	{ "names", "string" },     { "topics", "string" },      { "places", "string" },
	{ "same_text", "string" }, { "length", "integer" },     { "confidence", "number" },
};

#define COLUMNS (sizeof(columns) / sizeof(*columns))

static void put_head(struct buf *b, const struct config *c)
{
	buf_puts(b, c->csv_bom ? "\xEF\xBB\xBF" : "");
	for (size_t i = 0; i < COLUMNS; i++)
		buf_printf(b, "%s%s", i ? "," : "", columns[i].name);
	buf_putc(b, '\n');
}

static void put_field(struct buf *b, struct view v)
{
	bool quoted = false, formula = v.len > 0 && v.data[0] && strchr(FORMULA_SIGNS, v.data[0]);
	for (size_t i = 0; i < v.len; i++)
		quoted = quoted || strchr(",\"\r\n", v.data[i]);
	buf_puts(b, quoted ? "\"" : "");
	buf_puts(b, formula ? "'" : "");
	for (size_t i = 0; quoted && i < v.len; i++) {
		if (v.data[i] == '"')
			buf_putc(b, '"');
		buf_putc(b, v.data[i]);
	}
	if (!quoted)
		buf_put(b, v);
	buf_puts(b, quoted ? "\"" : "");
}

/* Several in one field, between semicolons. */
static void put_several(struct buf *b, const struct view *texts, size_t count)
{
	struct buf all = { 0 };
	for (size_t i = 0; i < count; i++) {
		buf_puts(&all, i ? ";" : "");
		buf_put(&all, texts[i]);
	}
	put_field(b, buf_view(&all));
	buf_free(&all);
}

static void put_names(struct buf *b, const struct archive *a, const struct archive_article *x)
{
	struct arena arena = { 0 };
	struct view *names = arena_array(&arena, x->credit_count, sizeof(*names));
	for (size_t i = 0; i < x->credit_count; i++)
		names[i] = a->names.items[a->credits.items[x->credits_from + i].name].text;
	put_several(b, names, x->credit_count);
	arena_free(&arena);
}

static void put_topics_and_places(struct buf *b, const struct archive *a,
                                  const struct archive_article *x)
{
	struct view topics[TOPICS_PER_ARTICLE], places[PLACES_PER_ARTICLE];
	for (size_t i = 0; i < x->topic_count; i++)
		topics[i] = a->config->topics[x->topics[i]].name;
	for (size_t i = 0; i < x->place_count; i++)
		places[i] = a->places.items[x->places[i]].text;
	put_several(b, topics, x->topic_count);
	buf_putc(b, ',');
	put_several(b, places, x->place_count);
}

static void put_article(struct buf *b, const struct export_record *r)
{
	const struct archive_article *x = r->article;
	const struct archive_page *p = &r->archive->pages.items[x->page];
	put_field(b, r->url);
	buf_putc(b, ',');
	if (date_known(p->date))
		date_put(b, p->date);
	buf_putc(b, ',');
	put_field(b, p->number);
	buf_putc(b, ',');
	put_field(b, view_of(p->name));
	buf_printf(b, ",%u,%s,", x->line, kind_name((enum kind)x->kind));
	put_field(b, x->kicker);
	buf_putc(b, ',');
	put_field(b, x->headline);
	buf_puts(b, x->opening ? ",opening," : ",printed,");
	put_names(b, r->archive, x);
	buf_putc(b, ',');
	put_topics_and_places(b, r->archive, x);
	buf_putc(b, ',');
	put_field(b, r->same_text);
	buf_printf(b, ",%u,%u.%03u\n", x->length, x->confidence / 1000u, x->confidence % 1000u);
}

/* The columns, as Table Schema has them, and what a program has to undo. */
static void put_description(struct buf *b, const struct config *c)
{
	buf_printf(
		b,
		",\n\t\t\t\"description\": \"%sA cell that a spreadsheet would take for a formula, as "
		"it begins with =, +, -, @, a tab or a carriage return, has an apostrophe before "
		"it. Articles of one text, such as reprints and repeated notices, have in same_text the "
		"url of the first of them.\"",
		c->csv_bom ? "Begins with a byte-order mark. " : "");
	buf_puts(
		b,
		",\n\t\t\t\"profile\": \"tabular-data-resource\",\n\t\t\t\"schema\": {\n\t\t\t\t\"fields\": [");
	for (size_t i = 0; i < COLUMNS; i++)
		buf_printf(b, "%s\n\t\t\t\t\t{ \"name\": \"%s\", \"type\": \"%s\" }", i ? "," : "",
		           columns[i].name, columns[i].type);
	buf_puts(b, "\n\t\t\t\t],\n\t\t\t\t\"primaryKey\": \"url\"\n\t\t\t}");
}

const struct export_format export_csv = {
	.ending = "csv",
	.mediatype = "text/csv",
	.resource = "articles",
	.joined = true,
	.put_head = put_head,
	.put_article = put_article,
	.put_description = put_description,
};
