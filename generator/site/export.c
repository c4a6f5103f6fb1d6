#include "site/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/record.h"
#include "site/package.h"

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

static struct export_sizes *sizes_of(struct export *e, int year)
{
	const struct archive *a = e->site->archive;
	const struct archive_span *s = archive_span_find(a->years.items, a->years.len,
	                                                 (struct date){ year, 1, 1 });
	return &e->sizes[year && s ? (size_t)(s - a->years.items) : a->years.len];
}

static void begin_year(struct export *e, int year, struct report *r)
{
	struct arena names = { 0 };
	open_stream(e, &e->jsonl, plan_export_path(year, "jsonl", &names), r);
	open_stream(e, &e->csv, plan_export_path(year, "csv", &names), r);
	stream_put(&e->csv, VIEW(PACKAGE_CSV_HEAD), r);
	e->year = year;
	arena_free(&names);
}

static void end_year(struct export *e, struct report *r)
{
	if (e->year < 0 || !e->jsonl.path || !e->csv.path)
		return;
	*sizes_of(e, e->year) = (struct export_sizes){ e->jsonl.size, e->csv.size };
	count(e, stream_end(&e->jsonl, r));
	count(e, stream_end(&e->csv, r));
	e->year = -1;
}

void export_begin(struct export *e, const struct site *s, struct report *r)
{
	*e = (struct export){ .site = s, .year = -1, .jsonl.fd = -1, .csv.fd = -1, .all.fd = -1 };
	e->sizes = mem_array(s->archive->years.len + 1, sizeof(*e->sizes));
	if (s->writer.rehearsal)
		return;
	open_stream(e, &e->all, VIEW("data/articles.csv"), r);
	stream_put(&e->all, VIEW(PACKAGE_CSV_HEAD), r);
}

void export_put(struct export *e, int year, const struct export_part *part, struct report *r)
{
	if (e->site->writer.rehearsal || r->errors > 0)
		return;
	if (year != e->year) {
		end_year(e, r);
		begin_year(e, year, r);
	}
	if (r->errors > 0)
		return;
	stream_put(&e->jsonl, buf_view(&part->jsonl), r);
	stream_put(&e->csv, buf_view(&part->csv), r);
	stream_put(&e->all, buf_view(&part->csv), r);
}

void export_end(struct export *e, struct report *r)
{
	if (e->site->writer.rehearsal)
		return;
	end_year(e, r);
	e->all_size = e->all.size;
	count(e, stream_end(&e->all, r));
	count(e, package_write(e, r));
}

void export_free(struct export *e)
{
	stream_drop(&e->jsonl);
	stream_drop(&e->csv);
	stream_drop(&e->all);
	free(e->sizes);
	e->sizes = NULL;
}
