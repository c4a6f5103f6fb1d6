#include "site/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "page/record.h"

#define CSV_HEAD "url,date,page,source,first_line,kind,kicker,headline,headline_source,names,topics,length,confidence\n"

static void put_field(struct buf *b, struct view v)
{
	bool quoted = false;
	for (size_t i = 0; i < v.len; i++)
		quoted = quoted || strchr(",\"\r\n", v.data[i]);
	if (!quoted) {
		buf_put(b, v);
		return;
	}
	buf_putc(b, '"');
	for (size_t i = 0; i < v.len; i++) {
		if (v.data[i] == '"')
			buf_putc(b, '"');
		buf_putc(b, v.data[i]);
	}
	buf_putc(b, '"');
}

static void put_names(struct buf *b, const struct archive *a, const struct archive_article *x)
{
	struct buf names = { 0 };
	for (size_t i = 0; i < x->credit_count; i++) {
		if (i > 0)
			buf_puts(&names, ";");
		buf_put(&names, a->names.items[a->credits.items[x->credits_from + i].name].text);
	}
	put_field(b, buf_view(&names));
	buf_free(&names);
}

static void put_topics(struct buf *b, const struct archive *a, const struct archive_article *x)
{
	struct buf topics = { 0 };
	for (size_t i = 0; i < x->topic_count; i++) {
		if (i > 0)
			buf_puts(&topics, ";");
		buf_put(&topics, a->config->topics[x->topics[i]].name);
	}
	put_field(b, buf_view(&topics));
	buf_free(&topics);
}

static void put_row(struct buf *b, const struct archive *a, const struct archive_article *x,
                    struct view url)
{
	const struct archive_page *p = &a->pages.items[x->page];
	put_field(b, url);
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
	put_names(b, a, x);
	buf_putc(b, ',');
	put_topics(b, a, x);
	buf_printf(b, ",%u,%u.%03u\n", x->length, x->confidence / 1000u, x->confidence % 1000u);
}

void export_page(const struct site *s, uint32_t page, const struct archive_sheet *sheet,
                 struct export_part *out)
{
	const struct archive *a = s->archive;
	const struct archive_page *p = &a->pages.items[page];
	struct arena arena = { 0 };
	for (uint32_t i = 0; i < p->article_count; i++) {
		const struct archive_article *x = &a->articles.items[p->first_article + i];
		if (x->withdrawn)
			continue;
		struct view topics[TOPICS_PER_ARTICLE];
		for (size_t k = 0; k < x->topic_count; k++)
			topics[k] = a->config->topics[x->topics[k]].name;
		struct record_place place = { plan_article_url(&s->plan, p->first_article + i, &arena),
		                              topics, x->topic_count };
		record_put_article(&out->jsonl, &sheet->page, &sheet->page.articles[i], &place);
		put_row(&out->csv, a, x, place.url);
		arena_reset(&arena);
	}
	for (size_t i = 0; i < sheet->page.furniture_count; i++)
		record_put_furniture(&out->jsonl, &sheet->page, &sheet->page.furniture[i]);
	arena_free(&arena);
}

void export_part_free(struct export_part *p)
{
	buf_free(&p->jsonl);
	buf_free(&p->csv);
}

static void open_stream(struct export *e, struct stream *s, struct view path, struct report *r)
{
	struct buf full = { 0 };
	buf_printf(&full, "%s/%.*s", e->site->writer.output, VIEW_ARG(path));
	stream_begin(s, full.data, r);
	buf_free(&full);
}

static void count(struct export *e, enum file_result result)
{
	e->written += result == FILE_WRITTEN;
	e->same += result == FILE_SAME;
}

static uint64_t *size_of(struct export *e, int year)
{
	const struct archive *a = e->site->archive;
	const struct archive_span *s = archive_span_find(a->years.items, a->years.len,
	                                                 (struct date){ year, 1, 1 });
	return &e->sizes[year && s ? (size_t)(s - a->years.items) : a->years.len];
}

static void end_year(struct export *e, struct report *r)
{
	if (e->year < 0 || !e->jsonl.path)
		return;
	*size_of(e, e->year) = e->jsonl.size;
	count(e, stream_end(&e->jsonl, r));
	e->year = -1;
}

