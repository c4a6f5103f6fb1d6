/*
 * The articles of a site of ours as ready-made Markdown, as Hugo likes it best.
 *
 *	markdown DATA OUT
 *
 * DATA is the site's folder of JSON Lines. Writes OUT/1950/01/01/01/15.md and
 * an _index.md for each year, month, day and printed page.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/map.h"
#include "input/scan.h"

struct output {
	const char *folder;
	struct map sections; /* that have their _index.md */
	size_t articles;
	struct report report;
};

static bool write_file(struct output *o, const char *path, struct view bytes)
{
	return file_replace(path, bytes, &o->report) != FILE_FAILED;
}

/* A page of a section, named by its path below the content. */
static void put_section(struct output *o, const char *path, size_t len)
{
	bool fresh;
	struct view section = { path, len };
	map_put(&o->sections, section, &fresh);
	if (!fresh)
		return;
	struct buf full = { 0 }, text = { 0 };
	buf_printf(&full, "%s/%.*s/_index.md", o->folder, VIEW_ARG(section));
	buf_printf(&text, "{\"title\": \"%.*s\"}\n", VIEW_ARG(section));
	write_file(o, full.data, buf_view(&text));
	buf_free(&full);
	buf_free(&text);
}

/* Text that Markdown takes for nothing but text. */
static void put_text(struct buf *b, const char *s)
{
	for (; *s; s++) {
		if (strchr("\\`*_{}[]<>()#+-.!|~&", *s))
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
}

static void put_body(struct buf *b, const json_t *body)
{
	size_t i;
	const json_t *item;
	json_array_foreach(body, i, item)
	{
		const char *type = json_string_value(json_object_get(item, "type"));
		const char *text = json_string_value(json_object_get(item, "text"));
		if (!text)
			continue;
		buf_puts(b, type && strcmp(type, "subhead") == 0 ? "\n## " : "\n");
		put_text(b, text);
		buf_putc(b, '\n');
	}
}

static void copy(json_t *to, const char *name, const json_t *record, const char *key)
{
	json_t *value = json_object_get(record, key);
	if (value && !json_is_null(value))
		json_object_set(to, name, value);
}

static void put_head(struct buf *b, const json_t *record)
{
	json_t *head = json_object();
	copy(head, "title", record, "headline");
	copy(head, "date", record, "published");
	copy(head, "kicker", record, "kicker");
	copy(head, "deck", record, "deck");
	copy(head, "byline", record, "byline_text");
	copy(head, "dateline", record, "dateline");
	copy(head, "topics", record, "topics");
	copy(head, "authors", record, "byline");
	json_t *kinds = json_array();
	json_array_append(kinds, json_object_get(record, "kind"));
	json_object_set_new(head, "kinds", kinds);
	char *text = json_dumps(head, JSON_INDENT(1));
	buf_puts(b, text ? text : "{}");
	buf_putc(b, '\n');
	free(text);
	json_decref(head);
}

/* Topics alone have a feed. */
static void put_topics(struct output *o, const json_t *topics)
{
	size_t i;
	const json_t *topic;
	json_array_foreach(topics, i, topic)
	{
		struct buf full = { 0 };
		bool fresh;
		buf_printf(&full, "%s/topics/%s/_index.md", o->folder, json_string_value(topic));
		map_put(&o->sections, buf_view(&full), &fresh);
		if (fresh)
			write_file(o, full.data, VIEW("{\"outputs\": [\"HTML\", \"RSS\"]}\n"));
		buf_free(&full);
	}
}

/* 1950/01/01/02-15.html becomes 1950/01/01/02/15.md. */
static void put_article(struct output *o, const json_t *record)
{
	const char *url = json_string_value(json_object_get(record, "url"));
	struct date day;
	if (!url || strlen(url) < 12 || !strchr(url + 11, '-') ||
	    !date_parse(view_of(json_string_value(json_object_get(record, "published"))), &day))
		return;
	size_t page = (size_t)(strchr(url + 11, '-') - url);
	put_section(o, url, 4);
	put_section(o, url, 7);
	put_section(o, url, 10);
	put_section(o, url, page);
	put_topics(o, json_object_get(record, "topics"));
	struct buf full = { 0 }, text = { 0 };
	buf_printf(&full, "%s/%.*s/%.*s.md", o->folder, (int)page, url,
	           (int)strcspn(url + page + 1, "."), url + page + 1);
	put_head(&text, record);
	put_body(&text, json_object_get(record, "body"));
	o->articles += write_file(o, full.data, buf_view(&text));
	buf_free(&full);
	buf_free(&text);
}

static void put_year(struct output *o, const char *path)
{
	struct buf bytes = { 0 };
	if (file_read(path, &bytes, &o->report)) {
		for (struct view rest = buf_view(&bytes); rest.data;) {
			struct view line = view_cut(&rest, '\n');
			json_t *record = line.len > 0 ? json_loadb(line.data, line.len, 0, NULL) : NULL;
			if (record)
				put_article(o, record);
			json_decref(record);
		}
	}
	buf_free(&bytes);
}

int main(int argc, char **argv)
{
	struct output o = { .folder = argc == 3 ? argv[2] : NULL };
	struct scan_rules rules = { .ending = ".jsonl" };
	struct scan scan = { 0 };
	if (argc != 3) {
		fprintf(stderr, "usage: %s DATA OUT\n", argv[0]);
		return 2;
	}
	scan_folder(argv[1], &rules, &scan, &o.report);
	for (size_t i = 0; i < scan.files.len; i++)
		put_year(&o, scan.files.items[i].path);
	printf("%zu articles as Markdown\n", o.articles);
	report_print_from(&o.report, REPORT_ERROR, stderr);
	bool ok = o.report.errors == 0;
	scan_free(&scan);
	map_free(&o.sections);
	report_free(&o.report);
	return ok ? 0 : 1;
}