void export_begin(struct export *e, const struct site *s, struct report *r)
{
	*e = (struct export){ .site = s, .year = -1, .jsonl.fd = -1, .csv.fd = -1 };
	e->sizes = mem_array(s->archive->years.len + 1, sizeof(*e->sizes));
	if (s->writer.rehearsal)
		return;
	open_stream(e, &e->csv, VIEW("data/articles.csv"), r);
	stream_put(&e->csv, VIEW(CSV_HEAD), r);
}

void export_put(struct export *e, int year, const struct export_part *part, struct report *r)
{
	if (e->site->writer.rehearsal || r->errors > 0)
		return;
	if (year != e->year) {
		struct arena names = { 0 };
		end_year(e, r);
		open_stream(e, &e->jsonl, plan_export_path(year, &names), r);
		e->year = year;
		arena_free(&names);
	}
	if (r->errors == 0)
		stream_put(&e->jsonl, buf_view(&part->jsonl), r);
	if (r->errors == 0)
		stream_put(&e->csv, buf_view(&part->csv), r);
}

static void put_resource(struct buf *b, struct view path, const char *format, uint64_t bytes,
                         bool first)
{
	struct view file = view_slice(path, 5, path.len); /* behind data/ */
	struct view name = view_slice(file, 0, (size_t)view_find(file, VIEW("."), 0));
	buf_printf(b, "%s\n\t\t{ \"name\": \"%.*s\", \"path\": \"%.*s\", \"format\": \"%s\", "
	           "\"encoding\": \"utf-8\", \"bytes\": %llu", first ? "" : " },", VIEW_ARG(name),
	           VIEW_ARG(path), format, (unsigned long long)bytes);
}

/* The columns of articles.csv, as Table Schema describes them. */
static void put_schema(struct buf *b)
{
	static const char *const types[][2] = {
		{ "date", "date" }, { "first_line", "integer" }, { "length", "integer" },
		{ "confidence", "number" },
	};
	struct view rest = VIEW(CSV_HEAD);
	rest.len--; /* the line end */
	buf_puts(b, ",\n\t\t  \"profile\": \"tabular-data-resource\", \"schema\": { \"fields\": [");
	for (bool first = true; rest.data; first = false) {
		struct view name = view_cut(&rest, ',');
		const char *type = "string";
		for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
			if (view_eq(name, view_of(types[i][0])))
				type = types[i][1];
		}
		buf_printf(b, "%s\n\t\t\t{ \"name\": \"%.*s\", \"type\": \"%s\" }", first ? "" : ",",
		           VIEW_ARG(name), type);
	}
	buf_puts(b, " ] }");
}

static void write_package(struct export *e, struct report *r)
{
	const struct archive *a = e->site->archive;
	struct buf b = { 0 };
	struct arena names = { 0 };
	buf_puts(&b, "{\n\t\"name\": \"newspaper-archive\",\n\t\"title\": ");
	json_put_string(&b, a->config->title);
	if (a->config->base_url.len) {
		buf_puts(&b, ",\n\t\"homepage\": ");
		json_put_string(&b, a->config->base_url);
	}
	buf_puts(&b, ",\n\t\"resources\": [");
	put_resource(&b, VIEW("data/articles.csv"), "csv", e->csv_size, true);
	put_schema(&b);
	for (size_t i = 0; i < a->years.len; i++)
		put_resource(&b, plan_export_path(a->years.items[i].date.year, &names), "jsonl",
		             e->sizes[i], false);
	if (a->undated_pages > 0)
		put_resource(&b, plan_export_path(0, &names), "jsonl", e->sizes[a->years.len], false);
	buf_puts(&b, " }\n\t]\n}\n");
	count(e, writer_put(&e->site->writer, VIEW("datapackage.json"), buf_view(&b), r));
	buf_free(&b);
	arena_free(&names);
}

void export_end(struct export *e, struct report *r)
{
	if (e->site->writer.rehearsal)
		return;
	end_year(e, r);
	e->csv_size = e->csv.size;
	count(e, stream_end(&e->csv, r));
	write_package(e, r);
}

void export_free(struct export *e)
{
	stream_drop(&e->jsonl);
	stream_drop(&e->csv);
	free(e->sizes);
	e->sizes = NULL;
}
